"""Fetch an address as a browser does, through the local front in this process: what CloudFront would let through."""

import io
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from urllib.parse import urlsplit

from chalicelib import config
from local.front import Front
from local.renditions import Renditions
from tests.kit.client import gateway

MOST_REDIRECTS = 3


@dataclass(frozen=True)
class Fetched:
    """What came back for an address."""

    status: int
    headers: Mapping[str, str]
    body: bytes


def fetch(url: str) -> Fetched:
    """Ask once for an address of this deployment, without a token."""
    assert url.startswith(f"{config.PUBLIC_URL}/"), url
    parts = urlsplit(url)
    environ = {
        "REQUEST_METHOD": "GET",
        "REQUEST_URI": f"{parts.path}?{parts.query}",
        "PATH_INFO": parts.path,
        "REMOTE_ADDR": "192.0.2.1",
        "wsgi.input": io.BytesIO(),
    }
    answer = front().answer(environ)
    return Fetched(answer.status, dict(answer.headers), b"".join(answer.body))


def follow(url: str) -> Fetched:
    """Ask for an address, and for where it leads."""
    for _ in range(MOST_REDIRECTS):
        found = fetch(url)
        if found.status != 302:
            return found
        url = found.headers["Location"]
    raise AssertionError(f"{url} leads nowhere")


@cache
def front() -> Front:
    """Return the local front over the app and moto."""
    return Front(gateway(), Renditions())
