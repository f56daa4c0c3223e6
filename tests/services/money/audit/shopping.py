"""Sell at a Stripe whose clock a test moves on."""

import requests

from chalicelib.models.money.selling.purchases import Purchase
from tests.kit.factories import make_account
from tests.kit.money.shop import Shop


def clock(shop: Shop, advance: int = 0) -> int:
    """Return the moment at Stripe, after it was moved forward."""
    if advance:
        shop.local.control("clock", advance=advance)
    return int(requests.get(f"{shop.local.url}/_control/clock", timeout=30).json()["now"])


def sell(shop: Shop, amount: int = 500) -> Purchase:
    return shop.buy(make_account(), shop.open_post(amount))
