"""Inspect the routes of a package by running it as Lambda would."""

import json
from dataclasses import dataclass
from pathlib import Path

from infra.pythons import run

SCRIPT = Path(__file__).with_name("inside.py")
ENVIRONMENT = {"AWS_DEFAULT_REGION": "us-east-1", "AWS_ACCESS_KEY_ID": "none", "AWS_SECRET_ACCESS_KEY": "none"}


@dataclass(frozen=True)
class Routes:
    """API Gateway's resources for a packaged app (path, methods), the number of routes, and the routes not found."""

    resources: dict[str, list[str]]
    routes: int
    lost: list[str]


def look(unpacked: Path, python: Path) -> Routes:
    """Send a request to every route of an unpacked package. Raises ToolFailed where it does not run."""
    said = run([str(python), "-I", "-S", "-B", str(SCRIPT), str(unpacked)], cwd=unpacked, env=ENVIRONMENT)
    return Routes(**json.loads(said.splitlines()[-1]))
