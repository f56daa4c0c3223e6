"""Responses that the front makes itself, in the API's format."""

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
    """A response: status, headers, body."""

    status: int
    headers: list[tuple[str, str]] = field(default_factory=list)
    body: Iterable[bytes] = ()

    @property
    def status_line(self) -> str:
        """Return the status with its reason phrase."""
        return f"{self.status} {HTTPStatus(self.status).phrase}"


def failure(status: int, message: str, *headers: tuple[str, str]) -> Answer:
    """Return a response with the API's error entity."""
    body = json.dumps({"error": message}).encode()
    kind = [("Content-Type", "application/json; charset=utf-8"), ("Content-Length", str(len(body)))]
    return Answer(status, [*kind, ("Cache-Control", "private, no-store"), *OPEN, *headers], [body])


def not_found() -> Answer:
    """Return the 404 response."""
    return failure(404, "Record not found")


def too_large() -> Answer:
    """Return the refusal of more bytes than are taken."""
    return failure(413, "The request is too large")


def not_allowed(methods: Iterable[str]) -> Answer:
    """Return a 405 response that lists the allowed methods."""
    return failure(405, "Method not allowed", ("Allow", ", ".join(sorted(methods))))
