"""Point our gateway at one local Stripe."""

import itertools
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import requests

from chalicelib import config
from chalicelib.gateways import payments
from chalicelib.gateways.payments import client
from tests.local_stripe.running import KEY, SECRET, Local


@pytest.fixture(autouse=True)
def _empty_tables() -> None:
    """Leave moto's tables alone: these tests write none of them."""


@pytest.fixture(scope="session")
def local(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Local]:
    running = Local(tmp_path_factory.mktemp("stripe"))
    yield running
    running.stop()


@pytest.fixture(autouse=True)
def settings(monkeypatch: pytest.MonkeyPatch) -> Iterator[pytest.MonkeyPatch]:
    """Give the gateway the settings of the local Stripe, and take them back."""
    monkeypatch.setattr(config, "STRIPE_API_KEY", KEY)
    monkeypatch.setattr(config, "STRIPE_WEBHOOK_SECRETS", [SECRET])
    client.reset()
    yield monkeypatch
    client.reset()


@pytest.fixture
def stripe_here(local: Local, settings: pytest.MonkeyPatch) -> Local:
    """Speak to the local Stripe for the time of a test."""
    settings.setattr(config, "STRIPE_URL", local.url)
    return local


@pytest.fixture
def key() -> Callable[[], str]:
    """Return a maker of idempotency keys that no other test has used."""
    return lambda: f"key-{next(NUMBERS)}"


NUMBERS = itertools.count(1)
PAGES: Any = {"success_url": "https://a.example/ok", "cancel_url": "https://a.example/no"}


@pytest.fixture
def creator(stripe_here: Local, key: Callable[[], str]) -> str:
    """Return a connected account that has been through onboarding."""
    account = str(payments.create_account(key(), email="c@example.com", country="US", account_id="7")["id"])
    page = payments.account_link(account, refresh_url="https://a.example/again", return_url="https://a.example/back")
    requests.post(page, data={"act": "complete"}, allow_redirects=False, timeout=30)
    return account


@pytest.fixture
def sale(creator: str) -> dict[str, Any]:
    """Return what a purchase of 10,000 of which 1,000 are the platform's is opened with."""
    about = {"kind": "purchase", "order_id": "42", "amount": 10_000, "currency": "usd", "title": "A <photo>"}
    return {**about, "destination": creator, "fee": 1_000, **PAGES}


@pytest.fixture
def bought(stripe_here: Local, sale: dict[str, Any], key: Callable[[], str]) -> dict[str, Any]:
    """Return the PaymentIntent of that purchase, with its charge."""
    session = payments.open_checkout(key(), **sale)
    stripe_here.submit(stripe_here.client.checkout.sessions.retrieve(session["id"]))
    return payments.find_intent(payments.find_session(session["id"])["payment_intent"])
