"""Subscriptions at the local Stripe, on its clock, from the API's door to the grant."""

import itertools
from collections.abc import Iterator
from typing import Any

import pytest
import requests

from chalicelib.gateways import payments
from chalicelib.models import base
from chalicelib.models.money.grants import Grant, tier_key
from chalicelib.models.money.payments import Payment
from chalicelib.models.money.subscriptions import Membership, Subscription
from chalicelib.services.money.selling.periods import DAY, RENEWAL_SECONDS
from tests.client import Client
from tests.factories import make_account, make_token
from tests.local_stripe.running import FAILS_LATER, VISA, Local
from tests.shop import Shop

_codes = itertools.count(1)
API = "/api/rossgram/v1"


@pytest.fixture(scope="module")
def local(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Local]:
    """Keep the months of these tests away from the other tests."""
    running = Local(tmp_path_factory.mktemp("tiers"))
    yield running
    running.stop()


class Story:
    """A creator with two tiers and a fan, at a Stripe whose clock the product follows."""

    def __init__(self, shop: Shop) -> None:
        self.shop, self.local = shop, shop.local
        self.creator, self.fan = shop.open_creator(), make_account()
        self.as_creator, self.as_fan = Client(make_token(self.creator)), Client(make_token(self.fan))
        self.bronze = self.tier(name="Bronze", level=1, amount=500, yearly_amount=5_000)
        self.gold = self.tier(name="Gold", level=2, amount=1_500)

    def tier(self, **about: Any) -> dict[str, Any]:
        answer = self.as_creator.post(f"{API}/tiers", json={"currency": "usd", **about})
        assert answer.status_code == 200, answer.text
        return dict(answer.json())

    def page(self, tier: dict[str, Any], **more: Any) -> str:
        answer = self.as_fan.post(f"{API}/subscriptions", json={"tier_id": tier["id"], **more})
        assert answer.status_code == 200, answer.text
        return str(answer.json()["checkout_url"])

    def subscribe(self, tier: dict[str, Any], card: str = VISA, **more: Any) -> Subscription:
        self.pay(self.page(tier, **more), card)
        self.shop.tell()
        return self.row()

    def pay(self, page: str, card: str = VISA) -> None:
        answer = self.shop.pay(page, card)
        assert answer.status_code == 303, answer.text

    def row(self) -> Subscription:
        found = self.as_fan.get(f"{API}/subscriptions").json()
        return Subscription.find(found[0]["id"])

    def act(self, verb: str, **fields: Any) -> dict[str, Any]:
        row = self.row()
        method = "PATCH" if fields else "POST"
        path = f"{API}/subscriptions/{row.id}" + (f"/{verb}" if verb else "")
        answer = self.as_fan.request(method, path, json=fields)
        assert answer.status_code == 200, answer.text
        self.shop.tell()
        return dict(self.as_fan.get(f"{API}/subscriptions/{row.id}").json())

    def wait(self, seconds: int) -> None:
        self.local.control("clock", advance=seconds)
        self.shop.tell()

    def renew(self) -> None:
        """Wait until the period has ended."""
        self.wait(int(self.row().period_ends_at or 0) - base.now() + 60)

    def access(self) -> tuple[int, int] | None:
        """Return the level that is open at this moment, and for how many days."""
        found = Grant.among([(self.fan.id, tier_key(self.creator.id))])
        grant = next(iter(found.values()), None)
        return (int(grant.level), round((int(grant.expires_at or 0) - base.now()) / DAY)) if grant else None

    def card(self, number: str) -> None:
        intent = payments.find_intent(next(iter(self.row().standing)))
        self.local.control("cards", payment_method=intent["payment_method"], number=number)


