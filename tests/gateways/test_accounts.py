"""Connected accounts through our gateway."""

from collections.abc import Callable
from typing import Any

import pytest
import requests

from chalicelib.errors import PaymentRefused
from chalicelib.gateways import payments
from tests.local_stripe.running import Local

Key = Callable[[], str]


def test_a_creator_goes_through_onboarding_and_may_then_be_paid(stripe_here: Local, key: Key):
    begun = payments.create_account(key(), email="c@example.com", country="US", account_id="7")
    assert (begun["type"], begun["charges_enabled"], begun["details_submitted"]) == ("express", False, False)
    assert set(begun["capabilities"]) == {"card_payments", "transfers"}
    assert payments.row_in_metadata(begun["metadata"]) == ("account", "7")
    with pytest.raises(PaymentRefused):
        payments.login_link(begun["id"])
    page = payments.account_link(begun["id"], refresh_url="https://a.example/r", return_url="https://a.example/b")
    requests.post(page, data={"act": "complete"}, allow_redirects=False, timeout=30)
    done = payments.find_account(begun["id"])
    assert (done["charges_enabled"], done["payouts_enabled"]) == (True, True)
    assert payments.login_link(begun["id"]).startswith(stripe_here.url)


def test_an_account_is_made_once_for_one_key(stripe_here: Local, key: Key):
    first = key()
    made = [payments.create_account(first, email=None, country=None, account_id="7")["id"] for _ in range(2)]
    assert made[0] == made[1]


def test_an_account_that_may_not_be_paid_is_sold_nothing_for(stripe_here: Local, sale: dict[str, Any], key: Key):
    stripe_here.control("accounts", account=sale["destination"], charges_enabled=False)
    with pytest.raises(PaymentRefused) as refused:
        payments.open_checkout(key(), **sale)
    assert refused.value.code == "insufficient_capabilities_for_transfer"


@pytest.mark.usefixtures("bought")
def test_payouts_come_in_pages_newest_first(stripe_here: Local, creator: str):
    for amount in (1_000, 2_000, 3_000):
        stripe_here.client.payouts.create({"amount": amount, "currency": "usd"}, {"stripe_account": creator})
    first = payments.payouts(creator, limit=2)
    assert ([one["amount"] for one in first["data"]], first["has_more"]) == ([3_000, 2_000], True)
    rest = payments.payouts(creator, limit=2, starting_after=first["data"][-1]["id"])
    assert ([one["amount"] for one in rest["data"]], rest["has_more"]) == ([1_000], False)
    assert payments.balance(creator)["available"][0]["amount"] == 3_000
