"""Promotion codes belong to a creator: two have the same word, and nobody's takes anything off another's tier."""

from typing import Any

import pytest
import requests

from chalicelib.errors import PaymentsUnavailable
from chalicelib.gateways import payments
from chalicelib.models import base
from chalicelib.models.money.payments.payments import Payment
from chalicelib.models.money.selling.promotion_codes import PromotionCode, PromotionWord
from chalicelib.models.money.selling.subscriptions import Subscription
from chalicelib.services.money.selling import promotion_codes
from tests.kit.client import Client
from tests.kit.events import deliver_events
from tests.kit.factories import make_account, make_token
from tests.local_stripe.running import VISA
from tests.services.money.selling.story import API, Story

WORD = "AUTUMN"


@pytest.fixture
def other(story: Story) -> Story:
    return Story(story.shop)


def make(story: Story, word: str = WORD, percent_off: int = 50, **more: Any) -> requests.Response:
    return story.as_creator.post(f"{API}/promotion_codes", json={"code": word, "percent_off": percent_off, **more})


def ask(story: Story, word: str, tier: dict[str, Any] | None = None) -> requests.Response:
    fields = {"tier_id": (tier or story.bronze)["id"], "promotion_code": word}
    return story.as_fan.post(f"{API}/subscriptions", json=fields)


def paid(story: Story) -> int:
    return sum(Payment.read(one).facts.paid for one in story.row().effective_payments)


def test_two_creators_have_the_same_word_and_each_takes_its_own_off(story: Story, other: Story):
    assert [make(story, percent_off=50).status_code, make(other, percent_off=20).status_code] == [200, 200]
    for one, amount in ((story, 250), (other, 400)):
        one.subscribe(one.bronze, promotion_code=WORD)
        assert paid(one) == amount


def test_a_word_of_one_creator_takes_nothing_off_another_s_tier(story: Story, other: Story):
    assert make(other, percent_off=100).status_code == 200
    answer = ask(story, WORD)
    assert (answer.status_code, "promotion code" in answer.json()["error"]) == (422, True)
    [code] = PromotionCode.of(other.creator.id)
    for typed in (code.code, f"{code.code}-{code.id}", code.stripe_id):
        page = story.page(story.bronze)
        form = {"email": "fan@example.com", "card": VISA, "act": "pay", "promotion_code": typed, "code": typed}
        # Stripe's page knows no field for it.
        requests.post(page, data=form, allow_redirects=False, timeout=30)
    story.subscribe(story.bronze)
    assert paid(story) == 500


def test_stripe_refuses_a_coupon_of_another_creator_even_if_we_asked_for_it(
    story: Story, other: Story, monkeypatch: pytest.MonkeyPatch
):
    make(other, percent_off=100)
    [theirs] = PromotionCode.of(other.creator.id)
    monkeypatch.setattr(PromotionCode, "of_word", lambda *_: theirs)
    assert ask(story, WORD).status_code == 422
    theirs.products = None
    assert ask(story, WORD).status_code == 422


def test_a_code_is_for_the_tiers_of_its_day(story: Story):
    make(story)
    later = story.tier(name="Later", level=7, amount=700)
    assert (ask(story, WORD, later).status_code, ask(story, WORD).status_code) == (422, 200)


def test_a_word_stands_for_one_code_of_a_creator_until_it_is_archived(story: Story):
    first = make(story)
    assert (first.status_code, make(story).status_code) == (200, 422)
    path = f"{API}/promotion_codes/{first.json()['id']}"
    assert story.as_creator.delete(path).status_code == 200
    assert ask(story, WORD).status_code == 422
    assert make(story, percent_off=10).status_code == 200
    story.subscribe(story.bronze, promotion_code=WORD)
    assert paid(story) == 450


