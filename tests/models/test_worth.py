"""Limits are about the same worth in each of the currencies."""

import pytest

from chalicelib.models.money.currencies import CURRENCIES, MAXIMUM, exponent, is_chargeable_amount, text
from chalicelib.models.money.worth import UNITS_FOR_A_DOLLAR, amount_worth
from chalicelib.services.money.selling.gifts import LARGEST_TIP

# In whole units for a dollar, written down apart from the table, whose slips in a digit they are to catch.
KNOWN = {"eur": 0.87, "gbp": 0.76, "jpy": 155, "krw": 1450, "ugx": 3600, "vnd": 26000, "kwd": 0.31, "huf": 335}
# Stripe charges no more than eight digits at once, which of these is less than the largest tip.
CAPPED = {"cop", "idr", "tzs", "ugx"}


def worth(amount: int, currency: str) -> float:
    """Return what an amount is worth in dollars, by the table."""
    return float(amount / 10 ** exponent(currency) / UNITS_FOR_A_DOLLAR[currency])


def test_every_currency_has_a_rate():
    assert set(UNITS_FOR_A_DOLLAR) == CURRENCIES


@pytest.mark.parametrize("currency", sorted(CURRENCIES))
def test_a_tip_of_fifty_dollars_worth_is_taken_in_every_currency_and_none_of_much_more_than_the_most(currency: str):
    fifty, most = amount_worth(50, currency), amount_worth(LARGEST_TIP, currency)
    assert is_chargeable_amount(fifty, currency)
    assert is_chargeable_amount(most, currency)
    assert fifty < most <= MAXIMUM
    assert 45 <= worth(fifty, currency) <= 55
    assert (55 if currency in CAPPED else 450) <= worth(most, currency) <= 550


@pytest.mark.parametrize("currency", KNOWN)
def test_the_table_has_no_slip_in_a_digit(currency: str):
    assert UNITS_FOR_A_DOLLAR[currency] == pytest.approx(KNOWN[currency], rel=0.1)


def test_amounts_are_round():
    said = [text(amount_worth(LARGEST_TIP, one), one) for one in ("usd", "eur", "jpy", "krw", "kwd", "isk")]
    assert said == ["500.00 USD", "440.00 EUR", "78000 JPY", "730000 KRW", "160.000 KWD", "64000 ISK"]
