"""Compile modules, and pack folders so that the same contents give the same archive.

Lambda's folders are read-only, so without compiled modules every cold start compiles every module again.
"""

import hashlib
import zipfile
from pathlib import Path

from infra.pythons import VERSION, run

# One timestamp for all files, so that the same code gives the same zip. Compiled files are not validated against
# their source (unchecked-hash): Lambda sets timestamps of its own, and modules are not edited there.
MADE_AT = (2026, 1, 1, 0, 0, 0)


def compile_in(folder: Path, installed_as: str, python: Path) -> None:
    """Compile every module of a folder, whose files lie in `installed_as` once they are in Lambda."""
    # The exit code is ignored: compileall fails on the templates in some packages, which are not Python.
    command = "import compileall, py_compile, sys; compileall.compile_dir(sys.argv[1], quiet=2, workers=0, force=True,"
    command += " stripdir=sys.argv[1], prependdir=sys.argv[2],"
    command += " invalidation_mode=py_compile.PycInvalidationMode.UNCHECKED_HASH)"
    run([str(python), "-c", command, str(folder), installed_as])


def digest(folder: Path) -> str:
    """Return the SHA-256 of what lies in a folder, and of the Python that it is compiled for.

    Compiled files do not count: the same module, compiled twice, may differ in bytes that mean nothing.
    """
    sums = hashlib.sha256(VERSION.encode())
    for path in _files(folder):
        if path.suffix != ".pyc":
            sums.update(f"{path.relative_to(folder)}\0{path.stat().st_size}\0".encode())
            sums.update(path.read_bytes())
    return sums.hexdigest()


def pack(folder: Path, archive: Path) -> None:
    """Pack a folder into an archive, in place of the one that is there."""
    new = archive.with_suffix(".new")
    with zipfile.ZipFile(new, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as package:
        for path in _files(folder):
            entry = zipfile.ZipInfo(str(path.relative_to(folder)), MADE_AT)
            entry.external_attr = 0o644 << 16
            package.writestr(entry, path.read_bytes(), zipfile.ZIP_DEFLATED)
    new.replace(archive)


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())
