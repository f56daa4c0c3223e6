"""The functions that process payments have exactly the permissions that they need."""

import json
from typing import Any

import pytest

from chalicelib import config
from chalicelib.errors import NotFound
from chalicelib.gateways import payments
from chalicelib.handlers import events
from chalicelib.models.base import now
from chalicelib.models.money.audits import BOOKS, Audit
from chalicelib.models.money.creators.sellers import Seller
from chalicelib.models.money.funding.campaigns import Campaign
from chalicelib.models.money.funding.pledges import HELD, Pledge
from chalicelib.models.money.payments.facts import Facts
from chalicelib.models.money.payments.origins import Origin, write_all
from chalicelib.models.money.payments.payments import Payment
from chalicelib.services.money.audit import replay
from chalicelib.services.money.payments.settlement import Observation, settle
from tests.infra.test_policies import assert_tables_used, is_allowed, used_by
from tests.kit.events import lambda_event
from tests.kit.factories import make_account
from tests.kit.money.funding import make_campaign, make_reward
from tests.kit.money.stripe_objects import deliver, event, intent_id, make_purchase, make_seller
from tests.kit.recorder import Call, record_calls, record_secrets

TICK: dict[str, Any] = {
    "id": "",
    "version": "",
    "detail-type": "",
    "source": "",
    "account": "",
    "time": "",
    "region": "",
}


def used(function: str, calls: list[Call]) -> set[str]:
    """Return the tables and queues that a function used, after checking that it may use all of them."""
    rights = {right for call in list(calls) for right in used_by(call)}
    assert [right for right in rights if not is_allowed(function, *right)] == []
    return {resource for _, resource in rights}


def test_the_daily_look_at_the_books_stays_within_its_rights(monkeypatch: pytest.MonkeyPatch):
    Campaign(creator_id="7", title="A book", currency="eur", goal=1_000, raised=1).create()
    purchase = make_purchase()
    settle(intent_id(purchase), Observation(Facts(paid=500), Origin("purchase", purchase.id, currency="eur")))
    Payment(intent_id(purchase)).delete()
    calls = record_calls(monkeypatch)
    record_secrets(monkeypatch, calls)
    # They read more where a row differs.
    for function in ("on_day_passed", "on_half_hour_passed"):
        with pytest.raises(replay.BooksDiffer):
            getattr(events, function)({**TICK, "resources": [], "detail": {}}, None)
        assert_tables_used(function, used(function, calls))
        Audit(BOOKS).update([Audit.finished_at.remove(), Audit.stage.set(0)])
    assert not is_allowed("on_day_passed", "dynamodb:PutItem", f"arn:aws:dynamodb:r:1:table/{config.PREFIX}entries")


def test_what_stripe_says_of_an_account_is_written_within_the_rights(monkeypatch: pytest.MonkeyPatch):
    seller = make_seller(make_account())
    told: list[set[str]] = []

    def refuse(account: str) -> dict[str, Any]:
        raise NotFound

    def apply(message: dict[str, Any], context: Any) -> None:
        calls = record_calls(monkeypatch)
        record_secrets(monkeypatch, calls)
        applied(message, context)
        told.append(used("on_payment_changed", calls))

    from tests.kit import events as carried

    applied = carried.LAMBDAS["payments"]
    monkeypatch.setattr(payments, "find_account", refuse)
    monkeypatch.setitem(carried.LAMBDAS, "payments", apply)
    account = {"id": seller.stripe_account_id, "object": "account", "charges_enabled": False}
    deliver(event("account.updated", account, account=seller.stripe_account_id))
    assert told
    assert not Seller.find(seller.account_id).charges_enabled


def test_a_pledge_is_charged_within_its_rights(monkeypatch: pytest.MonkeyPatch):
    intent = {"id": "pi_1", "status": "requires_confirmation", "currency": "eur", "amount_received": 1_000}
    monkeypatch.setattr(payments, "intents_of", lambda customer: iter(()))
    monkeypatch.setattr(payments, "create_intent", lambda key, **debt: intent)
    monkeypatch.setattr(payments, "find_intent", lambda intent_id: intent)
    monkeypatch.setattr(payments, "confirm_intent", lambda *about, **more: intent | {"status": "succeeded"})
    found = set[str]()
    for goal in (1_000, 2_000):
        campaign, pledge = pledge_at_the_deadline(goal)
        calls = record_calls(monkeypatch)
        record_secrets(monkeypatch, calls)
        for message in ({"campaign_id": campaign.id}, {"pledge_id": pledge.id}, {"campaign_id": campaign.id}):
            events.on_pledge_due(lambda_event(json.dumps(message)), None)
        found |= used("on_pledge_due", calls)
    assert_tables_used("on_pledge_due", found)


def pledge_at_the_deadline(goal: int) -> tuple[Campaign, Pledge]:
    campaign = make_campaign(goal=goal, deadline=now() - 1)
    held = [{"id": make_reward(campaign, limit=1, taken=1).id, "title": "A print", "quantity": 1, "amount": 1_000}]
    backer: dict[str, Any] = {"backer_id": make_account().id, "customer_id": "cus_1", "rewards": held}
    about: dict[str, Any] = {
        "campaign_id": campaign.id,
        "creator_id": campaign.creator_id,
        "state": HELD,
        "currency": "eur",
    }
    pledge = Pledge(amount=1_000, **backer, **about)
    write_all(pledge.begin, campaign.move(pledged=1_000, backers=1))
    return campaign, pledge


def test_a_sale_and_its_refund_are_settled_within_the_rights(monkeypatch: pytest.MonkeyPatch):
    purchase = make_purchase()
    calls = record_calls(monkeypatch)
    record_secrets(monkeypatch, calls)
    settle(intent_id(purchase), Observation(Facts(paid=500), Origin("purchase", purchase.id, currency="eur")))
    settle(intent_id(purchase), Observation(Facts(charge_refunded=500)))
    for function in ("on_payment_changed", "on_refund_due"):
        assert any(one.endswith("posts") for one in used(function, calls))
