"""A fan changes the tier as often as they like: what is open is paid for, and nothing is charged twice."""

from typing import Any

import pytest

from chalicelib.gateways import payments
from chalicelib.models import base
from chalicelib.models.money.payments.payments import Payment
from chalicelib.services.money.selling import sync
from chalicelib.services.money.selling.periods import DAY
from tests.local_stripe.running import FAILS_LATER, VISA
from tests.services.money.selling.story import API, Story

# A month has 31 days at most, so that a day costs at least this part of it.
LONGEST_MONTH = 31
CENT = 3


def level(story: Story) -> int:
    return (story.access() or (0, 0))[0]


def paid(story: Story) -> int:
    return sum(Payment.read(one).facts.counted for one in story.row().effective_payments)


def change(story: Story, tier: dict[str, Any], **more: Any) -> int:
    answer = story.as_fan.patch(f"{API}/subscriptions/{story.row().id}", json={"tier_id": tier["id"], **more})
    story.shop.tell()
    return answer.status_code


def test_a_trial_opens_the_level_that_it_began_with_until_something_is_paid(story: Story):
    trial = story.tier(name="Tin", level=3, amount=100, trial_days=7)
    palace = story.tier(name="Palace", level=9, amount=50_000)
    story.subscribe(trial)
    assert change(story, palace) == 200
    assert (story.row().status, level(story), paid(story)) == ("trialing", 3, 0)
    story.wait(6 * DAY)
    assert (level(story), paid(story)) == (3, 0)
    story.wait(DAY + 60)
    assert (story.row().status, level(story), paid(story)) == ("active", 9, 50_000)


def test_a_trial_whose_dearer_month_is_never_paid_opens_only_its_own_level(story: Story):
    trial = story.tier(name="Tin", level=3, amount=100, trial_days=7)
    palace = story.tier(name="Palace", level=9, amount=50_000)
    row = story.subscribe(trial)
    held = payments.find_subscription(str(row.stripe_id))
    story.local.control("cards", payment_method=held["default_payment_method"], number=FAILS_LATER)
    assert change(story, palace) == 200
    assert level(story) == 3
    story.wait(8 * DAY)
    assert (story.row().status, level(story)) == ("past_due", 3)
    assert change(story, story.gold) == 422, "what is open is paid first"
    story.wait(8 * DAY)
    assert story.access() is None


def test_down_and_up_again_in_one_month_is_charged_once(story: Story):
    story.subscribe(story.bronze)
    assert change(story, story.gold) == 200
    once = paid(story)
    assert once == 1_500
    for tier in (story.bronze, story.gold) * 3:
        assert change(story, tier) == 200
        assert (level(story), paid(story)) == (2, once)
    story.wait(10 * DAY)
    change(story, story.bronze)
    story.renew()
    assert (level(story), paid(story)) == (1, once + 500)


def test_from_below_what_is_paid_to_above_it_costs_the_difference_from_what_is_paid(story: Story):
    palace = story.tier(name="Palace", level=9, amount=3_000)
    story.subscribe(story.gold)
    change(story, story.bronze)
    assert change(story, palace) == 200
    assert (level(story), paid(story)) == (9, 3_000)
    change(story, story.bronze)
    assert change(story, palace) == 200
    assert (level(story), paid(story)) == (9, 3_000)


def test_a_price_that_is_not_sold_any_more_still_counts_as_paid(story: Story):
    palace = story.tier(name="Palace", level=9, amount=3_000)
    story.subscribe(story.gold)
    old = story.row().price_id
    change(story, story.bronze)
    assert story.as_creator.patch(f"{API}/tiers/{story.gold['id']}", json={"amount": 1_600}).status_code == 200
    assert change(story, palace) == 200
    assert (level(story), paid(story)) == (9, 3_000)
    assert payments.client.call("prices.retrieve", old)["active"] is False


def test_a_change_that_is_not_paid_is_not_remembered_as_paid(story: Story):
    story.subscribe(story.bronze)
    story.card(FAILS_LATER)
    assert change(story, story.gold) == 200
    story.card(VISA)
    change(story, story.bronze)
    assert (level(story), paid(story)) == (1, 500)
    assert change(story, story.gold) == 200
    assert (level(story), paid(story)) == (2, 1_500)


def test_a_row_that_lags_behind_stripe_gives_nothing_away(story: Story):
    trial = story.tier(name="Tin", level=3, amount=100, trial_days=7)
    row = story.subscribe(trial)
    story.local.control("clock", advance=8 * DAY)
    palace = story.tier(name="Palace", level=9, amount=50_000)
    # The events of the trial's end are still on their way.
    assert story.row().status == "trialing"
    assert change(story, palace) == 200
    left = payments.find_subscription(str(row.stripe_id))["items"]["data"][0]["current_period_end"] - base.now()
    assert paid(story) >= 49_900 * left // (LONGEST_MONTH * DAY)
    assert level(story) == 9


def test_of_two_changes_at_once_the_second_waits(story: Story, monkeypatch: pytest.MonkeyPatch):
    palace = story.tier(name="Palace", level=9, amount=3_000)
    row = story.subscribe(story.bronze)
    ask, seen = payments.change_price, []

    def slow(*given: Any, **about: Any) -> Any:
        monkeypatch.setattr(payments, "change_price", ask)
        seen.append(change(story, story.gold))
        return ask(*given, **about)

    monkeypatch.setattr(payments, "change_price", slow)
    assert change(story, palace) == 200
    assert (seen, level(story), paid(story)) == ([422], 9, 3_000)
    assert sync.change(row.id, lambda _: None).changing is None
