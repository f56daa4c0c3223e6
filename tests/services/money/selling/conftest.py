"""A Stripe that knows nothing of what a test makes up: its events are all that there is."""

from typing import Any

import pytest

from chalicelib.errors import NotFound
from chalicelib.gateways import payments


@pytest.fixture
def ignorant(monkeypatch: pytest.MonkeyPatch) -> list[tuple[Any, ...]]:
    """Let Stripe not know what it is asked for, and return what it was asked to end."""
    ended: list[tuple[Any, ...]] = []

    def unknown(*_: Any, **__: Any) -> Any:
        raise NotFound

    for name in ("find_subscription", "find_intent", "find_invoice", "find_charge"):
        monkeypatch.setattr(payments, name, unknown)

    def end(*given: Any, **_: Any) -> None:
        ended.append(given)

    monkeypatch.setattr(payments, "cancel_subscription", end)
    monkeypatch.setattr(payments, "payment_intents_of_invoice", lambda _: [])
    return ended
