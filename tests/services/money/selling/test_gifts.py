"""Gifts: their months are added once, and removed exactly."""

import itertools
import time
from typing import Any

import pytest

from chalicelib.errors import NotFound, Unprocessable
from chalicelib.gateways import payments
from chalicelib.models import base
from chalicelib.models.base import now
from chalicelib.models.money import currencies
from chalicelib.models.money.grants import Grant, gift_key, tier_key
from chalicelib.models.money.selling.purchases import Purchase
from chalicelib.models.money.selling.tiers import Tier
from chalicelib.models.money.worth import amount_worth
from chalicelib.models.people.accounts import Account
from chalicelib.models.talk.mails import Mail
from chalicelib.services.money.selling import gifts
from chalicelib.services.money.selling.gift_months import months_after
from tests.kit.client import Client
from tests.kit.factories import make_account
from tests.kit.money.stripe_objects import deliver, event, make_seller, refund, session
from tests.kit.money.subscriptions import DAY, make_tier
from tests.services.money.audit.looking import differences


def make_gift(tier: Tier, recipient: Account, months: int = 3) -> Purchase:
    about = {"tier_id": tier.id, "level": int(tier.level), "months": months, "title": "3 months"}
    known: dict[str, Any] = {"kind": "gift", "seller_id": tier.creator_id, "subject_id": tier.id}
    amount = int(tier.amount) * months
    gift = Purchase(buyer_id=make_account().id, amount=amount, fee=amount // 20, currency="eur", details=about, **known)
    gift.recipient_id = recipient.id
    gift.create()
    return gift


def pay(gift: Purchase) -> None:
    deliver(event("checkout.session.completed", session(gift)))


def until(gift: Purchase) -> int:
    held = Grant.held(gift.recipient_id or "", gift_key(gift.seller_id))
    return int(held.expires_at or 0) if held else 0


def test_months_are_those_of_the_calendar():
    at = 1_769_860_800  # 2026-01-31T12:00Z
    assert (months_after(at, 1) - at) // 86400 == 28
    assert (months_after(at, 12) - at) // 86400 == 365
    assert (months_after(at, 3) - at) // 86400 == 89


def test_a_gift_opens_the_tier_once_and_is_told_to_whom_it_is_for():
    recipient, at = make_account(), now()
    gift = make_gift(make_tier(level=2), recipient)
    pay(gift)
    pay(gift)
    assert 0 <= until(gift) - months_after(at, 3) < 30
    held = Grant.held(recipient.id, gift_key(gift.seller_id))
    assert held is not None
    assert held.level == 2
    mail = Mail.find(f"gift:{gift.id}")
    assert (mail.template, mail.account_id) == ("gift_received", recipient.id)


@pytest.mark.parametrize("order", list(itertools.permutations(range(3))))
def test_gifts_follow_each_other_and_a_refund_takes_back_exactly_its_own(order: tuple[int, ...]):
    recipient, tier = make_account(), make_tier()
    first, second = make_gift(tier, recipient, 1), make_gift(tier, recipient, 6)
    told = (
        event("checkout.session.completed", session(first)),
        event("checkout.session.completed", session(second)),
        event("refund.created", refund(first, int(first.amount))),
    )
    deliver(*(told[place] for place in order))
    span = Purchase.find(second.id).details["span"]
    assert "span" not in Purchase.find(first.id).details
    assert abs(until(second) - now() - (span[1] - span[0])) < 30


def test_a_refund_that_fails_adds_the_months_again():
    gift = make_gift(make_tier(), make_account())
    pay(gift)
    before = until(gift)
    deliver(event("refund.created", refund(gift, int(gift.amount), status="pending")))
    assert until(gift) <= now()
    deliver(event("refund.failed", refund(gift, int(gift.amount), status="failed")))
    assert 0 <= until(gift) - before < 30


def test_a_part_that_goes_back_takes_nothing():
    gift = make_gift(make_tier(), make_account())
    pay(gift)
    before = until(gift)
    deliver(event("refund.created", refund(gift, 100)))
    assert until(gift) == before


def test_it_begins_behind_a_subscription_of_that_level():
    tier, recipient, later = make_tier(level=2), make_account(), now() + 20 * 86400
    Grant(recipient.id, tier_key(tier.creator_id), source_id="11", level=2, expires_at=later).save()
    gift = make_gift(tier, recipient, 1)
    pay(gift)
    assert until(gift) == months_after(later, 1)


def give_back(gift: Purchase) -> None:
    deliver(event("refund.created", refund(gift, int(gift.amount))))


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_what_is_refunded_opens_nothing_before_it_would_have_begun(order: tuple[int, int]):
    tier, recipient, later = make_tier(level=2), make_account(), now() + 20 * DAY
    subscribed = Grant(recipient.id, tier_key(tier.creator_id), source_id="11", level=2, expires_at=later)
    subscribed.save()
    given = make_gift(tier, recipient, 1), make_gift(tier, recipient, 1)
    for gift in given:
        pay(gift)
    subscribed.delete()
    give_back(given[order[0]])
    assert until(given[0]) in {months_after(later, 1), months_after(later, 2) - (months_after(later, 1) - later)}
    give_back(given[order[1]])
    assert until(given[0]) <= now()


@pytest.mark.parametrize("passed", [0, 12, 45])
def test_whatever_goes_back_of_one_gift_the_next_has_all_its_days(passed: int, monkeypatch: pytest.MonkeyPatch):
    recipient, tier = make_account(), make_tier()
    first, second = make_gift(tier, recipient, 1), make_gift(tier, recipient, 3)
    pay(first)
    pay(second)
    begins, ends = Purchase.find(second.id).details["span"]
    monkeypatch.setattr(base, "clock", lambda: time.time() + passed * DAY)
    give_back(first)
    assert abs(until(second) - min(now(), begins) - (ends - begins)) < 30
    assert differences() == []


def test_a_gift_of_another_level_has_no_place_and_goes_back():
    creator, recipient = make_account(), make_account()
    first, other = make_gift(make_tier(creator), recipient), make_gift(make_tier(creator, level=2), recipient)
    pay(first)
    before = until(first)
    pay(other)
    assert (until(first), Purchase.find(other.id).state) == (before, "duplicate")


def test_gifts_that_are_refused():
    creator, giver = make_account(), make_account()
    tier = make_tier(creator)
    for recipient, months in ((giver.id, 1), (creator.id, 1), (make_account().id, 0), (make_account().id, 13)):
        with pytest.raises(Unprocessable):
            gifts.begin(giver.id, recipient, tier.id, months)
    with pytest.raises(NotFound):
        gifts.begin(giver.id, "1", tier.id, 1)
    with pytest.raises(NotFound):
        gifts.begin(giver.id, make_account().id, "1", 1)


def test_what_a_tip_may_be_is_told_of_whoever_can_be_paid():
    creator, other = make_account(), make_account()
    make_seller(creator)
    path = "/api/rossgram/v1/accounts/{}/tips"
    assert Client().get(path.format(creator.id)).json() == {"currency": "eur", "least": 50, "most": 44_000}
    assert Client().get(path.format(other.id)).json() == {"currency": None, "least": None, "most": None}
    assert Client().get(path.format("1")).status_code == 404


def test_tips_that_are_refused():
    creator, giver = make_account(), make_account()
    with pytest.raises(Unprocessable):
        gifts.begin_tip(giver.id, creator.id, 500)
    make_seller(creator)
    for amount, currency in ((49, ""), (44_001, ""), (0, ""), (-500, ""), (500, "xxx")):
        with pytest.raises(Unprocessable):
            gifts.begin_tip(giver.id, creator.id, amount, currency)
    with pytest.raises(Unprocessable):
        gifts.begin_tip(creator.id, creator.id, 500)
    with pytest.raises(NotFound):
        gifts.begin_tip(giver.id, creator.id, 500, post_id="1")


@pytest.mark.parametrize("currency", ["usd", "ugx", "jpy", "huf", "kwd", "gbp", "vnd", "idr", "cop", "inr"])
def test_a_tip_is_limited_in_worth(currency: str, monkeypatch: pytest.MonkeyPatch):
    creator, giver = make_account(), make_account()
    make_seller(creator)
    opened = {"id": "cs_1", "url": "https://checkout.example/1", "status": "expired"}
    monkeypatch.setattr(payments, "open_checkout", lambda *_, **__: opened)
    monkeypatch.setattr(payments, "find_session", lambda *_: opened)
    tip, _ = gifts.begin_tip(giver.id, creator.id, amount_worth(50, currency), currency)
    assert int(tip.amount) == amount_worth(50, currency)
    # Stripe charges no more shillings at once than 278 dollars' worth: that is what is printed.
    binds = f"to {currencies.text(gifts.largest_tip(currency), currency)}"
    assert (currency != "ugx") or binds == "to 999999 UGX"
    with pytest.raises(Unprocessable, match=binds):
        gifts.begin_tip(giver.id, creator.id, amount_worth(600, currency), currency)
    most, _ = gifts.begin_tip(giver.id, creator.id, gifts.largest_tip(currency), currency)
    assert int(most.amount) == gifts.largest_tip(currency)
