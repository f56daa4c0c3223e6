"""What the front answers itself, in the API's dialect."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from http import HTTPStatus

from chalicelib.handlers.door import EXPOSED

OPEN = [
    ("Access-Control-Allow-Origin", "*"),
    ("Access-Control-Expose-Headers", ",".join(EXPOSED)),
    ("X-Content-Type-Options", "nosniff"),
]


@dataclass
class Answer:
    """A response on its way out."""

    status: int
    headers: list[tuple[str, str]] = field(default_factory=list)
    body: Iterable[bytes] = ()

    @property
    def status_line(self) -> str:
        """Return the status as HTTP writes it."""
        return f"{self.status} {HTTPStatus(self.status).phrase}"


def failure(status: int, message: str, *headers: tuple[str, str]) -> Answer:
    """Return an error entity."""
    body = json.dumps({"error": message}).encode()
    kind = [("Content-Type", "application/json; charset=utf-8"), ("Content-Length", str(len(body)))]
    return Answer(status, [*kind, ("Cache-Control", "private, no-store"), *OPEN, *headers], [body])


def not_found() -> Answer:
    """Return what is said of everything that is not there."""
    return failure(404, "Record not found")


def too_large() -> Answer:
    """Return the refusal of more bytes than are taken."""
    return failure(413, "The request is too large")


def not_allowed(methods: Iterable[str]) -> Answer:
    """Return a refusal that names the methods there are."""
    return failure(405, "Method not allowed", ("Allow", ", ".join(sorted(methods))))
