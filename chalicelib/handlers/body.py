"""Read the parameters of a request: JSON, urlencoded, multipart or a query string, with Rails' nested names."""

import io
import json
import re
from collections.abc import Iterable
from typing import Any
from urllib.parse import parse_qsl

import multipart
from chalice.app import MultiDict, Request

from chalicelib.errors import BadRequest, TooLarge, Unprocessable
from chalicelib.schemas.uploads import LARGEST_FORM, LARGEST_TEXT, Upload

MOST_FIELDS = 1000
NESTING = re.compile(r"\[([^\[\]]*)\]")
DEEPEST = 5


def read(request: Request) -> dict[str, Any]:
    """Return the parameters in a request's body. Raises BadRequest if it cannot be parsed."""
    kind, _, _ = request.headers.get("content-type", "application/json").partition(";")
    raw = request.raw_body or b""
    is_form = kind.strip().lower() == "multipart/form-data"
    if len(raw) > (LARGEST_FORM if is_form else LARGEST_TEXT):
        raise TooLarge
    if not raw:
        return {}
    if is_form:
        return nest(_multipart(raw, request.headers["content-type"]))
    if kind.strip().lower() == "application/x-www-form-urlencoded":
        return nest(_urlencoded(raw))
    return _json(raw)


def read_query(query: MultiDict | None) -> dict[str, Any]:
    """Return the parameters in a query string. Raises BadRequest for a password: addresses are written into logs."""
    if any("password" in name.lower() for name in query or ()):
        raise BadRequest("A password belongs into the body of a request, and never into its address")
    return nest((name, value) for name in query or {} for value in query.getlist(name))  # type: ignore[union-attr]


def _json(raw: bytes) -> dict[str, Any]:
    try:
        found = json.loads(raw)
        if b"\\ud" in raw.lower():  # A lone surrogate cannot be encoded as UTF-8 later.
            json.dumps(found, ensure_ascii=False).encode()
    except (ValueError, RecursionError) as error:
        raise BadRequest("The body is not valid JSON") from error
    if not isinstance(found, dict):
        raise BadRequest("The body must be a JSON object")
    return found


def _urlencoded(raw: bytes) -> list[tuple[str, str]]:
    try:
        return parse_qsl(raw.decode(), keep_blank_values=True, max_num_fields=MOST_FIELDS, errors="strict")
    except ValueError as error:
        raise BadRequest("The form could not be read") from error


def _multipart(raw: bytes, content_type: str) -> list[tuple[str, Any]]:
    _, options = multipart.parse_options_header(content_type)
    try:
        parts = list(
            multipart.MultipartParser(
                io.BytesIO(raw),
                options.get("boundary", ""),
                memory_limit=LARGEST_FORM,
                buffer_size=64 * 1024,
                part_limit=MOST_FIELDS,
                spool_limit=LARGEST_FORM,
            )
        )
        return [(part.name, _part_value(part)) for part in parts]
    except (multipart.MultipartError, ValueError, AssertionError) as error:
        raise BadRequest("The form could not be read") from error


def _part_value(part: multipart.MultipartPart) -> Upload | str:
    if part.filename is None:
        return str(part.raw.decode())
    return Upload(name=part.filename, content_type=part.content_type or "", body=bytes(part.raw))


def nest(pairs: Iterable[tuple[str, Any]]) -> dict[str, Any]:
    """Convert `a[]`, `a[b]`, `a[0][b]`, `a[][b]` and repeated names to lists and objects.

    Source: the nested parameters of Rack, which Mastodon's clients send.
    """
    tree: dict[str, Any] = {}
    for name, value in pairs:
        head = name.partition("[")[0]
        path = [head, *NESTING.findall(name[len(head) :])]
        if len(path) > DEEPEST:
            raise Unprocessable(f"Validation failed: {head} is nested too deeply")
        _put(tree, path, value)
    return tree


def _put(node: dict[str, Any], path: list[str], value: Any) -> None:
    name, rest = path[0], path[1:]
    if not rest:
        node[name] = _repeated(node[name], value) if name in node else value
    elif rest[0] == "":
        _append(node.setdefault(name, []), rest[1:], value)
    else:
        inner = node.setdefault(name, {})
        if isinstance(inner, dict):
            _put(inner, rest, value)


def _repeated(held: Any, value: Any) -> list[Any]:
    return [*held, value] if isinstance(held, list) else [held, value]


def _append(held: Any, rest: list[str], value: Any) -> None:
    if not isinstance(held, list):
        return
    if not rest or rest == [""]:
        # Mastodon.py 2.3.3 sends some of its lists as `id[][]`.
        held.append(value)
        return
    # A name that the last object has already starts the next object.
    if not held or not isinstance(held[-1], dict) or rest[0] in held[-1]:
        held.append({})
    _put(held[-1], rest, value)
