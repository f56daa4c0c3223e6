"""Stand in for API Gateway and Lambda: call the Chalice app with an event, and return its response."""

import base64
import json
from collections.abc import Mapping
from typing import Any

from chalice import Chalice
from chalice.deploy.swagger import TemplatedSwaggerGenerator
from chalice.local import LambdaContext, LocalChalice

from chalicelib.handlers.routing import GREEDY
from chalicelib.schemas.uploads import LARGEST_BODY, LARGEST_TEXT
from infra.edge import ANSWER_SECONDS, LARGEST_HEAD, METHODS
from local.answers import Answer, not_allowed, too_large
from local.request_event import request_event

MEMORY_MEGABYTES = 1024


class Gateway:
    """The app behind API Gateway's resources; many threads may call it at once."""

    def __init__(self, app: Chalice) -> None:
        """Wrap the app, and make its `current_request` local to each thread: Lambda has one request per process."""
        if not isinstance(app, LocalChalice):
            app.__class__ = type("LocalApp", (LocalChalice, type(app)), {})
        self.app = app
        self.preflight = _preflight(app)

    def answer(self, method: str, target: str, headers: Mapping[str, str], body: bytes) -> Answer:
        """Answer one request; `target` is the path as it was sent, with its query string."""
        head = len(f"{method} {target} HTTP/1.1") + sum(map(len, headers.values()))
        if len(body) > LARGEST_BODY or head > LARGEST_HEAD:
            return too_large()
        if method == "OPTIONS":
            return Answer(200, [*self.preflight, ("Content-Length", "0")])
        if method not in METHODS:
            return not_allowed(METHODS)
        event = request_event(method, target, headers, body, self.app.api.binary_types)
        if _is_too_large(event["body"] or ""):
            return too_large()
        response = self.app(event, LambdaContext("api_handler", MEMORY_MEGABYTES, ANSWER_SECONDS * 1000))
        # Lambda serializes the result as JSON.
        return _answer(method, json.loads(json.dumps(response)))


def _is_too_large(body: str) -> bool:
    """Tell whether Lambda would refuse an event for its body, as JSON writes it."""
    # The longest that JSON makes of one character is six bytes, so a shorter body is always taken.
    if len(body) * 6 <= LARGEST_TEXT:
        return False
    return len(json.dumps(body, ensure_ascii=False)[1:-1].encode()) > LARGEST_TEXT


def _preflight(app: Chalice) -> list[tuple[str, str]]:
    """Return the headers of API Gateway's own response to OPTIONS, as defined in Chalice's Swagger."""
    paths = TemplatedSwaggerGenerator().generate_swagger(app)["paths"]
    integration = paths[GREEDY]["options"]["x-amazon-apigateway-integration"]
    headers: dict[str, str] = integration["responses"]["default"]["responseParameters"]
    return [(name.removeprefix("method.response.header."), value.strip("'")) for name, value in headers.items()]


def _answer(method: str, response: Mapping[str, Any]) -> Answer:
    text = response.get("body") or ""
    body = base64.b64decode(text) if response.get("isBase64Encoded") else text.encode()
    headers = [(name, str(value)) for name, value in (response.get("headers") or {}).items()]
    headers += [
        (name, str(value)) for name, values in (response.get("multiValueHeaders") or {}).items() for value in values
    ]
    length = next((value for name, value in headers if name.lower() == "content-length"), "0")
    headers = [pair for pair in headers if pair[0].lower() not in {"content-length", "connection", "transfer-encoding"}]
    status = int(response["statusCode"])
    if status in {204, 304}:
        return Answer(status, headers)
    return Answer(status, [*headers, ("Content-Length", length if method == "HEAD" else str(len(body)))], [body])
