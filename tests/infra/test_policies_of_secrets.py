"""A function may read the secrets that it reads, and no others."""

import json
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import pytest

from chalicelib.errors import PaymentsUnavailable
from chalicelib.gateways.payments import client as stripe
from chalicelib.handlers import events
from chalicelib.models.base import now
from chalicelib.models.leaving import Leaving
from chalicelib.models.money.payments.customers import Customer
from infra.needs import needs
from tests.handlers.test_edge import register
from tests.infra.test_policies import POLICIES, secrets_of
from tests.infra.test_policies_of_money import TICK, pledge_at_the_deadline, used
from tests.kit.client import Client
from tests.kit.events import lambda_event
from tests.kit.factories import make_account, make_token
from tests.kit.money.paid import make_locked
from tests.kit.money.stripe_objects import event, make_seller, send
from tests.kit.oauth import PASSWORD
from tests.kit.recorder import Call, record_calls, record_secrets


def change_a_seller() -> list[dict[str, Any]]:
    account = make_seller(make_account()).stripe_account_id
    told = event("account.updated", {"id": account, "object": "account", "charges_enabled": False}, account=account)
    send(told)
    return [{"event_id": told["id"]}]


def leave() -> list[dict[str, Any]]:
    account = make_account()
    Leaving(account.id, delete_at=now(), due_at=now(), begun_at=now()).save()
    Customer(account.id, stripe_customer_id="cus_1").save()
    return [{"leaving": account.id}]


def end_a_campaign() -> list[dict[str, Any]]:
    campaign, pledge = pledge_at_the_deadline(1_000)
    return [{"campaign_id": campaign.id}, {"pledge_id": pledge.id}]


# What makes each of these functions ask Stripe; the policies of the others are held where they are played.
ASKING: dict[str, Callable[[], list[dict[str, Any]]]] = {
    "on_payment_changed": change_a_seller,
    "on_refund_due": leave,
    "on_pledge_due": end_a_campaign,
    "on_hour_passed": lambda: [{}],
}


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch) -> list[Call]:
    """Return what is asked of AWS, while Stripe does not answer."""

    def refuse(_: str) -> Any:
        raise PaymentsUnavailable

    found = record_calls(monkeypatch)
    record_secrets(monkeypatch, found)
    monkeypatch.setattr(stripe, "_client", refuse)
    return found


@pytest.mark.parametrize("function", ASKING)
def test_a_function_of_the_money_reads_exactly_its_secrets(function: str, calls: list[Call]):
    messages = ASKING[function]()
    calls.clear()
    for message in messages:
        given = lambda_event(json.dumps(message)) if message else {**TICK, "resources": [], "detail": {}}
        with suppress(PaymentsUnavailable):
            getattr(events, function)(given, None)
    assert secrets_of(used(function, calls)) == set(needs()[function].secrets)


def test_the_api_reads_exactly_its_secrets(calls: list[Call]):
    author = make_account("anna", password=PASSWORD)
    client = Client(make_token(author))
    make_seller(author)
    post = make_locked(author)
    calls.clear()
    client.get(f"/api/v1/statuses/{post.id}")
    register(X_Rossgram_Edge="forged", X_Forwarded_For="192.0.2.1, 192.0.2.2")
    client.get("/api/v2/instance")
    client.post("/api/rossgram/v1/two_factor", json={"password": PASSWORD})
    client.post("/webhooks/stripe", data=b"{}", headers={"Stripe-Signature": f"t={now()},v1=forged"})
    client.post("/api/rossgram/v1/seller/dashboard")
    assert secrets_of(used("api_handler", calls)) == set(needs()["api_handler"].secrets)


def test_what_decodes_pictures_can_read_no_secret():
    assert needs()["on_original_uploaded"].secrets == ()
    assert not [one for one in POLICIES["on_original_uploaded"]["Statement"] if "ssm" in str(one)]


def test_only_functions_that_read_a_secret_are_played_here_or_push():
    assert {name for name, need in needs().items() if need.secrets} == {*ASKING, "api_handler", "on_push_due"}
