"""Sell things, and read the creator's books through the API."""

from datetime import UTC, datetime
from typing import Any

import pytest

from chalicelib.models import base
from chalicelib.models.money.payments.facts import Facts
from chalicelib.models.money.payments.origins import Origin
from chalicelib.models.money.selling.purchases import Purchase
from chalicelib.models.people.accounts import Account
from chalicelib.services.money.payments.settlement import Observation, settle
from tests.kit.client import Client
from tests.kit.factories import make_token
from tests.kit.money.stripe_objects import intent_id, make_paid_post, make_purchase

HOME = "/api/rossgram/v1"
NOON = int(datetime(2026, 3, 10, 12, tzinfo=UTC).timestamp())
DAY = 86400


def at(monkeypatch: pytest.MonkeyPatch, moment: int) -> None:
    """Set the clock."""
    monkeypatch.setattr(base, "clock", lambda: float(moment))


def learn(purchase: Purchase, **facts: Any) -> None:
    """Settle facts of a purchase's payment."""
    origin = Origin("purchase", purchase.id, currency=purchase.currency)
    settle(intent_id(purchase), Observation(Facts(**facts), origin))


def sell(creator: Account, amount: int = 500, currency: str = "eur", buyer: Account | None = None) -> Purchase:
    """Sell a post."""
    purchase = make_purchase(buyer, make_paid_post(creator, amount, currency))
    learn(purchase, paid=amount, fee=amount // 20)
    return purchase


def client_of(account: Account) -> Client:
    """Return a client that is signed in as an account."""
    return Client(make_token(account))


def read(client: Client, path: str) -> Any:
    """Return the JSON at a path of our own API."""
    answer = client.get(f"{HOME}/{path}")
    assert answer.status_code == 200, answer.text
    return answer.json()
