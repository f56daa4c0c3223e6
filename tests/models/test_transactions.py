"""What a transaction does with an answer that is no success."""

from typing import Any

import pytest
from botocore import client
from botocore.exceptions import ClientError
from pynamodb.exceptions import TransactWriteError

from chalicelib.errors import Unavailable
from chalicelib.models import base
from chalicelib.models.base import transact
from chalicelib.models.people.follows import Follow


def refuse(code: str, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Let DynamoDB answer every call with an error; return the list to which the calls are added."""
    asked: list[str] = []

    def call(_: Any, name: str, request: dict[str, Any]) -> Any:
        asked.append(name)
        raise ClientError({"Error": {"Code": code, "Message": code}}, name)

    monkeypatch.setattr(client.BaseClient, "_make_api_call", call)
    monkeypatch.setattr(base, "wait_a_little", lambda attempt: None)
    return asked


def test_a_request_that_can_never_succeed_is_made_once(monkeypatch: pytest.MonkeyPatch):
    asked = refuse("ValidationException", monkeypatch)
    with pytest.raises(TransactWriteError):
        transact(lambda writes: writes.delete(Follow("1", "2")))
    assert len(asked) == 1


def test_a_server_that_is_busy_is_asked_again(monkeypatch: pytest.MonkeyPatch):
    asked = refuse("ThrottlingException", monkeypatch)
    with pytest.raises(Unavailable):
        transact(lambda writes: writes.delete(Follow("1", "2")))
    assert len(asked) == base.CONFLICT_RETRIES
