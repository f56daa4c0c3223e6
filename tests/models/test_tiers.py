"""Tiers: levels are taken once among a creator's active tiers."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

from chalicelib.models.money.selling.tiers import LEVELS, Tier


def tier(level: int, creator_id: str = "7", **fields: Any) -> Tier:
    return Tier(creator_id, name="Bronze", level=level, currency="eur", amount=500, **fields)


def test_a_level_is_taken_once_until_its_tier_is_archived():
    first, second = tier(3), tier(3)
    assert (first.create(), second.create(), tier(3, "8").create()) == (True, False, True)
    assert Tier.held("7", second.id) is None
    assert (first.archive(), first.archive(), second.create()) == (True, False, True)
    assert [(one.id, one.is_active) for one in Tier.of("7")] == [(first.id, False), (second.id, True)]


def test_of_many_at_once_each_level_has_one():
    with ThreadPoolExecutor(8) as pool:
        made = list(pool.map(lambda number: tier(1 + number % 10).create(), range(30)))
    assert sum(made) == len(LEVELS) == len(Tier.of("7"))


def test_what_is_archived_changes_no_more():
    found = tier(1, yearly_amount=5000)
    found.create()
    assert found.change({"name": "Silver", "yearly_amount": None}, is_new_offer=False)
    held = Tier.held("7", found.id)
    assert held is not None
    assert (held.name, held.amount_of("month"), held.amount_of("year"), held.amount_of("week")) == (
        "Silver",
        500,
        None,
        None,
    )
    found.archive()
    assert not found.change({"name": "Gold"}, is_new_offer=False)
