"""Events of connected accounts move no money and open nothing, whatever metadata their objects carry."""

import json
from typing import Any

import pytest

from chalicelib.gateways.payments import metadata_of
from chalicelib.models.base import now
from chalicelib.models.money.creators.ledger import Balance, Entry
from chalicelib.models.money.funding.pledges import Pledge
from chalicelib.models.money.grants import Grant
from chalicelib.models.money.payments.customers import Customer
from chalicelib.models.money.payments.payments import Payment
from chalicelib.models.money.payments.stripe_events import StripeEvent
from chalicelib.models.money.selling.purchases import Purchase
from chalicelib.services.money.payments import events, webhooks
from chalicelib.services.money.payments.webhooks import CONNECT, PLATFORM, TYPES
from infra.tables import tables
from tests.kit.events import deliver_events
from tests.kit.factories import make_account
from tests.kit.money import subscriptions
from tests.kit.money.funding import make_campaign, paid_session
from tests.kit.money.stripe_objects import (
    charge,
    deliver,
    dispute,
    event,
    intent,
    make_purchase,
    make_seller,
    refund,
    send,
    session,
    transfer,
)

MONEY = [name for name, side in TYPES.items() if side == PLATFORM]
ACCOUNTS = [name for name, side in TYPES.items() if side == CONNECT]


def stored() -> dict[str, list[str]]:
    """Return all rows of all tables."""
    return {
        model.Meta.table_name: sorted(json.dumps(row.serialize(), sort_keys=True, default=str) for row in model.scan())
        for model in tables()
    }


def about(kind: str, purchase: Purchase) -> dict[str, Any]:
    """Return an object of the kind that a type is about, which names our row as far as it can carry metadata."""
    named = {"metadata": metadata_of("purchase", purchase.id)}
    row = subscriptions.make_subscription()
    Customer(purchase.buyer_id, stripe_customer_id="cus_1").save()
    whole: dict[str, dict[str, Any]] = {
        "application_fee": {"id": "fee_1", "object": "application_fee", "charge": f"ch_{purchase.id}"}
        | {"amount_refunded": 25, **named},
        "charge": charge(purchase),
        "charge.dispute": dispute(purchase, "lost") | named,
        "charge.refund": refund(purchase, 500) | named,
        "checkout.session": session(purchase),
        "customer": {"id": "cus_1", "object": "customer", "metadata": metadata_of("account", purchase.buyer_id)},
        "customer.subscription": subscriptions.about(row, "active"),
        "invoice": subscriptions.invoice(row, now() + 30 * 86400),
        "invoice_payment": {"id": "inpay_1", "object": "invoice_payment", "invoice": f"in_{row.id}_1"}
        | {"payment": {"type": "payment_intent", "payment_intent": f"pi_{row.id}_1"}, **named},
        "payment_intent": intent(purchase),
        "refund": refund(purchase, 500) | named,
        "transfer": transfer(purchase, 500) | named,
    }
    found: dict[str, Any] = whole[
        next(name for name in sorted(whole, key=len, reverse=True) if kind.startswith(f"{name}."))
    ]
    return found


@pytest.mark.parametrize("kind", MONEY)
def test_an_object_of_a_connected_account_changes_nothing_though_it_names_our_row(kind: str):
    purchase = make_purchase()
    told = event(kind, about(kind, purchase), account=f"acct_{purchase.seller_id}")
    before = stored()
    assert send(told).status_code == 200
    deliver_events("payments")
    assert stored() == before


@pytest.mark.parametrize("kind", MONEY)
def test_one_that_was_stored_before_is_applied_to_nothing(kind: str):
    purchase = make_purchase()
    told = event(kind, about(kind, purchase), account=f"acct_{purchase.seller_id}")
    StripeEvent.of(told).receive(None)
    before = {name: rows for name, rows in stored().items() if name != StripeEvent.Meta.table_name}
    events.apply(told["id"])
    assert {name: rows for name, rows in stored().items() if name in before} == before
    assert StripeEvent.find(told["id"]).is_applied


def test_a_creator_opens_no_post_and_no_campaign_with_sessions_of_their_own():
    purchase, pledge = make_purchase(), begin_pledge()
    theirs = {"account": f"acct_{purchase.seller_id}"}
    deliver(
        event("checkout.session.completed", session(purchase), **theirs),
        event("payment_intent.succeeded", intent(purchase), **theirs),
        event("checkout.session.completed", paid_session(pledge), **theirs),
    )
    assert (Purchase.find(purchase.id).state, Pledge.find(pledge.id).state) == ("pending", "pending")
    assert [list(model.scan()) for model in (Grant, Entry, Balance, Payment)] == [[], [], [], []]


def begin_pledge() -> Pledge:
    """Return a pledge whose page is open."""
    campaign = make_campaign()
    pledge = Pledge(campaign_id=campaign.id, creator_id=campaign.creator_id, backer_id=make_account().id)
    pledge.amount, pledge.currency = 5_000, "eur"
    pledge.save()
    return pledge


@pytest.mark.parametrize("kind", ACCOUNTS)
def test_what_concerns_connected_accounts_is_believed_of_them_alone(kind: str):
    seller = make_seller(make_account())
    found = {"id": seller.stripe_account_id, "object": "account", "metadata": metadata_of("account", seller.account_id)}
    before = stored()
    assert send(event(kind, found)).status_code == 200
    assert stored() == before
    assert send(event(kind, found, account=seller.stripe_account_id)).status_code == 200
    assert len(list(StripeEvent.scan())) == 1


def test_a_fee_of_another_apps_direct_charge_has_no_effect(monkeypatch: pytest.MonkeyPatch):
    from chalicelib.errors import NotFound
    from chalicelib.gateways import payments

    def miss(*_: Any, **__: Any) -> Any:
        raise NotFound

    monkeypatch.setattr(payments, "find_charge", miss)
    fee = {"id": "fee_1", "object": "application_fee", "charge": "ch_theirs", "amount_refunded": 25}
    told = event("application_fee.refunded", fee)
    deliver(told)
    assert StripeEvent.find(told["id"]).is_applied
    assert webhooks.concerns_us(payments.event_of(told))
