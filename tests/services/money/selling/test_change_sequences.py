"""A fan changes the tier at random: no sequence opens a level for less than its price, or charges a month twice."""

import random
from typing import Any

import pytest

from chalicelib.errors import RossgramError
from chalicelib.models import base
from chalicelib.services.money.selling import subscriptions
from chalicelib.services.money.selling.periods import DAY
from tests.services.money.selling.story import Story
from tests.services.money.selling.test_changes import CENT, LONGEST_MONTH, level, paid


class Month:
    """What a fan has paid, and what was open to them day by day."""

    def __init__(self, story: Story, tiers: dict[int, dict[str, Any]]) -> None:
        self.story, self.tiers, self.worth, self.dearest = story, tiers, 0.0, 0

    def pass_day(self) -> None:
        found = level(self.story)
        self.worth += self.tiers[found]["amount"] / LONGEST_MONTH if found else 0
        self.story.wait(DAY)

    def choose(self, chance: random.Random) -> None:
        tier = self.tiers[chance.choice(sorted(self.tiers))]
        row = self.story.row()
        verb = chance.choice(["", "", "", "cancel", "resume"])
        try:
            if verb:
                getattr(subscriptions, verb)(self.story.fan.id, row.id)
            else:
                subscriptions.change(self.story.fan.id, row.id, tier["id"])
        except RossgramError:
            pass
        self.story.shop.tell()


@pytest.mark.parametrize("seed", range(6))
def test_no_sequence_of_changes_opens_a_level_for_less_than_its_price_or_charges_a_month_twice(story: Story, seed: int):
    chance = random.Random(seed)
    tiers = {1: story.bronze, 2: story.gold, 5: story.tier(name="Palace", level=5, amount=4_000, trial_days=3)}
    month = Month(story, tiers)
    story.subscribe(tiers[chance.choice([1, 2])])
    first_end, dearest = int(story.row().period_ends_at or 0), level(story)
    while base.now() < first_end - DAY:
        for _ in range(chance.randrange(3)):
            month.choose(chance)
        dearest = max(dearest, level(story))
        assert paid(story) >= month.worth - CENT
        assert paid(story) <= tiers[dearest]["amount"] + CENT, "a month costs its dearest level at most"
        for _ in range(chance.randrange(1, 9)):
            if base.now() < first_end - DAY:
                month.pass_day()
    while base.now() < first_end + 20 * DAY and story.access():
        month.pass_day()
    assert paid(story) >= month.worth - CENT
