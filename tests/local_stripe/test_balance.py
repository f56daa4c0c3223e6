"""The balance is what its transactions say: fees, conversion, what is pending, and each movement by its type."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.local_stripe.running import Local
from tests.local_stripe.test_returns import shared

SETTINGS: dict[str, Any] = {"settles_in": {}, "pending_seconds": 0, "balance_transactions_are_late": False}


@pytest.fixture(autouse=True)
def usual(local: Local) -> Iterator[None]:
    yield
    local.control("settings", **SETTINGS)


def balance(local: Local) -> dict[str, dict[str, int]]:
    found = local.client.balance.retrieve()
    names = ("available", "pending", "connect_reserved")
    return {name: {one.currency: one.amount for one in found[name]} for name in names}


def moves(local: Local, **wanted: Any) -> list[Any]:
    return list(local.client.balance_transactions.list({"limit": 100, **wanted}).auto_paging_iter())


def test_the_balance_is_the_sum_of_its_transactions(local: Local):
    account, charge = shared(local)
    local.client.refunds.create({"charge": charge.id, "amount": 300, "reverse_transfer": True})
    local.control("disputes", charge=local.bought(4_000).payment_intent.latest_charge.id)
    local.bought(10_000)
    local.client.payouts.create({"amount": 100, "currency": "usd"})
    assert balance(local)["available"]["usd"] == sum(one.net for one in moves(local, currency="usd"))
    theirs = {"stripe_account": account.id}
    [held] = local.client.balance.retrieve(options=theirs).available
    listed = local.client.balance_transactions.list(options=theirs).data
    assert held.amount == sum(one.net for one in listed)
    # What a connected account pays to the platform is no fee of Stripe's.
    assert {detail.type for one in listed for detail in one.fee_details} == {"application_fee"}


def test_transactions_are_found_by_type_source_and_moment(local: Local):
    local.control("clock", advance=2)
    charge = local.bought(2_500).payment_intent.latest_charge
    [found] = moves(local, source=charge.id)
    assert (found.type, found.fee, found.net) == ("charge", 102, 2_398)
    assert moves(local, type="charge", created={"gte": found.created})[0].id == found.id
    assert moves(local, type="charge", created={"gt": found.created}) == []
    assert local.client.balance_transactions.list({"source": charge.id, "expand": ["data.source"]}).data[0].source == (
        local.client.charges.retrieve(charge.id)
    )


def test_what_was_paid_is_pending_until_its_day(local: Local):
    before = balance(local)
    local.control("settings", pending_seconds=2 * 86_400)
    charge = local.bought(1_000).payment_intent.latest_charge
    held = balance(local)
    assert held["available"]["usd"] == before["available"]["usd"]
    assert held["pending"]["usd"] == before["pending"]["usd"] + 941
    assert moves(local, source=charge.id)[0].status == "pending"
    local.control("clock", advance=2 * 86_400)
    assert balance(local)["available"]["usd"] == before["available"]["usd"] + 941
    found = local.client.balance_transactions.retrieve(charge.balance_transaction)
    assert found.status == "available"


def test_a_charge_may_settle_in_the_balance_s_currency(local: Local):
    local.control("settings", settles_in={"usd": ["eur", "0.5"]})
    charge = local.bought(1_000).payment_intent.latest_charge
    [found] = moves(local, source=charge.id)
    # 2.9 % of 5.00 EUR and .30.
    assert (found.currency, found.amount, found.fee, found.exchange_rate) == ("eur", 500, 44, 0.5)


def test_a_balance_transaction_may_be_told_after_its_charge(local: Local):
    local.control("settings", balance_transactions_are_late=True)
    charge = local.bought(1_000).payment_intent.latest_charge
    events = local.client.events.list({"limit": 100}).data
    told = [event for event in events if event.data.object["id"] == charge.id][::-1]
    assert [event.type for event in told] == ["charge.succeeded", "charge.updated"]
    assert told[0].data.object["balance_transaction"] is None
    assert told[1].data.object["balance_transaction"] == charge.balance_transaction


def test_what_creators_owe_is_reserved(local: Local):
    before = balance(local)["connect_reserved"].get("usd", 0)
    account, charge = shared(local)
    [held] = local.client.balance.retrieve(options={"stripe_account": account.id}).available
    local.client.payouts.create({"amount": held.amount, "currency": "usd"}, {"stripe_account": account.id})
    local.client.refunds.create({"charge": charge.id, "amount": 300, "reverse_transfer": True})
    assert balance(local)["connect_reserved"]["usd"] > before
