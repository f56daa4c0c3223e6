"""Limits in worth: the rough rates agree with each other where currencies are pegged."""

from pathlib import Path

import pytest

from chalicelib.models.money import currencies
from chalicelib.models.money.worth import (
    LARGEST_AT_ONCE,
    LARGEST_GOAL,
    LARGEST_TIP,
    UNITS_FOR_A_DOLLAR,
    amount_worth,
    bounded,
    charge_worth,
    dollars_worth,
)

# What central banks have fixed: units for a dollar, and for a euro.
TO_A_DOLLAR = {"aed": 3.6725, "bhd": 0.376, "djf": 177.7, "hkd": 7.8, "jod": 0.709, "omr": 0.3845}
TO_A_DOLLAR |= {"qar": 3.64, "sar": 3.75}
TO_A_EURO = {"bgn": 1.95583, "dkk": 7.46, "kmf": 491.97, "xaf": 655.957, "xof": 655.957, "xpf": 119.33}


@pytest.mark.parametrize("currency", [*TO_A_DOLLAR, *TO_A_EURO])
def test_a_pegged_currency_is_at_its_peg(currency: str):
    peg = TO_A_DOLLAR.get(currency) or TO_A_EURO[currency] * UNITS_FOR_A_DOLLAR["eur"]
    assert UNITS_FOR_A_DOLLAR[currency] == pytest.approx(peg, rel=0.02)


def test_every_currency_that_can_be_charged_has_a_rate():
    assert set(UNITS_FOR_A_DOLLAR) == set(currencies.CURRENCIES)


@pytest.mark.parametrize("currency", sorted(UNITS_FOR_A_DOLLAR))
def test_an_amount_and_its_worth_agree(currency: str):
    amount = amount_worth(50, currency)
    assert dollars_worth(amount, currency) == pytest.approx(50, rel=0.06)


PARTS = [(1, "usd", 1), (100, "usd", 1), (101, "usd", 2), (155, "jpy", 1)]


@pytest.mark.parametrize(("amount", "currency", "dollars"), PARTS)
def test_a_part_of_a_dollar_counts_as_one(amount: int, currency: str, dollars: int):
    assert dollars_worth(amount, currency) == dollars


@pytest.mark.parametrize("currency", sorted(UNITS_FOR_A_DOLLAR))
@pytest.mark.parametrize("dollars", [LARGEST_TIP, LARGEST_AT_ONCE])
def test_a_limit_of_one_charge_can_be_charged_and_is_reached_unless_it_is_named(dollars: int, currency: str):
    most = charge_worth(dollars, currency)
    assert currencies.is_chargeable_amount(most, currency)
    if currency in bounded(dollars):
        assert most == bounded(dollars)[currency] == currencies.maximum(currency)
    else:
        assert dollars_worth(most, currency) == pytest.approx(dollars, rel=0.06)


@pytest.mark.parametrize("currency", sorted(UNITS_FOR_A_DOLLAR))
def test_a_goal_is_worth_the_same_in_every_currency(currency: str):
    assert dollars_worth(amount_worth(LARGEST_GOAL, currency), currency) == pytest.approx(LARGEST_GOAL, rel=0.06)
    assert amount_worth(LARGEST_GOAL, currency) > currencies.maximum(currency) or currency in {"idr", "cop", "inr"}


@pytest.mark.parametrize("dollars", [LARGEST_TIP, LARGEST_AT_ONCE])
def test_the_documentation_names_where_less_can_be_charged(dollars: int):
    lines = Path("docs/money.md").read_text().splitlines()
    [row] = [line for line in lines if line.startswith(f"| worth {dollars:,} ")]
    named = {f"{code.upper()} {dollars_worth(most, code):,}" for code, most in bounded(dollars).items()}
    assert set(row.split("|")[2].strip().split(", ")) == named
