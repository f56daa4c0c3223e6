"""Take out of the libraries what is never read there.

botocore brings the descriptions of some 400 services, a third of a zip; Stripe's package brings the types of its
parameters, nearly half of it, which only a type checker reads; fido2 brings what a browser does; wcwidth brings how
wide some twenty terminals draw an emoji. What is left puts off what nobody may ask for (late.py).
"""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

from infra.package.late import put_off
from infra.package.slim import slim
from infra.pythons import ROOT

DATA = "botocore/data"
# pynamodb calls DynamoDB, where no client of ours is named.
UNNAMED = {"dynamodb"}
NAMED = re.compile(r"""clients\.client\(\s*["'](\w+)["']""")
# Commands of packages; what Stripe's package imports for a type checker, or when somebody asks for it by name; and of
# fido2 what talks to authenticators, and what checks who made them. cffi compiles; what it compiled asks for its
# backend alone. wcwidth goes without the tables of terminals that are not there.
NEVER_READ = (
    *("bin", "stripe/params", "cffi", "pycparser", "wcwidth/table_grapheme_overrides/_known_*"),
    *(f"fido2/{name}" for name in ("attestation", "client", "ctap2", "hid", "public_suffix_list.dat")),
)


def called() -> set[str]:
    """Return the services that the product calls by a client of botocore."""
    sources = (path.read_text() for path in sorted((ROOT / "chalicelib").rglob("*.py")))
    return UNNAMED | {name for text in sources for name in NAMED.findall(text)}


def trim(libraries: Path) -> None:
    """Remove from a folder of libraries what is never read."""
    data = libraries / DATA
    for folder in data.iterdir() if data.is_dir() else ():
        if folder.is_dir() and folder.name not in called():
            shutil.rmtree(folder)
    if data.is_dir():
        slim(data)
    for path in (path for name in NEVER_READ for path in libraries.glob(name)):
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    put_off(libraries)


def faults(unpacked: Path) -> Iterator[str]:
    """Yield the services that the product calls, and that a package does not describe."""
    yield from (
        f"the service {name} is not described" for name in sorted(called()) if not (unpacked / DATA / name).is_dir()
    )
