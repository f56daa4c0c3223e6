"""Play API Gateway and Lambda: hand a request to the Chalice app, and take its response."""

import base64
from collections.abc import Mapping
from typing import Any

from chalice import Chalice, CORSConfig
from chalice.config import Config
from chalice.local import CustomLocalChalice, LocalChalice, LocalGateway, LocalGatewayException, RouteMatcher

from local.answers import OPEN, Answer, failure, not_allowed, not_found

TIMEOUT_SECONDS = 29
METHODS = "DELETE,GET,HEAD,OPTIONS,PATCH,POST,PUT"


class Gateway:
    """The app behind Chalice's own stand-in for API Gateway, for many threads at once."""

    def __init__(self, app: Chalice) -> None:
        """Take the app, and make its current request one per thread, as Lambda has one per process."""
        CustomLocalChalice.__bases__ = (LocalChalice, type(app))
        app.__class__ = CustomLocalChalice
        self.app = app
        self.matcher = RouteMatcher(list(app.routes))
        self.local = LocalGateway(app, Config.create(lambda_timeout=TIMEOUT_SECONDS))

    def answer(self, method: str, target: str, headers: Mapping[str, str], body: bytes) -> Answer:
        """Answer one request; `target` is the path as it was sent, with its query string."""
        path, mark, query = target.partition("?")
        # API Gateway takes a route with and without a slash at its end.
        target = (path.rstrip("/") or "/") + mark + query
        if method == "OPTIONS":
            return self._preflight()
        methods = self._methods(target)
        wanted = "GET" if method == "HEAD" else method
        if not methods:
            return not_found()
        if wanted not in methods:
            return not_allowed({*methods, "OPTIONS"} | ({"HEAD"} if "GET" in methods else set()))
        try:
            return _answer(self.local.handle_request(wanted, target, dict(headers), body))
        except LocalGatewayException as refused:
            return failure(refused.CODE, "The request was refused")

    def _methods(self, target: str) -> set[str]:
        try:
            route = self.matcher.match_route(target).route
        except ValueError:
            return set()
        return set(self.app.routes[route])

    def _preflight(self) -> Answer:
        """Let a browser go on to the real request, whose answer says what is wrong if anything is."""
        cors = self.app.api.cors
        headers = dict(cors.get_access_control_headers()) if isinstance(cors, CORSConfig) else {}
        allowed = dict(OPEN) | headers | {"Access-Control-Allow-Methods": METHODS, "Content-Length": "0"}
        return Answer(200, [(name, str(value)) for name, value in allowed.items()])


def _answer(found: Mapping[str, Any]) -> Answer:
    body = found.get("body") or b""
    if isinstance(body, str):
        body = base64.b64decode(body) if found.get("isBase64Encoded") else body.encode()
    headers = [(name, str(value)) for name, value in (found.get("headers") or {}).items()]
    headers += [
        (name, str(value)) for name, values in (found.get("multiValueHeaders") or {}).items() for value in values
    ]
    headers = [pair for pair in headers if pair[0].lower() not in {"content-length", "connection", "transfer-encoding"}]
    status = int(found["statusCode"])
    if status in {204, 304}:
        return Answer(status, headers)
    return Answer(status, [*headers, ("Content-Length", str(len(body)))], [body])
