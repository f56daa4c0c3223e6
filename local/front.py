"""Stand in for CloudFront: refuse what it refuses, and route each path to its origin, by the table of the edge."""

import logging
import threading
from collections.abc import Callable, Iterable, Mapping
from html import escape
from pathlib import Path
from typing import Any

from chalicelib import config
from chalicelib.gateways import proof
from infra import edge
from local import mailbox, paths
from local.answers import Answer, failure
from local.compression import compressed
from local.gateway import Gateway
from local.kept import Kept
from local.renditions import Renditions
from local.web import Web

log = logging.getLogger(__name__)

# What CloudFront sends of a request where its policies name nothing.
FORWARDED = ("x-forwarded-for", proof.HEADER.lower())
HOME = Path(__file__).with_name("home.html")


class Front:
    """The WSGI application of the local stack."""

    def __init__(self, gateway: Gateway, renditions: Renditions, web: Web | None = None) -> None:
        """Take the origins; without the web client the app answers in its place, and says what it is at `/`."""
        self.gateway, self.renditions, self.web = gateway, renditions, web
        self.kept = Kept()
        self.busy = 0
        self._lock = threading.Lock()

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        """Answer a WSGI request, counted in `busy` while it is in progress."""
        with self._lock:
            self.busy += 1
        try:
            answer = self._answer_or_apologise(environ)
        finally:
            with self._lock:
                self.busy -= 1
        start_response(answer.status_line, answer.headers)
        if environ["REQUEST_METHOD"] != "HEAD":
            return answer.body
        close = getattr(answer.body, "close", None)
        if close:
            close()
        return []

    def _answer_or_apologise(self, environ: dict[str, Any]) -> Answer:
        try:
            return _packed(self.answer(environ), environ)
        except Exception:
            log.exception("%s %s failed", environ["REQUEST_METHOD"], environ["PATH_INFO"])
            return failure(500, "Something went wrong")

    def answer(self, environ: dict[str, Any]) -> Answer:
        """Return the response to a request."""
        method, target = environ["REQUEST_METHOD"], _target(environ)
        path, _, query = target.partition("?")
        behaviour = edge.behaviour_of(paths.normal(path))
        if refusal := _refusal(environ, behaviour):
            return refusal
        if path == mailbox.PATH and method in {"GET", "HEAD"}:
            return mailbox.answer()
        if behaviour.origin == edge.WEB and self.web:
            return _with_headers(self.web.answer(path), edge.headers_of(behaviour))
        if path == "/" and method in {"GET", "HEAD"}:
            return _home()
        if behaviour.origin in edge.BUCKETS:
            return _with_headers(self.renditions.answer(method, path, query, _headers(environ)))
        if behaviour.is_client and self.web:
            self.web.publish()
        return _with_headers(self._ask_app(behaviour, method, target, environ), edge.headers_of(behaviour))

    def _ask_app(self, behaviour: edge.Behaviour, method: str, target: str, environ: dict[str, Any]) -> Answer:
        headers = _headers(environ)
        if behaviour.keeps == edge.FOR_ALL:
            target = target.partition("?")[0]
            headers = {name: value for name, value in headers.items() if name in FORWARDED}

        def ask() -> Answer:
            return self.gateway.answer(method, target, headers, environ["wsgi.input"].read())

        if behaviour.keeps not in (edge.BRIEFLY, edge.FOR_ALL) or method not in {"GET", "HEAD"}:
            return ask()
        counts = (*edge.BRIEFLY_BY_HEADERS, "Cookie")
        return self.kept.answer((method, target, *(headers.get(name.lower(), "") for name in counts)), ask)


def _packed(answer: Answer, environ: dict[str, Any]) -> Answer:
    behaviour = edge.behaviour_of(paths.normal(_target(environ).partition("?")[0]))
    asked = environ.get("HTTP_ACCEPT_ENCODING", "") if environ["REQUEST_METHOD"] == "GET" else ""
    return compressed(answer, behaviour, asked)


def _target(environ: dict[str, Any]) -> str:
    """Return the path and query as they were sent; the request target of a proxy is an absolute URL."""
    target = str(environ["REQUEST_URI"])
    return target if target.startswith("/") else "/" + target.partition("://")[2].partition("/")[2]


def _headers(environ: dict[str, Any]) -> dict[str, str]:
    names = {name: name[5:] for name in environ if name.startswith("HTTP_")}
    names |= {name: name for name in ("CONTENT_TYPE", "CONTENT_LENGTH") if environ.get(name)}
    headers = {short.replace("_", "-").lower(): str(environ[name]) for name, short in names.items()}
    # What the client sent stays before the address of the connection, and its proof does not.
    chain = [headers.get("x-forwarded-for", ""), environ["REMOTE_ADDR"]]
    return headers | {"x-forwarded-for": ", ".join(filter(None, chain)), proof.HEADER.lower(): _proof()}


def _proof() -> str:
    return config.EDGE_PROOF.partition(",")[0].strip()


def _refusal(environ: dict[str, Any], behaviour: edge.Behaviour) -> Answer | None:
    """Return CloudFront's own response to what it does not forward, with a page that nobody can change.

    Source: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/RequestAndResponseBehaviorCustomOrigin.html
    """
    method = environ["REQUEST_METHOD"]
    if method not in behaviour.methods:
        return _page(403, "This distribution is not configured to allow the HTTP request method that was used.")
    if len(config.PUBLIC_URL + _target(environ)) > edge.LONGEST_URL:
        return _page(413, "The address is too long.")
    if method == "GET" and int(environ.get("CONTENT_LENGTH") or 0):
        return _page(403, "A GET request has no body.")
    return None


def _with_headers(answer: Answer, told: Mapping[str, edge.Header] = edge.HEADERS) -> Answer:
    """Add the headers that CloudFront adds, but for the one that makes no sense without https."""
    own = {name.lower() for name, _ in answer.headers}
    added = {name: header for name, header in told.items() if name != edge.HSTS}
    replaced = {name.lower() for name, header in added.items() if header.overrides} | {
        name.lower() for name in edge.REMOVED_HEADERS
    }
    headers = [pair for pair in answer.headers if pair[0].lower() not in replaced]
    added = {name: header for name, header in added.items() if header.overrides or name.lower() not in own}
    headers += [(name, header.value.format(uploads=config.AWS_ENDPOINT_URL)) for name, header in added.items()]
    return Answer(answer.status, headers, answer.body)


def _page(status: int, why: str) -> Answer:
    body = f"<H1>{status} ERROR</H1>{why}\n".encode()
    return Answer(status, [("Content-Type", "text/html"), ("Content-Length", str(len(body)))], [body])


def _home() -> Answer:
    body = HOME.read_text().replace("{title}", escape(config.INSTANCE_TITLE)).encode()
    return Answer(200, [("Content-Type", "text/html; charset=utf-8"), ("Content-Length", str(len(body)))], [body])
