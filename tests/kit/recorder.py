"""Record the calls to AWS."""

from typing import Any

import pytest
from botocore import client

Call = tuple[str, dict[str, Any]]


def record_calls(monkeypatch: pytest.MonkeyPatch) -> list[Call]:
    """Return a list to which the name and the request of every further call to AWS are added."""
    calls: list[Call] = []
    real = client.BaseClient._make_api_call  # type: ignore[attr-defined]

    def record(self: Any, name: str, request: dict[str, Any]) -> Any:
        calls.append((name, request))
        return real(self, name, request)

    monkeypatch.setattr(client.BaseClient, "_make_api_call", record)
    return calls
