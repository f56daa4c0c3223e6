"""Promotion codes belong to a creator: two have the same word, and nobody's takes anything off another's tier."""

from typing import Any

import pytest
import requests

from chalicelib.errors import PaymentsUnavailable
from chalicelib.gateways import payments
from chalicelib.models.money.payments.payments import Payment
from chalicelib.models.money.selling.promotion_codes import PromotionCode, PromotionWord
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
