"""What people type as an amount is read exactly, or asked again."""

from collections.abc import Callable

import pytest

from chalicelib.errors import Unprocessable
from chalicelib.models.money import currencies
from chalicelib.schemas.amounts import minor_units
from chalicelib.schemas.money.funding.campaigns import StretchGoalForm
from chalicelib.schemas.money.funding.pledges import PledgeForm
from chalicelib.schemas.money.payments.refunds import RefundForm
from chalicelib.schemas.money.selling.subscriptions import TipForm
from chalicelib.schemas.photos.offers import PriceForm

READ = [
    ("25", "eur", 25_00),
    (" 25 ", "eur", 25_00),
    ("25.5", "eur", 25_50),
    ("25,50", "eur", 25_50),
    ("25.5000", "eur", 25_50),
    ("0.50", "eur", 50),
    ("25,-", "eur", 25_00),
    ("25.–", "chf", 25_00),
    ("1 000", "sek", 1000_00),
    ("1\u00a0000,50", "eur", 1000_50),
    ("1\u202f000,50", "eur", 1000_50),
    ("1'000.50", "chf", 1000_50),
    ("1’000.50", "chf", 1000_50),
    ("1,000.50", "usd", 1000_50),
    ("1.000,50", "eur", 1000_50),
    ("1,000,000", "usd", 1_000_000_00),
    ("1.000.000,5", "eur", 1_000_000_50),
    ("1,00,000.50", "inr", 100_000_50),
    ("12 345", "eur", 12_345_00),
    ("１２．５０", "jpy", None),
    ("１２．５０", "eur", 12_50),
    ("١٬٠٠٠٫٥٠", "aed", 1000_50),
    ("१२.५", "inr", 12_50),
    ("0.125", "kwd", 125),
    ("12.5", "kwd", 12_500),
    ("500", "jpy", 500),
    ("500.00", "jpy", 500),
    ("€ 25", "eur", 25_00),
    ("25 €", "eur", 25_00),
    ("25 EUR", "eur", 25_00),
    ("$1,000.00", "usd", 1000_00),
    ("R$ 1.000,00", "brl", 1000_00),
    ("kr 25", "sek", 25_00),
]
TWO_READINGS = ["1,000", "1.000", "25.505", "12,345", "999.999", "10,000", "1,000 €", "100.000"]
NO_AMOUNT = [
    *("", " ", "€", "-5", "+5", "1e3", "0x10", "1/2", "½", "²5", "1١", "5.", ".5", "1 0 0", "12 34", "1'00", "1,2,3"),
    *("1.2.3,4", "1,000,00", "1.000.00", "1,000.000,5", "01,000,000", "25\x0050", "25\u202e05", "9" * 41, "NaN", "∞"),
]


@pytest.mark.parametrize(("typed", "currency", "amount"), READ)
def test_an_amount_with_one_reading_is_read_exactly(typed: str, currency: str, amount: int | None):
    if amount is None:
        with pytest.raises(Unprocessable, match="decimals"):
            minor_units(typed, currency)
    else:
        assert minor_units(typed, currency) == amount


@pytest.mark.parametrize("typed", TWO_READINGS)
@pytest.mark.parametrize("currency", ["eur", "usd", "jpy", "kwd", "isk"])
def test_one_sign_with_three_digits_after_it_is_asked_again(typed: str, currency: str):
    with pytest.raises(Unprocessable):
        minor_units(typed, currency)


@pytest.mark.parametrize("typed", NO_AMOUNT)
def test_what_is_no_amount_is_refused(typed: str):
    with pytest.raises(Unprocessable):
        minor_units(typed, "eur")


@pytest.mark.parametrize(("typed", "currency"), [("25 €", "usd"), ("$25", "eur"), ("25 usd", "eur"), ("kr 5", "eur")])
def test_an_amount_in_another_currency_is_refused(typed: str, currency: str):
    with pytest.raises(Unprocessable, match=f"must be in {currency.upper()}"):
        minor_units(typed, currency)


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
@pytest.mark.parametrize(
    "sent", ["25.00", "1_000", "1,000", "1 000", "1e3", "٢٥", "0x10", 25.0, 1e3, True, "9" * 17, [5]]
)
def test_a_program_s_amount_is_a_whole_number_or_refused(form: Callable[[object], int], sent: object):
    with pytest.raises(Unprocessable):
        form(sent)
    assert (form(2_500), form("2500")) == (2_500, 2_500)
