"""Serve moto on a local port, and translate Chalice's requests into what moto supports."""

import io
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Thread
from typing import Any
from urllib.parse import parse_qsl, urlencode

from moto.moto_server.werkzeug_app import DomainDispatcherApplication, create_backend_app
from werkzeug.serving import WSGIRequestHandler, make_server

KNOWN = ("AWS::DynamoDB::Table", "AWS::SQS::Queue", "AWS::S3::Bucket")
PUBLIC_URL = "https://front.example"

Wsgi = Callable[[dict[str, Any], Callable[..., Any]], Any]


class StandIn:
    """moto behind a WSGI application that converts Chalice's Swagger 2.0 to the OpenAPI 3 that moto supports.

    `api` is the last API definition that Chalice sent: moto keeps only its paths and methods.
    """

    def __init__(self) -> None:
        self.inner: Wsgi = DomainDispatcherApplication(create_backend_app)
        self.api: dict[str, Any] = {}
        # The last template that was stored in S3.
        self.template = b""

    def __call__(self, environ: dict[str, Any], start: Callable[..., Any]) -> Any:
        """Answer a request."""
        if environ["REQUEST_METHOD"] in {"POST", "PUT"}:
            body = self._translated(environ, environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0)))
            environ["wsgi.input"], environ["CONTENT_LENGTH"] = io.BytesIO(body), str(len(body))
        return self.inner(environ, start)

    def _translated(self, environ: dict[str, Any], body: bytes) -> bytes:
        if self._describes_api(environ):
            self.api = json.loads(body)
            return json.dumps(_as_openapi_3(self.api)).encode()
        if body.startswith(b'{"AWSTemplateFormatVersion"'):
            self.template = body
        if b"TemplateURL=" in body:
            words = dict(parse_qsl(body.decode(), keep_blank_values=True))
            del words["TemplateURL"]
            return urlencode({**words, "TemplateBody": json.dumps(_known(json.loads(self.template)))}).encode()
        return body

    @staticmethod
    def _describes_api(environ: dict[str, Any]) -> bool:
        """Tell whether a request is ImportRestApi or PutRestApi."""
        path, query = environ["PATH_INFO"], environ.get("QUERY_STRING", "")
        return path.startswith("/restapis") and ("mode=import" in query or "mode=overwrite" in query)


class _Quiet(WSGIRequestHandler):
    def log(self, *_: Any, **__: Any) -> None:
        """Log nothing."""


@contextmanager
def stand_in() -> Iterator[tuple[StandIn, str]]:
    """Run the stand-in for AWS, and yield it with its address."""
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


def _known(template: dict[str, Any]) -> dict[str, Any]:
    """Remove the resources that moto's CloudFormation does not support, and set the output that needs one of them."""
    resources = {name: one for name, one in template["Resources"].items() if one["Type"] in KNOWN}
    keys = {name: "K1" for name in template["Outputs"] if name.startswith("EdgeKeyId")}
    told = {"PublicUrl": PUBLIC_URL, "FrontDomain": "d1.example", "DistributionId": "E1", **keys}
    outputs = template["Outputs"] | {
        name: {**template["Outputs"][name], "Value": value} for name, value in told.items()
    }
    for resource in resources.values():
        resource.pop("DependsOn", None)
    return {**template, "Resources": resources, "Outputs": outputs}


def _as_openapi_3(api: dict[str, Any]) -> dict[str, Any]:
    document = {name: value for name, value in api.items() if name not in {"swagger", "schemes", "definitions"}}
    paths = {
        path: {method: _with_target(operation) for method, operation in operations.items()}
        for path, operations in api["paths"].items()
    }
    return {**document, "openapi": "3.0.0", "info": {"description": "", **api["info"]}, "paths": paths}


def _with_target(operation: dict[str, Any]) -> dict[str, Any]:
    """Add the URI and the method that moto requires to the mock integration of OPTIONS, which has none."""
    name = "x-amazon-apigateway-integration"
    return {**operation, name: {"uri": "", "httpMethod": "OPTIONS", **operation[name]}}
