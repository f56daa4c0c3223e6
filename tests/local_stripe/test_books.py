"""What the balance is made of, and the check that no transfer is reversed beyond what its payment gave back."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
import requests

import local_stripe
from local_stripe.state import Settings, State
from local_stripe.store import Store
from tests.local_stripe.running import Local
from tests.local_stripe.test_returns import shared


def over_reversed(local: Local, charge: Any) -> list[Any]:
    return [one for one in local.over_reversed() if one["charge"] == charge.id]


def reverse(local: Local, charge: Any, amount: int) -> None:
    local.client.transfers.reversals.create(charge.transfer, {"amount": amount})


def test_a_reversal_beyond_the_refund_is_in_the_books(local: Local):
    _, charge = shared(local)
    local.client.refunds.create({"charge": charge.id, "amount": 300})
    reverse(local, charge, 300)
    assert over_reversed(local, charge) == []
    reverse(local, charge, 300)
    [found] = over_reversed(local, charge)
    assert (found["amount_reversed"], found["amount_given_back"]) == (600, 300)
    assert (found["payment_intent"], found["transfers"]) == (charge.payment_intent, [charge.transfer])


def test_a_reversal_for_a_refund_that_failed_is_in_the_books_until_it_is_sent_again(local: Local):
    account, charge = shared(local)
    refund = local.client.refunds.create({"charge": charge.id, "amount": 300, "reverse_transfer": True})
    assert over_reversed(local, charge) == []
    local.control("refunds/settle", refund=refund.id, outcome="failed")
    assert over_reversed(local, charge)[0]["amount_given_back"] == 0
    group = f"group_{charge.payment_intent}"
    wanted: Any = {"amount": 300, "currency": "usd", "destination": account.id, "transfer_group": group}
    again = local.client.transfers.create(wanted)
    assert over_reversed(local, charge) == []
    local.client.transfers.reversals.create(again.id, {"amount": 1})
    assert over_reversed(local, charge)[0]["amount_reversed"] == 301


@pytest.mark.parametrize(("step", "is_over"), [("won", True), ("lost", False)])
def test_a_dispute_gives_back_until_it_is_won(local: Local, step: str, is_over: bool):
    _, charge = shared(local)
    dispute = local.control("disputes", charge=charge.id)
    reverse(local, charge, 10_000)
    assert over_reversed(local, charge) == []
    local.control("disputes/step", dispute=dispute["id"], step=step)
    assert bool(over_reversed(local, charge)) == is_over


def test_a_warning_gives_nothing_back(local: Local):
    _, charge = shared(local)
    local.control("disputes", charge=charge.id, status="warning_needs_response")
    reverse(local, charge, 1)
    assert over_reversed(local, charge)


def test_transfers_of_a_group_are_held_against_the_charges_of_the_group(local: Local):
    account, _ = shared(local)
    wanted: Any = {"amount": 2_000, "currency": "usd", "payment_method": "pm_card_visa", "confirm": True}
    paid = local.client.payment_intents.create({**wanted, "transfer_group": "order-7", "expand": ["latest_charge"]})
    sent: Any = {"amount": 1_500, "currency": "usd", "destination": account.id, "transfer_group": "order-7"}
    transfer = local.client.transfers.create(sent)
    local.client.refunds.create({"payment_intent": paid.id, "amount": 400})
    local.client.transfers.reversals.create(transfer.id, {"amount": 400})
    assert over_reversed(local, paid.latest_charge) == []
    local.client.transfers.reversals.create(transfer.id, {"amount": 1})
    assert over_reversed(local, paid.latest_charge)[0]["amount_reversed"] == 401


def test_stripe_keeps_its_fee_of_what_is_refunded_and_takes_one_for_a_dispute(local: Local):
    charge = local.bought(10_000).payment_intent.latest_charge
    refund = local.client.refunds.create({"charge": charge.id, "amount": 4_000, "expand": ["balance_transaction"]})
    dispute = local.control("disputes", charge=charge.id)
    taken = local.client.disputes.retrieve(dispute["id"]).balance_transactions[0]
    booked = local.client.balance_transactions.list({"source": charge.id}).data[0]
    assert (booked.amount, booked.fee, booked.net, booked.type) == (10_000, 320, 9_680, "charge")
    assert [(one.type, one.amount) for one in booked.fee_details] == [("stripe_fee", 320)]
    assert (refund.balance_transaction.amount, refund.balance_transaction.fee) == (-4_000, 0)
    assert (taken.amount, taken.fee, taken.net) == (-6_000, 1_500, -7_500)


def test_the_balance_is_the_sum_of_its_transactions_and_payouts_take_from_it(local: Local):
    local.bought(10_000)
    payout = local.client.payouts.create({"amount": 1_000, "currency": "usd"})
    found = list(local.client.balance_transactions.list({"limit": 100, "currency": "usd"}).auto_paging_iter())
    [available] = [one for one in local.client.balance.retrieve().available if one.currency == "usd"]
    assert available.amount == sum(one.net for one in found)
    [booked] = local.client.balance_transactions.list({"payout": payout.id}).data
    assert (booked.type, booked.amount) == ("payout", -1_000)
    since: Any = {"created": {"gte": booked.created}, "type": "payout", "limit": 100}
    assert booked.id in [one.id for one in local.client.balance_transactions.list(since).data]


def test_a_run_that_broke_the_books_fails_when_it_is_stopped(start: Any):
    local = start()
    _, charge = shared(local)
    reverse(local, charge, 1)
    with pytest.raises(AssertionError, match="beyond what their payments gave back"):
        local.stop()


def test_the_fees_can_be_changed(start: Any):
    local = start()
    local.control("settings", fee_basis_points=150, fee_fixed=25, dispute_fee=2_000)
    charge = local.bought(10_000).payment_intent.latest_charge
    assert local.client.balance_transactions.list({"source": charge.id}).data[0].fee == 175
    dispute = local.control("disputes", charge=charge.id)
    assert local.client.disputes.retrieve(dispute["id"]).balance_transactions[0].fee == 2_000
    assert requests.post(f"{local.url}/_control/settings", json={"fee": 1}, timeout=30).status_code == 400


def test_what_is_asked_of_many_payments_reads_an_index(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    sources = Path(local_stripe.__file__).parent.rglob("*.py")
    asked = {name for path in sources for name in re.findall(r'find\("[\w.]+", (\w+)=', path.read_text())}
    store = Store(tmp_path)
    state = State(store, Settings(tmp_path, 0, "", "", "", ""))
    # Prices are few.
    for name in asked - {"product", "type"}:
        with monkeypatch.context() as patch:
            patch.setattr(Store, "rows", lambda _, sql, *values: [{"body": json.dumps([sql, *values])}])
            [[sql, *values]] = state.find("charge", **{name: "1"})
        (plan,) = store.rows(f"explain query plan {sql}", *values)
        assert f"USING INDEX found_by_{name} " in plan["detail"], plan["detail"]
    store.close()
