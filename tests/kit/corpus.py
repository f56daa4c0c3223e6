"""Fetch Pillow's own collection of unusual and broken images, for `tests/imaging/test_corpus.py`."""

import subprocess
import sys
import tarfile
from importlib.metadata import version
from pathlib import Path

CACHE = Path(__file__).parents[2] / ".cache"


def fetch() -> Path:
    """Return the folder of Pillow's test images, downloading its source package from PyPI the first time."""
    release = version("pillow")
    folder = CACHE / f"pillow-{release}" / "Tests" / "images"
    if not folder.exists():
        # pip always prepares the package's metadata: that takes seconds, and compiles nothing.
        command = ["pip", "download", f"pillow=={release}", "--no-binary", "pillow", "--no-deps", "--dest", str(CACHE)]
        subprocess.run([sys.executable, "-m", *command], check=True, stdout=subprocess.DEVNULL)
        _unpack(CACHE / f"pillow-{release}.tar.gz")
    return folder


def _unpack(package: Path) -> None:
    with tarfile.open(package) as archive:
        members = [member for member in archive.getmembers() if "/Tests/images/" in member.name]
        archive.extractall(package.parent, members, filter="data")


def main() -> None:
    """Fetch the images and print where they are."""
    print(fetch())


if __name__ == "__main__":
    main()
