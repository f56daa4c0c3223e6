"""Send the same request in three ways: as an event of API Gateway, with the test client, and over HTTP."""

import base64
import http.client
import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import requests

from app import app
from chalicelib import config
from tests.kit.client import GatewayAdapter, gateway
from tests.kit.hostility import fill

SERVED = ("DELETE", "GET", "HEAD", "PATCH", "POST", "PUT")
# Methods that CloudFront and API Gateway do not support.
ALIEN = ("TRACE", "PROPFIND", "MKCOL", "LOCK", "NONSENSE")
# The headers that must be equal; the others differ between servers.
TOLD = ("allow", "content-type", "access-control-allow-origin", "access-control-expose-headers", "cache-control")
# Paths without a route.
NOWHERE = (
    "/nope",
    "/api",
    "/api/v1",
    "/api/v1/a/b/c/d/e/f/g/h/i/j/k/l/m/n/o/p/q/r/s/t/u/v/w/x/y/z",
    "/api/v1/instance/more",
    "/api/v1/instance//",
    "/api//v1/instance",
    "/api/v1//statuses/1",
    "/api/v1/statuses//context",
    "/api%2Fv1%2Finstance",
    "/api/v1%2finstance",
    "/api/v1/statuses%2F1/context",
    "/api/v1/statuses/1%2Fcontext/x",
    "/API/v1/instance",
    "/api/v1/../v1/instance",
    "/api/./v1/instance",
    "/api/v1/instance;v=1",
    "/api/v1/instance%20",
    "/api/v1/instanc%",
    "/api/v1/statuses/%",
    "/api/v1/statuses/%2",
    "/api/v1/statuses/%zz",
    "/api/v1/statuses/%00",
    "/api/v1/statuses/1%0d%0aSet-Cookie:x/context",
    "/api/v1/statuses/%ff",
    "/api/v1/statuses/%c3%28",
    "/api/v1/statuses/%ed%a0%80",
    "/api/v1/{proxy+}",
    "/{proxy+}",
    "/*",
)


@dataclass(frozen=True)
class Heard:
    """The parts of a response that must be equal in all three ways."""

    status: int
    headers: dict[str, str]
    body: str


def wrong() -> Iterator[tuple[str, str, str]]:
    """Yield every route's path with each method that it does not have, and the `Allow` header of the response."""
    for pattern, methods in sorted(app.route_table.items()):
        allowed = {*methods, "OPTIONS"} | ({"HEAD"} if "GET" in methods else set())
        for method in sorted(set(SERVED) - allowed):
            yield method, fill(pattern), ", ".join(sorted(allowed))


def readable() -> list[str]:
    """Return every path with a route for GET."""
    return sorted(fill(pattern) for pattern, methods in app.route_table.items() if "GET" in methods)


def event(method: str, path: str, **more: Any) -> dict[str, Any]:
    """Return an event of API Gateway's greedy resource."""
    headers = {"Accept": "*/*", "Host": "api.example", "User-Agent": "tests"}
    identity = {"sourceIp": "192.0.2.1", "userAgent": "tests", "accessKey": None, "user": None}
    return {
        "resource": "/{proxy+}",
        "path": path,
        "httpMethod": method,
        "headers": headers,
        "multiValueHeaders": {name: [value] for name, value in headers.items()},
        "queryStringParameters": None,
        "multiValueQueryStringParameters": None,
        "pathParameters": {"proxy": path[1:].removesuffix("/")},
        "stageVariables": None,
        "requestContext": {
            "resourceId": "a1b2c3",
            "resourcePath": "/{proxy+}",
            "httpMethod": method,
            "path": f"/api{path}",
            "stage": "api",
            "protocol": "HTTP/1.1",
            "identity": identity,
        },
        "body": None,
        "isBase64Encoded": False,
        **more,
    }


def by_event(method: str, path: str) -> Heard:
    """Call the app with an event, as Lambda does."""
    found = app(event(method, path), None)
    body = found["body"]
    text = base64.b64decode(body).decode() if found.get("isBase64Encoded") else body
    return _heard(found["statusCode"], json.loads(json.dumps(found["headers"])), text)


def by_client(method: str, path: str) -> Heard:
    """Send a request with the test client, with the path unchanged: `requests` would normalize some of them."""
    asked = requests.Request(method, config.PUBLIC_URL).prepare()
    asked.url = config.PUBLIC_URL + path
    found = GatewayAdapter(gateway()).send(asked)
    return _heard(found.status_code, dict(found.headers), found.text)


def by_http(url: str, method: str, path: str) -> Heard:
    """Send a request to a server, with the path unchanged."""
    connection = http.client.HTTPConnection(urlsplit(url).netloc, timeout=60)
    try:
        connection.request(method, path)
        found = connection.getresponse()
        return _heard(found.status, dict(found.getheaders()), found.read().decode())
    finally:
        connection.close()


def _heard(status: int, headers: dict[str, str], body: str) -> Heard:
    lower = {name.lower(): value for name, value in headers.items()}
    return Heard(status, {name: lower[name] for name in TOLD if name in lower}, body)
