"""Serve the API, the pages and the controls over HTTP on loopback."""

import json
import logging
import time
from collections.abc import Iterable
from http import HTTPStatus
from typing import Any
from wsgiref.types import StartResponse, WSGIEnvironment

import waitress
from stripe._api_version import _ApiVersion
from waitress.channel import ClientDisconnected

from local_stripe import API_VERSION, __version__, http_api, http_pages
from local_stripe.control import Control
from local_stripe.engine.webhooks import Sender
from local_stripe.errors import BadRequest, StripeFailure
from local_stripe.pages import words
from local_stripe.state import Settings, State
from local_stripe.store import Store

NAME = f"local_stripe {__version__}, Stripe API {API_VERSION}"
THREADS = 24
HTML, JSON = "text/html; charset=utf-8", "application/json"


class Server:
    """One local Stripe: its database, its HTTP server, its webhook sender."""

    def __init__(self, settings: Settings) -> None:
        """Open the database and the port; nothing is answered before `run`."""
        check_package(_ApiVersion.CURRENT)
        logging.getLogger("waitress").setLevel(logging.ERROR)
        self.store = Store(settings.data)
        self.state = State(self.store, settings)
        self.sender = Sender(self.state)
        self.control = Control(self.state, self.sender)
        self.http = waitress.create_server(self.wsgi, host="127.0.0.1", port=settings.port, threads=THREADS)

    def run(self) -> None:
        """Answer requests and deliver webhooks until a signal handler raises."""
        logging.getLogger(__name__).info("%s, answers at %s", NAME, self.state.settings.public_url)
        self.sender.start()
        try:
            self.http.run()
        finally:
            self.sender.stop()
            self.store.close()

    def wsgi(self, environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        """Answer one request."""
        method, path = environ["REQUEST_METHOD"], environ.get("PATH_INFO", "/")
        body = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0)).decode("utf-8", "replace")
        if path.startswith("/v1/"):
            return self._api(environ, start, body)
        if path.startswith("/_control/"):
            return self._control(method, path.removeprefix("/_control/"), body, start)
        words.listen(environ.get("HTTP_ACCEPT_LANGUAGE", ""))
        page = http_pages.answer(self.state, method, path, environ.get("QUERY_STRING", ""), body)
        where = {"Location": page.location} if page.location else {}
        return _respond(start, page.status, page.html, HTML, where)

    def _api(self, environ: WSGIEnvironment, start: StartResponse, body: str) -> Iterable[bytes]:
        named = {
            key[5:].lower().replace("_", "-"): str(text) for key, text in environ.items() if key.startswith("HTTP_")
        }
        raw = body if environ["REQUEST_METHOD"] == "POST" else environ.get("QUERY_STRING", "")
        call = http_api.Call(environ["REQUEST_METHOD"], environ["PATH_INFO"], raw, named)
        done = http_api.answer(self.state, call)
        if done.fault and done.fault.kind == "timeout":
            time.sleep(done.fault.seconds)
        if done.fault and done.fault.kind in {"lost", "timeout"}:
            # waitress closes the connection without sending a byte, as if the response was lost.
            raise ClientDisconnected
        if done.fault and done.fault.kind == "500_after":
            error = {"error": {"type": "api_error", "message": "This was asked for, after it was carried out."}}
            return _respond(start, 500, json.dumps(error), JSON, done.headers)
        return _respond(start, done.status, done.body, JSON, done.headers)

    def _control(self, method: str, name: str, body: str, start: StartResponse) -> Iterable[bytes]:
        try:
            wanted: Any = json.loads(body or "{}")
            if not isinstance(wanted, dict):
                raise BadRequest("A control takes a JSON object.")
            return _respond(start, 200, json.dumps(self.control.answer(method, name, wanted)), JSON, {})
        except json.JSONDecodeError as error:
            return _respond(start, 400, json.dumps({"error": {"message": str(error)}}), JSON, {})
        except StripeFailure as failure:
            return _respond(start, failure.status, json.dumps({"error": failure.body}), JSON, {})


def check_package(pinned: str) -> None:
    """Refuse a `stripe` package with another API version, whose declarations would not match this program."""
    if pinned != API_VERSION:
        text = f"{NAME}, needs a stripe package that pins that version; the installed one pins {pinned}."
        raise RuntimeError(text)


def _respond(start: StartResponse, status: int, text: str, kind: str, headers: dict[str, str]) -> Iterable[bytes]:
    body = text.encode()
    about = {"Content-Type": kind, "Content-Length": str(len(body)), "Cache-Control": "no-store"} | headers
    start(f"{status} {HTTPStatus(status).phrase}", list(about.items()))
    return [body]
