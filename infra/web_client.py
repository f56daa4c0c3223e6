"""Build the web client with Node, where there is one, and put its files where CloudFront finds them."""

import hashlib
import mimetypes
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import boto3

from infra import edge, identity
from infra.identity import Identity
from infra.pythons import ROOT, ToolFailed

WEB = ROOT / "web"
BUILT = WEB / "dist"
# Vite 8 asks for it.
OLDEST_NODE = (20, 19)
# Machines differ in what they know of these.
TYPES = {"js": "text/javascript", "svg": "image/svg+xml", "webmanifest": "application/manifest+json"}
SOURCES = (
    *("index.html", "package.json", "package-lock.json", "vite.config.ts", "worker.js", "tsconfig.json"),
    "identity.ts",
    *("src", "public"),
)


class CannotBuild(Exception):
    """What is missing, or what npm said."""


def build(looks: Identity) -> bool:
    """Build the client unless what is built is of these sources, with these looks; tell whether anything was built.

    Raises CannotBuild without a Node that is new enough, and where npm fails.
    """
    wanted = _digest(looks)
    stamp = BUILT / ".sources"
    if stamp.is_file() and stamp.read_text() == wanted:
        return False
    install(WEB)
    _npm(WEB, "run", "build", "--", "--outDir", str(BUILT), "--emptyOutDir", told={"IDENTITY": looks.told()})
    stamp.write_text(wanted)
    return True


def install(folder: Path) -> None:
    """Install what a folder's lock file names, unless it is there.

    Raises CannotBuild without a Node that is new enough, and where npm fails.
    """
    expect_node()
    lock = (folder / "package-lock.json").read_text()
    stamp = folder / "node_modules/.lock"
    if not stamp.is_file() or stamp.read_text() != lock:
        _npm(folder, "ci")
        stamp.write_text(lock)


def expect_node() -> None:
    """Raise CannotBuild without npm and a Node that is new enough."""
    told = "The web client needs Node 20.19 or later and npm"
    if not shutil.which("node") or not shutil.which("npm"):
        raise CannotBuild(f"{told}; there is none on the PATH.")
    said = subprocess.run(["node", "--version"], capture_output=True, text=True, check=False).stdout.strip()
    parts = said.removeprefix("v").split(".")
    if not all(part.isdigit() for part in parts[:2]) or tuple(map(int, parts[:2])) < OLDEST_NODE:
        raise CannotBuild(f"{told}; node is {said or 'broken'}.")


def _npm(folder: Path, *words: str, told: Mapping[str, str] | None = None) -> None:
    command, env = ["npm", "--no-audit", "--no-fund", *words], os.environ | (told or {})
    done = subprocess.run(command, cwd=folder, env=env, capture_output=True, text=True, check=False)
    if done.returncode:
        raise CannotBuild(f"npm {' '.join(words)} failed:\n{(done.stdout + done.stderr).strip()[-2000:]}")


def _digest(looks: Identity) -> str:
    found = hashlib.sha256(looks.digest())
    for name in SOURCES:
        path = WEB / name
        for file in sorted(path.rglob("*")) if path.is_dir() else [path]:
            if file.is_file():
                found.update(file.relative_to(WEB).as_posix().encode() + b"\0" + file.read_bytes() + b"\0")
    return found.hexdigest()


def publish(bucket: str, looks: Identity) -> str:
    """Build the client and store its files, or say why there is none; the page comes last, and names what is there.

    Files of before stay: a page that is open goes on asking for them.
    """
    try:
        build(looks)
    except CannotBuild as error:
        return f"{error} The API is deployed without the web client."
    s3 = boto3.client("s3")
    files = sorted((file for file in BUILT.rglob("*") if file.is_file() and not file.name.startswith(".")), key=_order)
    for file in files:
        name = f"/{file.relative_to(BUILT).as_posix()}"
        for stored in (edge.MISSING_PAGE, name) if name == edge.WEB_PAGE else (name,):
            s3.put_object(
                Bucket=bucket,
                Key=f"{edge.WEB_FOLDER}{stored}".lstrip("/"),
                Body=file.read_bytes(),
                ContentType=content_type(name),
                CacheControl=cache_control(name),
            )
    return f"The web client is there, in {len(files)} files."


def cache_control(name: str) -> str:
    """Return how long browsers keep a file of ours: what carries a hash for good, and the page not at all."""
    return edge.FOR_GOOD if name.startswith(edge.HASHED) else edge.EACH_TIME


def content_type(name: str) -> str:
    """Return the media type of a file of ours, in UTF-8 where it is text."""
    found = TYPES.get(name.rpartition(".")[2]) or mimetypes.guess_type(name)[0] or "application/octet-stream"
    return f"{found}; charset=utf-8" if found.startswith("text/") else found


def _order(file: Path) -> tuple[bool, str]:
    return file.name == "index.html", file.as_posix()


if __name__ == "__main__":
    try:
        print("The web client is built." if build(identity.read(os.environ)) else "The web client is built already.")
    except (CannotBuild, ToolFailed) as error:
        sys.exit(str(error))
