"""A change of a tier that was cut, or overtaken, is made once by whoever asks for it again, and told as what it was."""

from typing import Any

import pytest

from chalicelib.errors import PaymentsUnavailable
from chalicelib.gateways import payments
from chalicelib.models.talk.mails import Mail
from chalicelib.services.money.selling import subscriptions, sync
from tests.services.money.selling.story import Story
from tests.services.money.selling.test_changes import CENT, change, level, paid


@pytest.mark.parametrize("at", ["before", "after"])
def test_a_change_that_was_cut_is_made_by_whoever_asks_for_it_again(
    story: Story, monkeypatch: pytest.MonkeyPatch, at: str
):
    palace = story.tier(name="Palace", level=9, amount=3_000)
    row = story.subscribe(story.bronze)
    _cut(story, monkeypatch, at)
    assert change(story, palace) == 422, "another one waits until the first must be over"
    assert change(story, story.gold) == 200
    assert (level(story), paid(story)) == (2, 1_500)
    assert sync.change(row.id, lambda _: None).changing is None


@pytest.mark.parametrize("at", ["before", "after"])
def test_a_change_that_was_cut_keeps_others_out_for_a_minute(story: Story, monkeypatch: pytest.MonkeyPatch, at: str):
    palace = story.tier(name="Palace", level=9, amount=3_000)
    story.subscribe(story.bronze)
    _cut(story, monkeypatch, at)
    story.wait(120)
    assert change(story, palace) == 200
    assert level(story) == 9
    assert abs(paid(story) - 3_000) <= CENT


def test_the_receipt_of_a_change_that_was_cut_names_the_tier_that_was_charged(
    story: Story, monkeypatch: pytest.MonkeyPatch
):
    story.subscribe(story.bronze)
    _cut(story, monkeypatch, "after")
    # The invoice is told before the subscription.
    story.shop.tell()
    found = [mail.fields for mail in Mail.scan() if mail.template == "receipt"]
    assert sorted((one["amount"], one["what"]) for one in found) == [(500, "Bronze"), (1_000, "Gold")]


def test_a_change_whose_answer_is_lost_keeps_others_out(story: Story, monkeypatch: pytest.MonkeyPatch):
    palace = story.tier(name="Palace", level=9, amount=3_000)
    story.subscribe(story.bronze)
    ask = payments.change_price

    def lost(*given: Any, **about: Any) -> Any:
        monkeypatch.setattr(payments, "change_price", ask)
        ask(*given, **about)
        raise PaymentsUnavailable

    monkeypatch.setattr(payments, "change_price", lost)
    assert change(story, story.gold) == 503
    assert change(story, palace) == 422
    assert change(story, story.gold) == 200
    assert (level(story), paid(story)) == (2, 1_500)


def test_a_change_that_was_overtaken_does_not_write_over_what_a_later_one_noted(
    story: Story, monkeypatch: pytest.MonkeyPatch
):
    story.subscribe(story.gold)
    read = payments.find_subscription

    def slow(*given: Any, **about: Any) -> Any:
        monkeypatch.setattr(payments, "find_subscription", read)
        found = read(*given, **about)
        story.wait(90)
        assert change(story, palace) == 200
        assert change(story, story.bronze) == 200
        return found

    palace = story.tier(name="Palace", level=9, amount=3_000)
    monkeypatch.setattr(payments, "find_subscription", slow)
    assert change(story, palace) == 422
    assert change(story, palace) == 200
    assert level(story) == 9
    assert abs(paid(story) - 3_000) <= CENT


def _cut(story: Story, monkeypatch: pytest.MonkeyPatch, at: str) -> None:
    """Begin a change to Gold, and die before or after Stripe is asked for it."""

    def cut(*given: Any, **about: Any) -> Any:
        if at == "after":
            ask(*given, **about)
        raise SystemExit

    ask = payments.change_price
    with monkeypatch.context() as dying:
        dying.setattr(payments, "change_price", cut)
        with pytest.raises(SystemExit):
            subscriptions.change(story.fan.id, story.row().id, story.gold["id"])
