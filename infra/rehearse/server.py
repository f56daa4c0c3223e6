"""Serve moto on a local port, translate Chalice's requests into what moto supports, and do what moto does not."""

import io
import json
import re
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock, Thread
from typing import Any
from urllib.parse import parse_qsl, urlencode

from moto.awslambda.exceptions import UnknownFunctionException
from moto.awslambda.models import lambda_backends
from moto.core import DEFAULT_ACCOUNT_ID
from moto.moto_server.werkzeug_app import DomainDispatcherApplication, create_backend_app
from werkzeug.serving import WSGIRequestHandler, make_server
from werkzeug.test import EnvironBuilder

from infra.pythons import environment
from infra.rehearse import cloudfront, translated
from infra.rehearse.lambdas import Lambdas, log

INVOCATION = re.compile(r"/2015-03-31/functions/([^/]+)/invocations")

Wsgi = Callable[[dict[str, Any], Callable[..., Any]], Any]


class StandIn:
    """moto behind a WSGI application that converts Chalice's Swagger 2.0 to the OpenAPI 3 that moto supports.

    `api` is the last API definition that Chalice sent: moto keeps only its paths and methods. `lambdas` runs what is
    invoked; `front` is what the stack made of CloudFront.
    """

    def __init__(self, lambdas: Lambdas) -> None:
        self.inner: Wsgi = DomainDispatcherApplication(create_backend_app)
        self.lambdas, self.front = lambdas, cloudfront.CloudFront()
        self.api: dict[str, Any] = {}
        # The last template that was stored in S3.
        self.template = b""
        self.lock = Lock()
        self.requests = self.received = 0
        # The requests that are answered; the next one is carried out or not, and nothing is answered after it.
        self.most, self.last_is_carried_out = sys.maxsize, False

    def forget(self) -> None:
        """Forget everything that was made, as in an account that is new."""
        reset = {"REQUEST_METHOD": "POST", "PATH_INFO": "/moto-api/reset", "wsgi.input": io.BytesIO()}
        environ: dict[str, Any] = dict(EnvironBuilder(path="/moto-api/reset", method="POST").get_environ() | reset)
        list(self.inner(environ, lambda *_: None))
        self.requests = self.received = 0

    def __call__(self, environ: dict[str, Any], start: Callable[..., Any]) -> Any:
        """Answer a request, until the line is cut."""
        with self.lock:
            self.requests += 1
            number = self.requests
        if environ["REQUEST_METHOD"] in {"POST", "PUT"}:
            sent = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
            with self.lock:
                self.received += len(sent)
            body = self._translated(environ, sent)
            environ["wsgi.input"], environ["CONTENT_LENGTH"] = io.BytesIO(body), str(len(body))
        if number > self.most:
            if number == self.most + 1 and self.last_is_carried_out:
                list(self._carry_out(environ, lambda *_: None))
            return _refuse(start, 403, "Cut", "The line was cut.")
        return self._carry_out(environ, start)

    def _carry_out(self, environ: dict[str, Any], start: Callable[..., Any]) -> Any:
        _name_layer(environ)
        if self._is_taken(environ):
            return _refuse(start, 409, "ResourceConflictException", "An event source mapping is there already.")
        if environ["PATH_INFO"] == cloudfront.PATH:
            body, tag = self.front.config()
            start("200 OK", [("Content-Type", "text/xml"), ("ETag", tag)])
            return [body]
        if invoked := INVOCATION.fullmatch(environ["PATH_INFO"]):
            return self._invoke(invoked[1].rpartition(":")[2], environ, start)
        if "rehearsal.stack" in environ:
            self.front.learn(*environ["rehearsal.stack"])
        return self.inner(environ, start)

    def _invoke(self, name: str, environ: dict[str, Any], start: Callable[..., Any]) -> list[bytes]:
        """Run a deployed function, and keep its log where CloudWatch has it."""
        try:
            told = self.lambdas.invoke(name, environ["wsgi.input"].read())
        except UnknownFunctionException:
            return _refuse(start, 404, "ResourceNotFoundException", f"Function not found: {name}")
        log(name, told.logged)
        failed = [("X-Amz-Function-Error", "Unhandled")] if told.has_failed else []
        start("200 OK", [("Content-Type", "application/json"), *failed])
        return [told.payload]

    def _is_taken(self, environ: dict[str, Any]) -> bool:
        """Tell whether a request makes a mapping that there is: AWS refuses it, moto makes another one."""
        if (
            not environ["PATH_INFO"].startswith("/2015-03-31/event-source-mappings")
            or environ["REQUEST_METHOD"] != "POST"
        ):
            return False
        asked = json.loads(environ["wsgi.input"].getvalue())
        function = asked["FunctionName"].rpartition(":")[2]
        backend = lambda_backends[DEFAULT_ACCOUNT_ID]["us-east-1"]
        return any(
            mapping.event_source_arn == asked["EventSourceArn"] and mapping.function_arn.rpartition(":")[2] == function
            for mapping in backend._event_source_mappings.values()  # noqa: SLF001 - moto has no other way to look
        )

    def _translated(self, environ: dict[str, Any], body: bytes) -> bytes:
        if self._describes_api(environ):
            self.api = json.loads(body)
            return json.dumps(translated.as_openapi_3(self.api)).encode()
        if body.startswith(b'{"AWSTemplateFormatVersion"'):
            self.template = body
        if b"TemplateURL=" in body:
            words = dict(parse_qsl(body.decode(), keep_blank_values=True))
            del words["TemplateURL"]
            template = json.loads(self.template)
            environ["rehearsal.stack"] = template, translated.parameters(words)
            return urlencode({**words, "TemplateBody": json.dumps(translated.known(template))}).encode()
        return body

    @staticmethod
    def _describes_api(environ: dict[str, Any]) -> bool:
        """Tell whether a request is ImportRestApi or PutRestApi."""
        path, query = environ["PATH_INFO"], environ.get("QUERY_STRING", "")
        return path.startswith("/restapis") and ("mode=import" in query or "mode=overwrite" in query)


def _refuse(start: Callable[..., Any], status: int, code: str, message: str) -> list[bytes]:
    start(f"{status} Refused", [("Content-Type", "application/json"), ("x-amzn-ErrorType", code)])
    return [json.dumps({"__type": code, "message": message}).encode()]


def _name_layer(environ: dict[str, Any]) -> None:
    """Ask for a layer by its name and version where it is asked for by its ARN, which moto does not know."""
    asked = dict(parse_qsl(environ.get("QUERY_STRING", "")))
    if environ["PATH_INFO"] == "/2018-10-31/layers" and "Arn" in asked:
        name, version = asked["Arn"].split(":")[-2:]
        environ["PATH_INFO"], environ["QUERY_STRING"] = f"/2018-10-31/layers/{name}/versions/{version}", ""
        environ["RAW_URI"] = environ["REQUEST_URI"] = environ["PATH_INFO"]


class _Quiet(WSGIRequestHandler):
    def log(self, *_: Any, **__: Any) -> None:
        """Log nothing."""


@contextmanager
def stand_in() -> Iterator[tuple[StandIn, str]]:
    """Run the stand-in for AWS, and yield it with its address."""
    with tempfile.TemporaryDirectory() as folder:
        ran = Lambdas(environment() / "bin/python", Path(folder))
        app = StandIn(ran)
        server = make_server("127.0.0.1", 0, app, threaded=True, request_handler=_Quiet)
        ran.address = f"http://127.0.0.1:{server.server_port}"
        thread = Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield app, ran.address
        finally:
            ran.end()
            server.shutdown()
            thread.join()
            server.server_close()
