"""Ask the local front, before origins that answer with their names."""

import io
from collections.abc import Mapping
from typing import Any, cast

from infra.edge import BEHAVIOURS, DEFAULT, Behaviour
from local.answers import Answer
from local.front import Front

PATTERNS = (*BEHAVIOURS, DEFAULT)


class Origin:
    """An origin of the local front that answers with its name, and notes what it is asked."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.asked: list[tuple[str, str, Mapping[str, str]]] = []

    def answer(self, method: str, target: str, *more: Any) -> Answer:
        """Say who answered."""
        headers = next(one for one in more if isinstance(one, Mapping))
        self.asked.append((method, target, headers))
        return Answer(200, [("Content-Type", self.name)], [b"here"])


class Site:
    """A web client that answers with its name at every path."""

    def answer(self, path: str) -> Answer:
        """Say who answered."""
        return Answer(200, [("Content-Type", "web")], [path.encode()])

    def publish(self) -> None:
        """Do nothing: the app reads no page."""


def ask(method: str, target: str, body: bytes = b"", **headers: str) -> Answer:
    """Return what the local front answers, whose origins answer with their names."""
    front = Front(cast("Any", Origin("app")), cast("Any", Origin("photos")), cast("Any", Site()))
    environ = {
        "REQUEST_METHOD": method,
        "REQUEST_URI": target,
        "REMOTE_ADDR": "192.0.2.1",
        "CONTENT_LENGTH": str(len(body)) if body else "",
        "wsgi.input": io.BytesIO(body),
        **headers,
    }
    return front.answer(environ)


def an_address(behaviour: Behaviour) -> str:
    """Return a path that matches a behaviour."""
    return "/a/b" if behaviour is DEFAULT else behaviour.path.replace("*", "a/b.c")


def of(answer: Answer, name: str) -> str:
    """Return a header of an answer, or nothing."""
    return dict(answer.headers).get(name, "")
