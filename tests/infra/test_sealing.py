"""The key that seals is drawn once, and replaced while both open, after everything is sealed anew."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import boto3
import pytest

from infra import sealing
from infra.needs import needs
from infra.pythons import ToolFailed

PATH = "/rossgram-sealing/"


@pytest.fixture
def store() -> Iterator[Any]:
    """Return a client of the Parameter Store, which is empty for the test's path."""
    client: Any = boto3.client("ssm")
    yield client
    client.delete_parameters(Names=[f"{PATH}{sealing.KEYS}"])


def stored(store: Any) -> Any:
    (kept,) = store.get_parameters(Names=[f"{PATH}{sealing.KEYS}"], WithDecryption=True)["Parameters"]
    return kept


def test_it_is_drawn_once_as_a_secret_that_the_api_alone_reads(store: Any):
    sealing.put(store, PATH)
    first = stored(store)
    sealing.put(store, PATH)
    assert (stored(store)["Value"], first["Type"]) == (first["Value"], "SecureString")
    assert [name for name, found in needs().items() if sealing.KEYS in found.secrets] == ["api_handler"]


def test_the_old_one_is_dropped_once_everything_is_sealed_anew_and_not_before(store: Any):
    now, calls = datetime.now(UTC), []
    with pytest.raises(ToolFailed, match="first deployment"):
        sealing.rotate(store, PATH, now, lambda: calls.append(1))
    sealing.put(store, PATH)
    old = stored(store)["Value"]
    sealing.rotate(store, PATH, now, lambda: calls.append(1))
    new, _, kept = stored(store)["Value"].partition(",")
    assert (kept, calls) == (old, [])
    with pytest.raises(ToolFailed, match="ten minutes"):
        sealing.rotate(store, PATH, now, lambda: calls.append(1))

    def cut() -> None:
        raise ToolFailed("It was cut")

    later = now + timedelta(hours=1)
    with pytest.raises(ToolFailed, match="cut"):
        sealing.rotate(store, PATH, later, cut)
    assert stored(store)["Value"] == f"{new},{old}"
    sealing.rotate(store, PATH, later, lambda: calls.append(1))
    assert (stored(store)["Value"], calls) == (new, [1])
