"""Subscriptions that stop, pause or fail for another reason than a declined card."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.local_stripe.running import Local

DAY = 86400
MONTH = 31 * DAY + 60


@pytest.fixture(scope="module")
def local(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Local]:
    """Keep the months of these tests away from the other tests."""
    running = Local(tmp_path_factory.mktemp("ends"))
    yield running
    running.stop()


def begun(local: Local, **data: Any) -> Any:
    session = local.open("subscription", 900, **({"subscription_data": data} if data else {}))
    assert local.submit(session).status_code == 303
    return local.again(session, "subscription").subscription


def state(local: Local, subscription: Any) -> Any:
    return local.client.subscriptions.retrieve(subscription.id, {"expand": ["latest_invoice"]})


def test_a_renewal_whose_creator_cannot_receive_fails_and_time_goes_on(local: Local):
    account = local.client.accounts.create({"type": "express"}).id
    local.control("accounts", account=account)
    subscription = begun(local, transfer_data={"destination": account})
    local.control("accounts", account=account, charges_enabled=False)
    local.control("clock", advance=MONTH)
    assert (state(local, subscription).status, state(local, subscription).latest_invoice.status) == ("past_due", "open")
    local.control("accounts", account=account, charges_enabled=True)
    local.control("clock", advance=3 * DAY)
    assert state(local, subscription).status == "active"


def test_deleting_a_customer_cancels_the_subscriptions(local: Local):
    subscription = begun(local)
    local.client.customers.delete(subscription.customer)
    assert local.told(subscription.id)[-1] == "customer.subscription.deleted"
    local.control("clock", advance=MONTH)
    assert state(local, subscription).status == "canceled"


def test_a_trial_without_a_card_is_paused_and_resumed(local: Local):
    customer = local.client.customers.create({}).id
    price = local.client.prices.create(
        {"currency": "usd", "unit_amount": 900, "recurring": {"interval": "month"}, "product_data": {"name": "Tier"}}
    )
    pause: Any = {"end_behavior": {"missing_payment_method": "pause"}}
    wanted: Any = {
        "customer": customer,
        "items": [{"price": price.id}],
        "trial_period_days": 3,
        "trial_settings": pause,
    }
    begun = local.client.subscriptions.create(wanted)
    local.client.subscriptions.update(begun.id, {"trial_end": "now"})
    assert local.client.subscriptions.retrieve(begun.id).status == "paused"
    card = local.client.payment_methods.attach("pm_card_visa", {"customer": customer}).id
    local.client.subscriptions.update(begun.id, {"default_payment_method": card})
    local.client.subscriptions.resume(begun.id)
    now = local.client.subscriptions.retrieve(begun.id, {"expand": ["latest_invoice"]})
    assert (now.status, now.latest_invoice.amount_paid) == ("active", 900)
