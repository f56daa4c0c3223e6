"""Amounts are written and limited as each currency has it."""

from typing import Any

import pytest

from chalicelib.models.money import currencies
from local_stripe import amounts
from local_stripe.errors import BadRequest


@pytest.mark.parametrize(
    ("amount", "currency", "written"),
    [
        (500, "eur", "5.00 EUR"),
        (5, "usd", "0.05 USD"),
        (0, "usd", "0.00 USD"),
        (-1250, "usd", "-12.50 USD"),
        (500, "jpy", "500 JPY"),
        (-500, "krw", "-500 KRW"),
        (18600, "kwd", "18.600 KWD"),
        (70, "bhd", "0.070 BHD"),
        (500, "isk", "5 ISK"),
        (-50_000, "isk", "-500 ISK"),
        (550, "isk", "5.50 ISK"),
        (100, "ugx", "1 UGX"),
        (17500, "huf", "175.00 HUF"),
        (99_999_999, "clp", "99999999 CLP"),
    ],
)
def test_an_amount_is_written_with_the_digits_of_its_currency(amount: int, currency: str, written: str):
    assert currencies.text(amount, currency) == written


@pytest.mark.parametrize(
    ("amount", "currency"),
    [
        *((50, "usd"), (50, "eur"), (30, "gbp"), (50, "jpy"), (17500, "huf"), (17501, "huf"), (50, "twd")),
        *((999_999_999_999, "idr"), (9_999_999_999, "cop"), (999_999_999, "inr"), (99_999_900, "ugx")),
        *((99_999_999, "usd"), (18600, "kwd"), (100, "isk"), (12_300, "ugx"), (50, "tnd"), (500, "clp")),
    ],
)
def test_what_can_be_charged(amount: int, currency: str):
    assert currencies.is_chargeable_amount(amount, currency)


@pytest.mark.parametrize(
    ("amount", "currency"),
    [
        *((49, "usd"), (49, "eur"), (29, "gbp"), (49, "jpy"), (17499, "huf"), (0, "usd"), (-500, "usd")),
        *((100_000_000, "usd"), (18605, "kwd"), (99_999_999, "kwd"), (50, "isk"), (150, "isk"), (12_345, "ugx")),
        *((10**12, "idr"), (10**10, "cop"), (10**9, "inr"), (100_000_000, "ugx"), (100_000_000, "jpy")),
        *((500, "USD"), (500, "xyz"), (500, ""), (500, None), (5.0, "usd"), ("500", "usd"), (True, "usd")),
        (None, "usd"),
    ],
)
def test_what_cannot_be_charged(amount: Any, currency: Any):
    assert not currencies.is_chargeable_amount(amount, currency)


@pytest.mark.parametrize("currency", sorted(currencies.CURRENCIES))
def test_the_least_that_is_offered_is_taken_by_stripe(currency: str):
    amounts.check(currencies.minimum(currency), currency)
    below = currencies.minimum(currency) - 1
    assert not currencies.is_chargeable_amount(below, currency)
    # The local Stripe knows the figures that Stripe's page gives; where it gives none, ours may be stricter.
    if currencies.minimum(currency) > currencies.OTHER_MINIMUM and currency in amounts.MINIMUM:
        with pytest.raises(BadRequest):
            amounts.check(below, currency)


@pytest.mark.parametrize("currency", sorted(currencies.CURRENCIES))
def test_the_most_that_is_offered_is_taken_by_stripe_and_no_more(currency: str):
    most, by = currencies.maximum(currency), currencies.step(currency)
    assert currencies.is_chargeable_amount(most, currency)
    amounts.check(most, currency)
    assert not currencies.is_chargeable_amount(most + by, currency)
    with pytest.raises(BadRequest, match="no more than"):
        amounts.check(most + by, currency)


def test_a_range_is_written_with_what_binds():
    assert currencies.range_text("usd") == "0.50 USD to 999999.99 USD"
    assert currencies.range_text("ugx") == "1 UGX to 999999 UGX, in steps of 1 UGX"
    assert currencies.range_text("idr", 800_000_000) == "0.50 IDR to 8000000.00 IDR"
