"""Build the layers: the libraries of requirements.txt, compiled and trimmed, and the code of the app.

A library travels to AWS once and not with each function. Chalice is kept from packaging requirements.txt by
`automatic_layer`: it builds functions from code alone, and finds in place of its own layer a file that is ready.
"""

import hashlib
import json
import shutil
from pathlib import Path
from typing import NamedTuple

from infra.package import bundle, late, slim, trim
from infra.pythons import ROOT, VERSION, pins, run

# Only functions that make images need these; every other requirement is in the layer LIBRARIES.
LIBRARIES, CODE = "libraries", "code"
APART = {"pillow": ("pillow", "blurhash-rs"), "heif": ("pillow-heif",)}
# The API cuts squares out of what our own encoder wrote; nothing else that it does needs Pillow, and nothing HEIF.
NEEDED = {"api_handler": (LIBRARIES, "pillow"), "on_original_uploaded": (LIBRARIES, "pillow", "heif")}
# Lambda looks for modules of a layer here: https://docs.aws.amazon.com/lambda/latest/dg/python-layers.html
INSIDE, INSTALLED_AS = "python", "/opt/python"
# Lambda's Python 3.13 runs on Amazon Linux 2023, which has glibc 2.34.
GLIBC = range(17, 35)
PLATFORMS = (*(f"manylinux_2_{minor}_x86_64" for minor in GLIBC), "manylinux2014_x86_64")


class Layer(NamedTuple):
    """A layer that is ready to be sent: its name, its archive, its folder, and the SHA-256 of its contents."""

    name: str
    archive: Path
    folder: Path
    digest: str


def needed(function: str) -> tuple[str, ...]:
    """Return the layers of libraries that a function needs."""
    return NEEDED.get(function, (LIBRARIES,))


def libraries(python: Path) -> dict[str, Layer]:
    """Return the layers of libraries by name, building them where requirements.txt or what is trimmed changed."""
    folder = ROOT / ".cache" / f"layers-{_key()}"
    if not (folder / "complete").exists():
        print("Building the layers of libraries.", flush=True)
        shutil.rmtree(folder, ignore_errors=True)
        for name, requirements in _shared_out().items():
            _install(folder / name, requirements, python)
            seal(name, folder, python)
        (folder / "complete").touch()
    return {name: _sealed(name, folder) for name in _shared_out()}


def seal(name: str, folder: Path, python: Path) -> Layer:
    """Compile and pack the layer whose modules lie below its name in a folder."""
    digest = bundle.digest(folder / name)
    bundle.compile_in(folder / name / INSIDE, INSTALLED_AS, python)
    bundle.pack(folder / name, folder / f"{name}.zip")
    (folder / f"{name}.json").write_text(json.dumps(digest))
    return _sealed(name, folder)


def _sealed(name: str, folder: Path) -> Layer:
    return Layer(name, folder / f"{name}.zip", folder / name, json.loads((folder / f"{name}.json").read_text()))


def _shared_out() -> dict[str, list[str]]:
    """Return the pinned requirements of each layer."""
    apart = {package: name for name, packages in APART.items() for package in packages}
    shared: dict[str, list[str]] = {LIBRARIES: [], **{name: [] for name in APART}}
    for pin in pins():
        shared[apart.get(pin.partition("==")[0].lower(), LIBRARIES)].append(pin)
    return shared


def _install(folder: Path, requirements: list[str], python: Path) -> None:
    """Install the wheels that run in Lambda, whatever this machine is; a package without such a wheel fails."""
    command = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-compile"]
    command += ["--no-deps", "--only-binary=:all:", "--implementation", "cp", "--python-version", VERSION]
    command += ["--abi", f"cp{VERSION.replace('.', '')}", "--abi", "abi3", "--abi", "none"]
    command += [word for platform in PLATFORMS for word in ("--platform", platform)]
    run([*command, "--target", str(folder / INSIDE), *requirements])
    trim.trim(folder / INSIDE)


def _key() -> str:
    """Return a name for what the layers are made of: the pins, what is trimmed, and how they are built."""
    files = (__file__, *(module.__file__ or "" for module in (bundle, trim, slim, late)))
    made_of = [*pins(), *sorted(trim.called()), *(Path(file).read_text() for file in files)]
    return hashlib.sha256("\n".join(made_of).encode()).hexdigest()[:12]
