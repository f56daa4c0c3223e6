"""Take out of a package what it never reads: the descriptions of the services of AWS that nothing here calls.

botocore brings those of some 400 services, a third of the zip.
"""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

from infra.package.slim import slim
from infra.pythons import ROOT

DATA = "botocore/data"
# pynamodb calls DynamoDB, where no client of ours is named.
UNNAMED = {"dynamodb"}
NAMED = re.compile(r"""clients\.client\(\s*["'](\w+)["']""")


def called() -> set[str]:
    """Return the services that the product calls by a client of botocore."""
    sources = (path.read_text() for path in sorted((ROOT / "chalicelib").rglob("*.py")))
    return UNNAMED | {name for text in sources for name in NAMED.findall(text)}


def trim(unpacked: Path) -> None:
    """Remove the descriptions of all other services from an unpacked package."""
    for folder in (unpacked / DATA).iterdir():
        if folder.is_dir() and folder.name not in called():
            shutil.rmtree(folder)
    slim(unpacked / DATA)


def faults(unpacked: Path) -> Iterator[str]:
    """Yield the services that the product calls, and that a package does not describe."""
    yield from (
        f"the service {name} is not described" for name in sorted(called()) if not (unpacked / DATA / name).is_dir()
    )
