"""The CPU of a home page is measured on a machine that is busy, too."""

from itertools import count
from types import SimpleNamespace
from typing import Any

import pytest
from botocore.httpsession import URLLib3Session

from bench import operations


def test_a_page_that_asks_something_else_after_a_while_is_measured(monkeypatch: pytest.MonkeyPatch):
    sent: list[bytes] = []
    minutes = count()

    def answer(_: object, request: Any) -> Any:
        sent.append(request.body)
        return SimpleNamespace(content=b"{}")

    def request_home() -> Any:
        minute = next(minutes) // 2
        asked: Any = SimpleNamespace(headers={"X-Amz-Target": "GetItem"}, body=str(minute).encode())
        URLLib3Session().send(asked)
        return {"body": "[]"}

    monkeypatch.setattr(URLLib3Session, "send", answer)
    monkeypatch.setattr(operations, "ROUNDS", 3)
    operations._home_cpu(request_home)
    assert sent == [b"0", b"1"]
