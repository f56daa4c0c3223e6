"""Read what all stages share, and which stages there are."""

import json
from typing import Any

from infra.pythons import ROOT

BASE = ROOT / ".chalice/base.json"


def base() -> dict[str, Any]:
    """Return the configuration of Chalice before anything in it belongs to one account."""
    read: dict[str, Any] = json.loads(BASE.read_text())
    return read


def functions() -> list[str]:
    """Return the names of the functions that Chalice makes."""
    return list(base()["lambda_functions"])
