"""Shorten what botocore reads when a client is made: a cold start parses all of it, and none of its prose is shown.

botocore's own file of endpoints has 300 services, and the descriptions of services are mostly documentation.
"""

import gzip
import json
import shutil
from pathlib import Path
from typing import Any

# Read by nothing that runs in Lambda.
UNREAD = ("examples-1.json*",)
PROSE = {"documentation", "documentationUrl"}


def slim(data: Path) -> None:
    """Rewrite botocore's data: the newest of each service without its prose, the endpoints of these alone."""
    for service in (folder for folder in data.iterdir() if folder.is_dir()):
        # botocore takes the newest version of a service that is asked for without one.
        for older in sorted(service.iterdir())[:-1]:
            shutil.rmtree(older)
    prefixes = set()
    for file in sorted(data.glob("*/*/service-2.json*")):
        described = without_prose(_read(file))
        prefixes.add(described["metadata"]["endpointPrefix"])
        file.unlink()
        # Not compressed: to unpack it takes as long as to read it, and the package is compressed as a whole.
        _write(file.with_name("service-2.json"), described)
    endpoints = _read(data / "endpoints.json")
    for partition in endpoints.get("partitions", []):
        partition["services"] = {name: service for name, service in partition["services"].items() if name in prefixes}
    _write(data / "endpoints.json", endpoints)
    for unread in UNREAD:
        for file in data.glob(f"*/*/{unread}"):
            file.unlink()


def without_prose(described: Any) -> Any:
    """Return a description whose documentation is empty, not missing: botocore reads some of it."""
    if isinstance(described, list):
        return [without_prose(one) for one in described]
    if not isinstance(described, dict):
        return described
    # A member of a shape may have such a name, and is no text.
    return {
        name: "" if name in PROSE and isinstance(value, str) else without_prose(value)
        for name, value in described.items()
    }


def _read(file: Path) -> Any:
    return json.loads(gzip.decompress(file.read_bytes()) if file.suffix == ".gz" else file.read_bytes())


def _write(file: Path, value: Any) -> None:
    file.write_text(json.dumps(value, separators=(",", ":")))