@pytest.fixture
def story(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> Iterator[Story]:
    url = f"{shop.local.url}/_control/clock"
    monkeypatch.setattr(base, "clock", lambda: float(requests.get(url, timeout=30).json()["now"]))
    yield Story(shop)
    for one in payments.lists.subscriptions():
        # Its rows are gone with this test, and its renewals would be told to the next one.
        if one["status"] != "canceled":
            payments.cancel_subscription(one["id"], f"end:{one['id']}", at_period_end=False)


def test_a_month_is_paid_and_renewed_and_told_once(story: Story):
    row = story.subscribe(story.bronze)
    assert (row.status, len(row.standing)) == ("active", 1)
    level, days = story.access() or (0, 0)
    assert level == 1
    assert days in range(28, 32)
    story.renew()
    assert (story.row().status, len(story.row().standing)) == ("active", 2)
    assert (story.access() or (0, 0))[1] in range(26, 32)
    assert story.shop.seller_balance(story.creator.id) == 2 * 475
    book = story.shop.book(type("Row", (), {"seller_id": story.creator.id})())
    assert book == {"payers": -1000, "creator": 950, "platform": 50}


def test_a_renewal_that_fails_has_a_grace_and_then_an_end(story: Story):
    story.subscribe(story.bronze)
    story.card(FAILS_LATER)
    story.renew()
    assert story.row().status == "past_due"
    assert story.access() == (1, 7)
    story.wait(4 * DAY)
    assert story.access() == (1, 3)
    story.wait(4 * DAY)
    assert story.access() is None
    story.wait(20 * DAY)
    assert story.row().status == "canceled"
    assert story.subscribe(story.bronze).status == "active"
    assert (story.access() or (0, 0))[0] == 1


def test_a_retry_that_is_paid_extends(story: Story):
    story.subscribe(story.bronze)
    story.card(FAILS_LATER)
    story.renew()
    story.card(VISA)
    story.wait(3 * DAY + 60)
    assert story.row().status == "active"
    assert (story.access() or (0, 0))[1] in range(23, 30)


def test_a_cancellation_keeps_the_month_and_can_be_taken_back(story: Story):
    row = story.subscribe(story.bronze)
    ending = story.act("cancel")
    assert ending["cancel_at"] == ending["access_until"] == ending["paid_through"]
    grant = Grant.held(story.fan.id, tier_key(story.creator.id))
    assert grant is not None
    assert grant.expires_at == row.paid_through
    assert story.act("resume")["cancel_at"] is None
    again = Grant.held(story.fan.id, tier_key(story.creator.id))
    assert again is not None
    assert again.expires_at == int(row.paid_through or 0) + RENEWAL_SECONDS
    story.act("cancel")
    story.renew()
    assert (story.row().status, story.access()) == ("canceled", None)
    assert story.as_fan.post(f"{API}/subscriptions/{row.id}/resume").status_code == 422


def test_a_trial_becomes_a_month_and_is_given_once(story: Story):
    trial = story.tier(name="Silver", level=3, amount=900, trial_days=7)
    assert story.subscribe(trial).status == "trialing"
    assert story.access() == (3, 7)
    story.act("cancel")
    story.wait(8 * DAY)
    assert story.access() is None
    assert story.subscribe(trial).status == "active"
    assert (story.access() or (0, 0))[1] in range(28, 32)


def test_a_trial_that_is_kept_becomes_a_month(story: Story):
    story.subscribe(story.tier(name="Silver", level=3, amount=900, trial_days=7))
    story.wait(8 * DAY)
    assert story.row().status == "active"
    assert (story.access() or (0, 0))[1] in range(26, 32)


def test_of_two_tabs_the_second_is_ended_and_paid_back(story: Story):
    first, second = story.page(story.bronze), story.page(story.gold)
    story.pay(first)
    story.shop.tell()
    kept = story.row()
    story.pay(second)
    story.shop.tell()
    story.shop.work()
    membership = Membership.held(story.fan.id, story.creator.id)
    assert membership.subscription_id == kept.id
    assert (story.access() or (0, 0))[0] == 1
    mine = payments.lists.subscriptions(int(base.now()) - 3600)
    [other] = [one for one in mine if one["metadata"]["id"] != kept.id and one["customer"] == kept.customer_id]
    assert other["status"] == "canceled"
    [payment_id] = Subscription.find(other["metadata"]["id"]).standing
    assert Payment.read(payment_id).facts.refunded == 1_500
    assert len(story.as_creator.get(f"{API}/subscribers").json()) == 1


def test_one_cannot_subscribe_twice_or_to_oneself(story: Story):
    story.subscribe(story.bronze)
    again = story.as_fan.post(f"{API}/subscriptions", json={"tier_id": story.gold["id"]})
    own = story.as_creator.post(f"{API}/subscriptions", json={"tier_id": story.gold["id"]})
    assert (again.status_code, own.status_code) == (422, 422)


def test_what_is_dearer_opens_when_it_is_paid_and_what_is_cheaper_with_the_next_month(story: Story):
    story.subscribe(story.bronze)
    changed = story.act("", tier_id=story.gold["id"])
    assert (changed["tier_id"], changed["amount"], changed["level"]) == (story.gold["id"], 1_500, 2)
    assert (story.access() or (0, 0))[0] == 2
    assert Payment.read(list(story.row().standing)[-1]).kind == "subscription"
    changed = story.act("", tier_id=story.bronze["id"])
    assert (changed["amount"], changed["level"]) == (500, 2)
    assert (story.access() or (0, 0))[0] == 2
    story.renew()
    assert (story.access() or (0, 0))[0] == 1


def test_a_change_that_is_not_paid_changes_nothing(story: Story):
    story.subscribe(story.bronze)
    story.card(FAILS_LATER)
    changed = story.act("", tier_id=story.gold["id"])
    assert (changed["status"], changed["level"]) == ("active", 1)
    assert (story.access() or (0, 0))[0] == 1


def test_a_refund_takes_the_month_back(story: Story):
    row = story.subscribe(story.bronze)
    story.local.control("refunds", payment_intent=next(iter(row.standing)))
    story.shop.tell()
    assert story.access() is None


def test_a_year_and_a_code_for_nothing(story: Story):
    code = f"FREE{next(_codes)}"
    made = story.as_creator.post(f"{API}/promotion_codes", json={"code": code, "percent_off": 100, "months": 1})
    assert made.status_code == 200, made.text
    assert story.as_creator.post(f"{API}/promotion_codes", json={"code": code, "percent_off": 5}).status_code == 422
    page = story.page(story.bronze, interval="year")
    form = {"email": "fan@example.com", "card": VISA, "act": "pay", "promotion_code": code, "code": code}
    requests.post(page, data=form, allow_redirects=False, timeout=30)
    story.shop.tell()
    assert (story.access() or (0, 0))[1] in range(364, 367)
    assert story.as_creator.delete(f"{API}/promotion_codes/{made.json()['id']}").status_code == 200


def test_the_portal_cancels(story: Story):
    story.subscribe(story.bronze)
    url = story.as_fan.post(f"{API}/subscriptions/portal").json()["url"]
    requests.post(url, data={"act": "cancel", "subscription": str(story.row().stripe_id)}, timeout=30)
    story.shop.tell()
    assert story.row().cancel_at


def test_a_price_that_changes_is_for_those_who_come_later(story: Story):
    story.subscribe(story.bronze)
    changed = story.as_creator.patch(f"{API}/tiers/{story.bronze['id']}", json={"amount": 700, "name": "Copper"})
    assert (changed.json()["amount"], changed.json()["name"]) == (700, "Copper")
    assert story.row().amount == 500
    story.renew()
    assert story.shop.seller_balance(story.creator.id) == 2 * 475
    assert story.as_creator.delete(f"{API}/tiers/{story.bronze['id']}").status_code == 200
    assert [tier["id"] for tier in story.as_fan.get(f"{API}/accounts/{story.creator.id}/tiers").json()] == [
        story.gold["id"]
    ]
    story.tier(name="Tin", level=1, amount=300)


def test_a_present_is_paid_and_opens(story: Story):
    friend = make_account()
    about = {"tier_id": story.gold["id"], "account_id": friend.id, "months": 2}
    answer = story.as_fan.post(f"{API}/gifts", json=about)
    assert answer.json()["purchase"]["amount"] == 3_000
    story.pay(answer.json()["checkout_url"])
    story.shop.tell()
    held = Grant.among([(friend.id, f"gift:{story.creator.id}")])
    assert [int(grant.level) for grant in held.values()] == [2]
    tip = story.as_fan.post(f"{API}/tips", json={"account_id": story.creator.id, "amount": 300, "currency": "usd"})
    story.pay(tip.json()["checkout_url"])
    story.shop.tell()
    assert [one["state"] for one in story.as_fan.get(f"{API}/purchases").json()] == ["paid", "paid"]
