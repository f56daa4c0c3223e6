"""See what DynamoDB is asked."""

from typing import Any

import pytest
from botocore import client

Call = tuple[str, dict[str, Any]]


def record_calls(monkeypatch: pytest.MonkeyPatch) -> list[Call]:
    """Return the list to which every call to AWS is added from now on: its name and its request."""
    calls: list[Call] = []
    real = client.BaseClient._make_api_call  # type: ignore[attr-defined]

    def record(self: Any, name: str, request: dict[str, Any]) -> Any:
        calls.append((name, request))
        return real(self, name, request)

    monkeypatch.setattr(client.BaseClient, "_make_api_call", record)
    return calls