def test_of_two_that_are_made_at_once_one_has_the_word(story: Story, monkeypatch: pytest.MonkeyPatch):
    create, seen = payments.create_coupon, []

    def slow(*given: Any, **about: Any) -> Any:
        monkeypatch.setattr(payments, "create_coupon", create)
        seen.append(make(story).status_code)
        return create(*given, **about)

    monkeypatch.setattr(payments, "create_coupon", slow)
    assert (make(story).status_code, seen) == (200, [422])
    assert len(PromotionCode.of(story.creator.id)) == 1


def test_a_code_that_could_not_be_made_leaves_its_word(story: Story, monkeypatch: pytest.MonkeyPatch):
    def fail(*_: Any, **__: Any) -> Any:
        raise PaymentsUnavailable

    with monkeypatch.context() as down:
        down.setattr(payments, "create_promotion_code", fail)
        assert make(story).status_code == 503
    assert PromotionWord.count() == 0
    assert make(story).status_code == 200


def test_with_a_code_and_without_one_are_two_pages(story: Story):
    make(story)
    plain, cheaper = story.page(story.bronze), str(ask(story, WORD).json()["checkout_url"])
    assert plain != cheaper == str(ask(story, WORD.lower()).json()["checkout_url"])


def test_an_archived_code_closes_its_page_and_no_other_and_running_subscriptions_keep_it(story: Story):
    code = make(story).json()
    story.subscribe(story.bronze, promotion_code=WORD)
    late = Story.__new__(Story)
    late.__dict__ = {**story.__dict__, "fan": make_account()}
    late.as_fan = Client(make_token(late.fan))
    late.page(story.bronze)
    assert story.as_creator.delete(f"{API}/promotion_codes/{code['id']}").status_code == 200
    deliver_events("refunds")
    [row] = [row for row in Subscription.scan() if row.subscriber_id == late.fan.id]
    assert payments.find_session(str(row.session_id))["status"] == "open"
    story.renew()
    story.shop.work()
    assert (story.row().status, paid(story)) == ("active", 500)
    assert story.row().undone_as is None


def test_a_code_that_is_archived_while_its_page_is_asked_for_opens_none(story: Story, monkeypatch: pytest.MonkeyPatch):
    code, real = make(story).json(), promotion_codes.find

    def find(*given: Any) -> PromotionCode:
        found = real(*given)
        story.as_creator.delete(f"{API}/promotion_codes/{code['id']}")
        return found

    monkeypatch.setattr(promotion_codes, "find", find)
    answer = ask(story, WORD)
    assert (answer.status_code, "changed this moment" in answer.json()["error"]) == (422, True)


@pytest.mark.parametrize(("ends_in", "lasts"), [(7_200, 7_200), (600, 1_860), (200_000, 86_400)])
def test_a_page_ends_with_its_code_or_as_soon_after_it_as_stripe_can(story: Story, ends_in: int, lasts: int):
    at = base.now()
    assert make(story, ends_at=at + ends_in).status_code == 200
    assert ask(story, WORD).status_code == 200
    [row] = Subscription.scan()
    assert abs(payments.find_session(str(row.session_id))["expires_at"] - at - lasts) <= 5


@pytest.mark.parametrize(("waits", "undone_as"), [(500, None), (700, "superseded")])
def test_what_is_paid_after_the_end_of_its_code_goes_back_and_what_was_paid_before_it_does_not(
    story: Story, monkeypatch: pytest.MonkeyPatch, waits: int, undone_as: str | None
):
    real = payments.create_promotion_code
    # Stripe says nowhere that it takes a code that ends off the pages that are open with it.
    monkeypatch.setattr(
        payments, "create_promotion_code", lambda *key, **said: real(*key, **said | {"expires_at": None})
    )
    make(story, ends_at=base.now() + 600)
    page = str(ask(story, WORD).json()["checkout_url"])
    story.local.control("clock", advance=waits)
    story.pay(page)
    story.local.control("clock", advance=300)
    story.shop.tell()
    story.shop.work()
    [row] = Subscription.scan()
    facts = [Payment.read(one).facts for one in row.effective_payments]
    gone_back = 250 if undone_as else 0
    assert (row.undone_as, [(one.paid, one.refunded) for one in facts]) == (undone_as, [(250, gone_back)])
