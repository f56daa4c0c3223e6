"""Trim the package, and add compiled modules to it.

Lambda's /var/task is read-only, so without them every cold start compiles every module again.
"""

import shutil
import zipfile
from pathlib import Path

from infra.package.trim import trim
from infra.pythons import run

# One timestamp for all files, so that the same code gives the same zip. Compiled files are not validated against
# their source (unchecked-hash): Lambda sets timestamps of its own, and modules are not edited there.
MADE_AT = (2026, 1, 1, 0, 0, 0)


def compile_into(archive: Path, unpacked: Path, python: Path) -> None:
    """Unpack an archive into a folder, trim and compile it there, and pack it again in place."""
    shutil.rmtree(unpacked, ignore_errors=True)
    with zipfile.ZipFile(archive) as package:
        package.extractall(unpacked)
        if any(name.endswith(".pyc") for name in package.namelist()):
            return  # Chalice reused the last package, which is compiled already.
    trim(unpacked)
    # The exit code is ignored: compileall fails on the templates in some packages, which are not Python.
    command = "import compileall, py_compile, sys; compileall.compile_dir(sys.argv[1], quiet=2, workers=0, force=True,"
    command += " stripdir=sys.argv[1], prependdir='/var/task',"
    command += " invalidation_mode=py_compile.PycInvalidationMode.UNCHECKED_HASH)"
    run([str(python), "-c", command, str(unpacked)])
    _pack(unpacked, archive)


def _pack(folder: Path, archive: Path) -> None:
    new = archive.with_suffix(".new")
    with zipfile.ZipFile(new, "w", zipfile.ZIP_DEFLATED) as package:
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                entry = zipfile.ZipInfo(str(path.relative_to(folder)), MADE_AT)
                entry.external_attr = 0o644 << 16
                package.writestr(entry, path.read_bytes(), zipfile.ZIP_DEFLATED)
    new.replace(archive)
