"""Call moto's DynamoDB past botocore's and moto's HTTP, which took most of the time of the tests.

moto stores, checks and refuses as it does behind HTTP. pynamodb's own requests are not validated by botocore in either
way. What is asked of another endpoint, as of one that hangs, goes over the wire; so does what a test asks `over_http`.
"""

import base64
import json
import os
import pickle
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from threading import Lock
from typing import Any

from botocore import client
from moto.core import DEFAULT_ACCOUNT_ID
from moto.core.exceptions import JsonRESTError
from moto.dynamodb.responses import DynamoHandler

# How pickle writes the tag of a binary value.
BINARY = b"\x8c\x01B"
_closed: list[None] = []


@cache
def _handler() -> Any:
    handler = DynamoHandler()
    handler.region, handler.current_account = os.environ["AWS_DEFAULT_REGION"], DEFAULT_ACCOUNT_ID
    return handler


@cache
def _action(name: str) -> str:
    return re.sub(r"(?<!^)(?=[A-Z])", "_", name).lower()


def _copied(value: Any, told: Callable[[Any], Any]) -> Any:
    """Return a copy, as HTTP makes one: moto stores parts of what it is asked, and answers with parts of its rows.

    Bytes are base64 on the wire, and in moto.
    """
    data = pickle.dumps(value, pickle.HIGHEST_PROTOCOL)
    copy = pickle.loads(data)
    # Few requests have bytes, and a look at each value of the others would take longer than the copy.
    return _with_bytes(copy, told) if BINARY in data else copy


def _with_bytes(value: Any, told: Callable[[Any], Any]) -> Any:
    if isinstance(value, list):
        return [_with_bytes(one, told) for one in value]
    if isinstance(value, dict):
        return {
            name: told(one) if name == "B" and isinstance(one, str | bytes) else _with_bytes(one, told)
            for name, one in value.items()
        }
    return value


def _encoded(value: bytes) -> str:
    return base64.b64encode(value).decode()


def _decoded(value: str | bytes) -> bytes:
    """Return what moto tells, which decodes it itself where it does not refuse."""
    return base64.b64decode(value) if isinstance(value, str) else value


def _ask(asker: Any, name: str, request: dict[str, Any]) -> Any:
    handler = _handler()
    handler.body = _copied(request, _encoded)
    try:
        result = getattr(handler, _action(name))()
    except JsonRESTError as error:
        response = _with_bytes(_refusal(json.loads(error.description)), _decoded)
        raise asker.exceptions.from_code(response["Error"]["Code"])(response, name) from error
    return _copied(result.result if hasattr(result, "result") else result, _decoded)


def _refusal(told: dict[str, Any]) -> Any:
    """Return what botocore makes of an answer that refuses."""
    code, message = told.pop("__type", "").rpartition("#")[2], ""
    for name in ("message", "Message"):
        message = told.pop(name, message)
    return {"Error": {"Code": code, "Message": message}, **told}


@contextmanager
def to_dynamodb() -> Iterator[None]:
    """Bypass HTTP inside the block."""
    one_at_a_time = Lock()
    real = client.BaseClient._make_api_call  # type: ignore[attr-defined]

    def call(self: Any, name: str, request: dict[str, Any]) -> Any:
        is_moto = self.meta.service_model.service_name == "dynamodb" and self.meta.endpoint_url.endswith(".com")
        if _closed or not is_moto:
            return real(self, name, request)
        with one_at_a_time:  # The handler keeps the request as its state, and moto's transactions copy whole tables.
            return _ask(self, name, request)

    client.BaseClient._make_api_call = call  # type: ignore[attr-defined]
    try:
        yield
    finally:
        client.BaseClient._make_api_call = real  # type: ignore[attr-defined]


@contextmanager
def over_http() -> Iterator[None]:
    """Have everything go by way of botocore's HTTP inside the block, as what hooks onto requests needs it."""
    _closed.append(None)
    try:
        yield
    finally:
        _closed.pop()
