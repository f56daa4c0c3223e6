"""Creators whom one look at the balances has no time for are compared at the next."""

import pytest

from chalicelib.models.money.creators.ledger import Balance
from chalicelib.models.money.creators.sellers import Seller
from chalicelib.models.money.payments.balance_marks import BalanceMark
from chalicelib.services.money.audit import holdings
from tests.kit.money.shop import Shop
from tests.services.money.audit.shopping import clock, sell

HOUR = 3600


def test_a_creator_whom_a_look_has_no_time_for_is_compared_first_at_the_next(
    shop: Shop, since: int, monkeypatch: pytest.MonkeyPatch
):
    BalanceMark("platform").move(since, {}, {})
    # Of a segment, Stripe lists the newest first.
    left = sell(shop)
    sell(shop)
    Balance.correct(left.seller_id, "usd", {"creator": 100, "payers": -100})
    clock(shop, 5 * HOUR)
    monkeypatch.setattr(holdings, "MOST_ACCOUNTS", 1)
    account_id = Seller.find(left.seller_id).stripe_account_id
    looks = [holdings.advance() for _ in range(3)]
    assert [list(one.differing) for one in looks] == [[], [account_id], [account_id]]
    assert [list(one.paid) for one in looks] == [[account_id], [], []]
    assert ["accounts left to compare: 1" in str(one) for one in looks] == [True, False, False]


def test_movements_wait_while_too_many_accounts_do(shop: Shop, since: int, monkeypatch: pytest.MonkeyPatch):
    BalanceMark("platform").move(since, {}, {}, ["acct_1", "acct_2"])
    sell(shop)
    clock(shop, 5 * HOUR)
    for most, name in ((1, "MOST_ACCOUNTS"), (2, "MOST_UNLOOKED")):
        monkeypatch.setattr(holdings, name, most)
    assert [holdings.advance().looked_at > 0 for _ in range(2)] == [False, True]
