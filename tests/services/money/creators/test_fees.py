"""What the platform keeps of a payment: its share, or the operator's minimum."""

import os
import subprocess
import sys

import pytest

from chalicelib import config
from chalicelib.models.money.payments.payments import Payment
from chalicelib.services.money.creators.sellers import fee_bps_of, fee_of_amount
from tests.kit.factories import make_account
from tests.kit.money.shop import Shop

SETTING = "from chalicelib import config; print(config.MINIMUM_FEE)"


@pytest.fixture(autouse=True)
def _minimum(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(config, "MINIMUM_FEE", {"usd": 50, "jpy": 40})


@pytest.mark.parametrize(
    ("amount", "currency", "fee"),
    [
        (500, "usd", 50),
        (1_000, "usd", 50),
        (1_020, "usd", 51),
        (100_000, "USD", 5_000),
        (40, "usd", 40),
        (500, "eur", 25),
        (500, "jpy", 40),
        (0, "usd", 0),
    ],
)
def test_a_fee_is_the_share_or_the_minimum_and_never_more_than_the_amount(amount: int, currency: str, fee: int):
    assert fee_of_amount(amount, currency) == fee


@pytest.mark.parametrize("amount", [1, 49, 50, 51, 99, 333, 499, 500, 777, 999, 1_000, 1_001, 123_456])
def test_the_share_of_a_subscription_reaches_the_minimum(amount: int):
    share = fee_bps_of(amount, "usd")

    assert config.PLATFORM_FEE_BPS <= share <= 10_000
    assert amount * share >= min(amount, 50) * 10_000
    assert fee_bps_of(amount, "eur") == config.PLATFORM_FEE_BPS


def test_the_setting_is_read_by_currency():
    environment = {**os.environ, "MINIMUM_FEE": " usd:50, EUR:45 ,"}

    found = subprocess.run([sys.executable, "-c", SETTING], env=environment, capture_output=True, text=True, check=True)

    assert found.stdout.strip() == "{'usd': 50, 'eur': 45}"


def test_a_sale_leaves_the_platform_its_minimum(shop: Shop):
    purchase = shop.buy(make_account(), shop.open_post(500, "usd"))

    shop.work()

    assert [payment.facts.fee for payment in Payment.scan()] == [50]
    assert purchase.fee == 50
