"""Call moto's DynamoDB without serializing HTTP requests, for tests with thousands of runs.

moto stores, checks and refuses as in every other test; only the transport is bypassed.
"""

import copy
import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from threading import Event, Lock
from typing import Any

from botocore import client
from botocore.exceptions import ClientError
from moto.core import DEFAULT_ACCOUNT_ID
from moto.core.exceptions import JsonRESTError
from moto.dynamodb.responses import DynamoHandler

from tests.conftest import REGION


@cache
def _handler() -> Any:
    handler = DynamoHandler()
    handler.region, handler.current_account = REGION, DEFAULT_ACCOUNT_ID
    return handler


def _ask(name: str, request: dict[str, Any]) -> Any:
    handler = _handler()
    handler.body = copy.deepcopy(request)
    try:
        result = getattr(handler, re.sub(r"(?<!^)(?=[A-Z])", "_", name).lower())()
    except JsonRESTError as error:
        told = json.loads(error.description)
        code = told.get("__type", "").rpartition("#")[2]
        message = told.get("Message") or told.get("message") or ""
        response: Any = {"Error": {"Code": code, "Message": message}, **told}
        raise ClientError(response, name) from error
    return copy.deepcopy(result.result) if hasattr(result, "result") else result


@contextmanager
def to_dynamodb() -> Iterator[None]:
    """Bypass HTTP inside the block."""
    one_at_a_time, over = Lock(), Event()
    real = _under(client.BaseClient._make_api_call)  # type: ignore[attr-defined]

    def call(self: Any, name: str, request: dict[str, Any]) -> Any:
        # A patch made inside the block and undone after it reinstalls this function.
        if over.is_set() or self.meta.service_model.service_name != "dynamodb":
            return real(self, name, request)
        with one_at_a_time:  # The handler keeps the request as its state, and moto's transactions copy whole tables.
            return _ask(name, request)

    call.over, call.real = over, real  # type: ignore[attr-defined]
    client.BaseClient._make_api_call = call  # type: ignore[attr-defined]
    try:
        yield
    finally:
        over.set()
        client.BaseClient._make_api_call = real  # type: ignore[attr-defined]


def _under(call: Any) -> Any:
    """Return what a call reaches whose block is over; left on top of each other, they would come to be too deep."""
    while (over := getattr(call, "over", None)) and over.is_set():
        call = call.real
    return call
