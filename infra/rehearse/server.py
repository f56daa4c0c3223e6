"""Serve moto on a port of this machine, and say to it what AWS would understand from Chalice."""

import io
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Thread
from typing import Any

from moto.moto_server.werkzeug_app import DomainDispatcherApplication, create_backend_app
from werkzeug.serving import WSGIRequestHandler, make_server

Wsgi = Callable[[dict[str, Any], Callable[..., Any]], Any]


class StandIn:
    """moto behind a door that turns Chalice's Swagger 2.0 into the OpenAPI 3 that moto reads.

    `api` is the last API description that Chalice sent: moto keeps only its paths and methods.
    """

    def __init__(self) -> None:
        self.inner: Wsgi = DomainDispatcherApplication(create_backend_app)
        self.api: dict[str, Any] = {}

    def __call__(self, environ: dict[str, Any], start: Callable[..., Any]) -> Any:
        """Answer a request."""
        if environ["REQUEST_METHOD"] in {"POST", "PUT"} and self._describes_api(environ):
            body = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
            self.api = json.loads(body)
            body = json.dumps(_as_openapi_3(self.api)).encode()
            environ["wsgi.input"], environ["CONTENT_LENGTH"] = io.BytesIO(body), str(len(body))
        return self.inner(environ, start)

    @staticmethod
    def _describes_api(environ: dict[str, Any]) -> bool:
        """Tell whether this is ImportRestApi or PutRestApi."""
        path, query = environ["PATH_INFO"], environ.get("QUERY_STRING", "")
        return path.startswith("/restapis") and ("mode=import" in query or "mode=overwrite" in query)


class _Quiet(WSGIRequestHandler):
    def log(self, *_: Any, **__: Any) -> None:
        """Say nothing of each request."""


@contextmanager
def stand_in() -> Iterator[tuple[StandIn, str]]:
    """Run the stand-in for AWS, and give it with its address."""
    app = StandIn()
    server = make_server("127.0.0.1", 0, app, threaded=True, request_handler=_Quiet)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield app, f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def _as_openapi_3(api: dict[str, Any]) -> dict[str, Any]:
    document = {name: value for name, value in api.items() if name not in {"swagger", "schemes", "definitions"}}
    paths = {
        path: {method: _with_target(operation) for method, operation in operations.items()}
        for path, operations in api["paths"].items()
    }
    return {**document, "openapi": "3.0.0", "info": {"description": "", **api["info"]}, "paths": paths}


def _with_target(operation: dict[str, Any]) -> dict[str, Any]:
    """Give the answer to OPTIONS, which calls nothing, the address and method that moto asks of each."""
    name = "x-amazon-apigateway-integration"
    return {**operation, name: {"uri": "", "httpMethod": "OPTIONS", **operation[name]}}
