"""What subscribers and creators choose, at the local Stripe: two tabs, changes, codes, gifts."""

import itertools

import requests

from chalicelib.gateways import payments
from chalicelib.models import base
from chalicelib.models.money.grants import Grant
from chalicelib.models.money.payments.payments import Payment
from chalicelib.models.money.selling.checkout_pages import CheckoutPage
from chalicelib.models.money.selling.memberships import Membership
from chalicelib.models.money.selling.subscriptions import Subscription
from tests.kit.factories import make_account
from tests.local_stripe.running import FAILS_LATER
from tests.services.money.selling.story import API, Story

_codes = itertools.count(1)


def test_of_two_tabs_the_second_is_ended_and_paid_back(story: Story):
    first = story.page(story.bronze)
    for page in CheckoutPage.scan():
        # As a page that an earlier release opened.
        page.delete()
    second = story.page(story.gold)
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
    [payment_id] = Subscription.find(other["metadata"]["id"]).effective_payments
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
    assert Payment.read(list(story.row().effective_payments)[-1]).kind == "subscription"
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
    story.local.control("refunds", payment_intent=next(iter(row.effective_payments)))
    story.shop.tell()
    assert story.access() is None


def test_a_year_and_a_code_for_nothing(story: Story):
    code = f"FREE{next(_codes)}"
    made = story.as_creator.post(f"{API}/promotion_codes", json={"code": code, "percent_off": 100, "months": 1})
    assert made.status_code == 200, made.text
    assert story.as_creator.post(f"{API}/promotion_codes", json={"code": code, "percent_off": 5}).status_code == 422
    story.subscribe(story.bronze, interval="year", promotion_code=code.lower())
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


def test_a_gift_is_paid_and_opens(story: Story):
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
