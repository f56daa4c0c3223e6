"""Draw the whole document: every route, and every schema that one of them names."""

import json
from http import HTTPStatus
from itertools import chain, count
from pathlib import Path
from typing import Any

from docs.openapi.operations import CLOSED, HTML, JSON, REFUSALS, Operation
from docs.openapi.shapes import Shapes
from docs.openapi.source import View

FILE = Path("chalicelib/handlers/openapi.json")
ABOUT = (
    "The client API of Mastodon (https://docs.joinmastodon.org/client/) with what Rossgram has beside it. Parameters "
    "are taken as JSON, urlencoded, multipart or in the query string; what a request has beside them changes nothing."
)
HEADERS = {
    "Link": {"description": "Where the next (older) and the previous (newer) page are.", "schema": {"type": "string"}},
    "X-RateLimit-Limit": {"description": "How many writes a window has.", "schema": {"type": "string"}},
    "X-RateLimit-Remaining": {"description": "How many of them are left.", "schema": {"type": "string"}},
    "X-RateLimit-Reset": {"description": "When the window ends.", "schema": {"type": "string"}},
    "Retry-After": {"description": "In how many seconds it may be asked again.", "schema": {"type": "string"}},
}


def document() -> dict[str, Any]:
    """Return the document. Raises Undeclared for a route whose answer is not known."""
    from app import app

    shapes, names = Shapes(), set[str]()
    paths: dict[str, Any] = {}
    for path, methods in sorted(app.route_table.items()):
        for method, entry in sorted(methods.items()):
            drawn = Operation(path, method, View(entry.view_function), shapes)
            name = _free(drawn.view.own.__name__, method, names)
            names.add(name)
            paths.setdefault(path, {})[method.lower()] = drawn.draw(name)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Rossgram",
            "version": "1",
            "description": ABOUT,
            "license": {"name": "AGPL-3.0-or-later", "identifier": "AGPL-3.0-or-later"},
        },
        "servers": [{"url": "/"}],
        "paths": paths,
        "components": {
            "headers": HEADERS,
            "responses": _refusals(shapes),
            "securitySchemes": {"token": _token(paths), "session": SESSION},
            "schemas": dict(sorted(shapes.named.items())),
        },
    }


SESSION = {
    "type": "apiKey",
    "in": "cookie",
    "name": "__Host-session",
    "description": "Our own web client's, with X-Rossgram: 1 and, on writes, our Origin; every route takes it.",
}


def draw() -> str:
    """Return the document as JSON, an operation or a schema a line, so that two branches seldom meet in one."""
    found = document()
    components = found.pop("components")
    paths = [f"{json.dumps(path)}:{{\n{_lines(methods)}\n}}" for path, methods in found.pop("paths").items()]
    schemas = _lines(components.pop("schemas"))
    return (
        f'{{{_plain(found)[1:-1]},"paths":{{\n{_joined(paths)}\n}},\n"components":{{'
        f'{_plain(components)[1:-1]},"schemas":{{\n{schemas}\n}}}}}}\n'
    )


def _free(name: str, method: str, taken: set[str]) -> str:
    """Return a name that no other operation has: some views answer several paths, or two methods."""
    others = (f"{name}_again_{number}" for number in count(2))
    names = chain((name, f"{name}_by_{method.lower()}", f"{name}_again"), others)
    return next(one for one in names if one not in taken)


def _refusals(shapes: Shapes) -> dict[str, Any]:
    """Return what is answered to a request that is refused, in the API and on pages."""
    error = shapes.entity("Error")
    drawn: dict[str, Any] = {}
    for status in sorted({*REFUSALS, *CLOSED}):
        told: dict[str, Any] = {"description": HTTPStatus(status).phrase}
        if status in (429, 503):
            told["headers"] = {"Retry-After": {"$ref": "#/components/headers/Retry-After"}}
        content, page = {JSON: {"schema": error}}, {HTML: {"schema": {"type": "string"}}}
        # What is too large is refused before it reaches the app, by a page.
        drawn[f"Error{status}"] = {**told, "content": content | (page if status == 413 else {})}
        drawn[f"Page{status}"] = {**told, "content": content | page}
    return drawn


def _token(paths: dict[str, Any]) -> dict[str, Any]:
    operations = [one for methods in paths.values() for one in methods.values()]
    scopes = {scope for one in operations for way in one["security"] for scope in way.get("token", [])}
    flow = {"tokenUrl": "/oauth/token", "scopes": dict.fromkeys(sorted(scopes), "")}
    return {
        "type": "oauth2",
        "flows": {"authorizationCode": {"authorizationUrl": "/oauth/authorize", **flow}, "clientCredentials": flow},
    }


def _lines(objects: dict[str, Any]) -> str:
    return _joined([f"{json.dumps(name)}:{_plain(one)}" for name, one in objects.items()])


def _joined(lines: list[str]) -> str:
    return ",\n".join(lines)


def _plain(one: Any) -> str:
    return json.dumps(one, ensure_ascii=False, separators=(",", ":"))
