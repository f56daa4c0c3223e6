"""What people type as an amount is read exactly, or asked again."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from chalicelib.errors import Unprocessable
from chalicelib.models.money import currencies
from chalicelib.schemas.amounts import SYMBOLS, minor_units
from chalicelib.schemas.money.funding.campaigns import StretchGoalForm
from chalicelib.schemas.money.funding.pledges import PledgeForm
from chalicelib.schemas.money.payments.refunds import RefundForm
from chalicelib.schemas.money.selling.subscriptions import TipForm
from chalicelib.schemas.photos.offers import PriceForm

# The web client's parser is held to the same table, by web/src/words/amounts.test.ts.
CASES = json.loads(Path(__file__).with_name("amounts.json").read_text())
READ = [case for habit in CASES["read"].values() for case in habit]


@pytest.mark.parametrize(("typed", "currency", "amount"), READ)
def test_an_amount_with_one_reading_is_read_exactly(typed: str, currency: str, amount: int):
    assert minor_units(typed, currency) == amount


@pytest.mark.parametrize("typed", [typed for typed, *_ in CASES["two_readings"]])
@pytest.mark.parametrize("currency", ["eur", "usd", "jpy", "kwd", "isk"])
def test_one_sign_with_three_digits_after_it_is_asked_again(typed: str, currency: str):
    with pytest.raises(Unprocessable, match="two ways: write"):
        minor_units(typed, currency)


@pytest.mark.parametrize("typed", CASES["no_amount"])
def test_what_is_no_amount_is_refused(typed: str):
    with pytest.raises(Unprocessable, match="must be a number"):
        minor_units(typed, "eur")


@pytest.mark.parametrize(("typed", "currency"), CASES["too_fine"])
def test_an_amount_finer_than_its_currency_is_refused(typed: str, currency: str):
    with pytest.raises(Unprocessable, match="decimals"):
        minor_units(typed, currency)


@pytest.mark.parametrize(("typed", "currency"), CASES["another_currency"])
def test_an_amount_in_another_currency_is_refused(typed: str, currency: str):
    with pytest.raises(Unprocessable, match=f"must be in {currency.upper()}"):
        minor_units(typed, currency)


def test_the_table_names_every_sign_and_every_currency():
    assert CASES["signs"] == SYMBOLS
    assert CASES["digits"] == {currency: currencies.exponent(currency) for currency in currencies.CURRENCIES}


@pytest.mark.parametrize("currency", sorted(currencies.CURRENCIES))
def test_what_we_print_can_be_typed_in_every_currency(currency: str):
    for amount in (5, 50, 1_230, 123_450, 12_345_670):
        printed = currencies.text(amount - amount % currencies.step(currency), currency)
        whole, _, decimals = printed.partition(" ")[0].partition(".")
        if len(decimals) == 3 and whole != "0":
            continue  # A third decimal makes it ambiguous: the person is asked.
        assert minor_units(printed, currency) == amount - amount % currencies.step(currency)


SENT = ["25.00", "1_000", "1,000", "1 000", "1e3", "٢٥", "0x10", 25.0, 1e3, True, "9" * 17, [5]]
FORMS = [
    lambda amount: PledgeForm.parse({"amount": amount}).amount,
    lambda amount: RefundForm.parse({"amount": amount}).amount,
    lambda amount: PriceForm.parse({"amount": amount, "currency": "eur"}).amount,
    lambda amount: StretchGoalForm.parse({"amount": amount, "title": "More"}).amount,
    lambda amount: TipForm.parse({"amount": amount, "account_id": "1"}).amount,
]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("sent", SENT)
def test_a_program_s_amount_is_a_whole_number_or_refused(form: Callable[[object], int], sent: object):
    with pytest.raises(Unprocessable):
        form(sent)
    assert (form(2_500), form("2500")) == (2_500, 2_500)
