"""Money that goes back: refunds, disputes, and what connected accounts had of it."""

from typing import Any

import pytest
import requests
import stripe

from tests.local_stripe.running import Local


def creator(local: Local) -> Any:
    """Return a connected account that has been through onboarding."""
    account = local.client.accounts.create({"type": "express", "capabilities": {"transfers": {"requested": True}}})
    urls = {"return_url": "https://a.example/back", "refresh_url": "https://a.example/again"}
    link = local.client.account_links.create({"account": account.id, "type": "account_onboarding", **urls})
    gone = requests.post(link.url, data={"act": "complete"}, allow_redirects=False, timeout=30)
    assert gone.headers["Location"] == "https://a.example/back"
    return local.client.accounts.retrieve(account.id)


def shared(local: Local) -> tuple[Any, Any]:
    """Return a creator, and the charge of a fan who paid 10,000 of which 1,000 are the platform's."""
    account = creator(local)
    data = {"application_fee_amount": 1_000, "transfer_data": {"destination": account.id}}
    return account, local.bought(10_000, payment_intent_data=data).payment_intent.latest_charge


def balance(local: Local, account: str) -> int:
    found = local.client.balance.retrieve({}, {"stripe_account": account})
    return sum(one.amount for one in found.available)


def test_refunds_add_up_on_the_charge_and_stop_at_what_was_paid(local: Local):
    charge = local.bought(2_500).payment_intent.latest_charge
    local.client.refunds.create({"charge": charge.id, "amount": 1_000})
    local.client.refunds.create({"payment_intent": charge.payment_intent, "amount": 500})
    with pytest.raises(stripe.InvalidRequestError):
        local.client.refunds.create({"charge": charge.id, "amount": 1_001})
    local.client.refunds.create({"charge": charge.id})
    now = local.client.charges.retrieve(charge.id, {"expand": ["refunds"]})
    assert (now.amount_refunded, now.refunded, len(now.refunds.data)) == (2_500, True, 3)
    assert local.told(charge.id) == ["charge.succeeded"] + ["charge.refunded"] * 3
    with pytest.raises(stripe.InvalidRequestError) as caught:
        local.client.refunds.create({"charge": charge.id})
    assert caught.value.code == "charge_already_refunded"


def test_a_pending_refund_that_fails_gives_the_payment_back(local: Local):
    charge = local.bought().payment_intent.latest_charge
    local.control("settings", next_refund_is_pending=True)
    refund = local.client.refunds.create({"charge": charge.id})
    assert (refund.status, local.client.charges.retrieve(charge.id).refunded) == ("pending", True)
    local.control("refunds/settle", refund=refund.id, outcome="failed")
    assert local.client.refunds.retrieve(refund.id).status == "failed"
    assert local.client.charges.retrieve(charge.id).amount_refunded == 0
    assert local.told(refund.id)[0] == "refund.created"
    assert "refund.failed" in local.told(refund.id)


def test_a_refund_in_the_dashboard_has_no_metadata(local: Local):
    session = local.bought()
    refund = local.control("refunds", payment_intent=session.payment_intent.id)
    assert (refund["metadata"], refund["status"]) == ({}, "succeeded")


def test_a_destination_charge_pays_the_creator_less_the_platforms_fee(local: Local):
    account, charge = shared(local)
    assert (account.charges_enabled, account.payouts_enabled) == (True, True)
    assert balance(local, account.id) == 9_000
    fee = local.client.application_fees.retrieve(charge.application_fee)
    transfer = local.client.transfers.retrieve(charge.transfer)
    assert (fee.amount, transfer.amount, transfer.destination) == (1_000, 10_000, account.id)


def test_a_refund_takes_transfer_and_fee_back_in_proportion_and_to_the_last_unit(local: Local):
    account, charge = shared(local)
    for amount in (3_333, 3_333, 3_334):
        wanted = {"charge": charge.id, "amount": amount, "reverse_transfer": True, "refund_application_fee": True}
        local.client.refunds.create(wanted)
    assert balance(local, account.id) == 0
    assert local.client.transfers.retrieve(charge.transfer).reversed
    assert local.client.application_fees.retrieve(charge.application_fee).amount_refunded == 1_000


def test_a_refund_without_the_reversal_is_paid_by_the_platform(local: Local):
    account, charge = shared(local)
    local.client.refunds.create({"charge": charge.id})
    assert balance(local, account.id) == 9_000


def test_an_account_that_may_not_be_paid_is_no_destination(local: Local):
    account = creator(local)
    local.control("accounts", account=account.id, charges_enabled=False)
    assert not local.client.accounts.retrieve(account.id).charges_enabled
    with pytest.raises(stripe.InvalidRequestError) as caught:
        local.open(payment_intent_data={"transfer_data": {"destination": account.id}})
    assert caught.value.code == "insufficient_capabilities_for_transfer"


def test_a_transfer_cannot_be_reversed_twice(local: Local):
    _, charge = shared(local)
    local.client.transfers.reversals.create(charge.transfer, {"amount": 4_000})
    local.client.transfers.reversals.create(charge.transfer)
    with pytest.raises(stripe.InvalidRequestError):
        local.client.transfers.reversals.create(charge.transfer)


@pytest.mark.parametrize(
    ("step", "told", "left"),
    [
        ("won", ["created", "funds_withdrawn", "closed", "funds_reinstated"], -1_500),
        ("lost", ["created", "funds_withdrawn", "closed"], -4_000),
    ],
)
def test_a_dispute_takes_the_money_until_it_is_won(local: Local, step: str, told: list[str], left: int):
    charge = local.bought().payment_intent.latest_charge
    dispute = local.control("disputes", charge=charge.id)
    local.control("disputes/step", dispute=dispute["id"], step=step)
    done = local.client.disputes.retrieve(dispute["id"])
    assert done.status == step
    assert sum(entry.net for entry in done.balance_transactions) == left
    assert local.told(done.id) == [f"charge.dispute.{name}" for name in told]


def test_a_warning_takes_nothing(local: Local):
    charge = local.bought().payment_intent.latest_charge
    dispute = local.control("disputes", charge=charge.id, status="warning_needs_response")
    local.control("disputes/step", dispute=dispute["id"], step="warning_closed")
    assert local.client.disputes.retrieve(dispute["id"]).balance_transactions == []


def test_a_payment_that_was_charged_back_is_not_refunded_too(local: Local):
    charge = local.bought().payment_intent.latest_charge
    dispute = local.control("disputes", charge=charge.id)
    local.client.disputes.close(dispute["id"])
    with pytest.raises(stripe.InvalidRequestError) as caught:
        local.client.refunds.create({"charge": charge.id})
    assert caught.value.code == "charge_disputed"
