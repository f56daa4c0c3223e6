"""The shortcut to moto ends with its block, whatever was patched inside it."""

from types import SimpleNamespace

import pytest
from botocore import client

from tests.kit.shortcut import to_dynamodb


def test_a_patch_that_is_undone_after_the_block_does_not_bring_it_back():
    asked = SimpleNamespace(meta=SimpleNamespace(service_model=SimpleNamespace(service_name="dynamodb")))
    seen: list[str] = []
    with pytest.MonkeyPatch.context() as below:
        below.setattr(client.BaseClient, "_make_api_call", lambda _, name, __: seen.append(name))
        inside = pytest.MonkeyPatch()
        with to_dynamodb():
            inside.setattr(client.BaseClient, "_make_api_call", lambda *_: None)
        inside.undo()
        client.BaseClient._make_api_call(asked, "ListTables", {})  # type: ignore[attr-defined]
    assert seen == ["ListTables"]


def test_blocks_that_are_over_are_not_passed_through_one_by_one():
    real = client.BaseClient._make_api_call  # type: ignore[attr-defined]
    for _ in range(3):
        inside = pytest.MonkeyPatch()
        with to_dynamodb():
            inside.setattr(client.BaseClient, "_make_api_call", lambda *_: None)
        inside.undo()
    left = client.BaseClient._make_api_call  # type: ignore[attr-defined]
    client.BaseClient._make_api_call = real  # type: ignore[attr-defined]
    assert left.real is getattr(real, "real", real)
