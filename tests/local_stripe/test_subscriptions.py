"""Subscriptions through their months, on a clock that is moved."""

from collections.abc import Callable
from typing import Any

import pytest
import requests
import stripe

from tests.local_stripe.running import ASKS, DECLINED, FAILS_LATER, Local

DAY = 86400
MONTH = 31 * DAY + 60


@pytest.fixture(scope="module")
def local(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """Keep the months of these tests away from the other tests."""
    running = Local(tmp_path_factory.mktemp("months"))
    yield running
    running.stop()


@pytest.fixture
def subscribe(local: Local) -> Callable[..., Any]:
    def begin(card: str = "4242424242424242", **data: Any) -> Any:
        session = local.open("subscription", 900, subscription_data={"metadata": {"tier": "t1"}, **data})
        assert local.submit(session, card).status_code == 303
        return local.again(session, "subscription.latest_invoice").subscription

    return begin


def state(local: Local, subscription: Any) -> Any:
    return local.client.subscriptions.retrieve(subscription.id, {"expand": ["latest_invoice"]})


def test_the_subscription_exists_only_once_checkout_is_paid(local: Local):
    session = local.open("subscription", 900)
    assert local.submit(session, DECLINED).status_code == 402
    assert local.again(session).subscription is None
    local.submit(session)
    done = local.again(session, "subscription.latest_invoice")
    assert (done.subscription.status, done.payment_status) == ("active", "paid")
    details = done.subscription.latest_invoice.parent.subscription_details
    assert (details.subscription, done.subscription.latest_invoice.billing_reason) == (
        done.subscription.id,
        "subscription_create",
    )
    assert local.told(done.subscription.latest_invoice.id)[-2:] == ["invoice.paid", "invoice.payment_succeeded"]


def test_an_authenticated_card_starts_a_subscription(local: Local):
    session = local.open("subscription", 900)
    bank = local.url + local.submit(session, ASKS).headers["Location"]
    requests.post(bank, data={"act": "complete"}, allow_redirects=False, timeout=30)
    assert local.again(session, "subscription").subscription.status == "active"


def test_the_period_is_on_the_item_and_moves_on_with_each_renewal(local: Local, subscribe: Callable[..., Any]):
    begun = subscribe()
    assert "current_period_end" not in begun
    first = begun["items"].data[0].current_period_end
    local.control("clock", advance=MONTH)
    now = state(local, begun)
    assert now["items"].data[0].current_period_start == first
    assert (now.status, now.latest_invoice.billing_reason) == ("active", "subscription_cycle")
    assert now.latest_invoice.status == "paid"
    assert len(local.client.invoices.list({"subscription": begun.id}).data) == 2


def test_a_year_that_is_skipped_is_billed_month_by_month(local: Local, subscribe: Callable[..., Any]):
    begun = subscribe()
    local.control("clock", advance=365 * DAY + 60)
    assert len(local.client.invoices.list({"subscription": begun.id, "limit": 100}).data) == 13


def test_cancelling_at_the_periods_end_is_seen_in_cancel_at(local: Local, subscribe: Callable[..., Any]):
    begun = subscribe()
    changed = local.client.subscriptions.update(begun.id, {"cancel_at_period_end": True})
    assert changed.cancel_at == begun["items"].data[0].current_period_end
    assert (changed.cancel_at_period_end, changed.status) == (False, "active")
    local.control("clock", advance=MONTH)
    assert (state(local, begun).status, len(local.client.invoices.list({"subscription": begun.id}).data)) == (
        "canceled",
        1,
    )
    assert local.told(begun.id)[-1] == "customer.subscription.deleted"


def test_a_cancellation_can_be_taken_back_on_the_portal_page(local: Local, subscribe: Callable[..., Any]):
    begun = subscribe()
    page = local.client.billing_portal.sessions.create(
        {"customer": begun.customer, "return_url": "https://a.example/"}
    ).url
    assert "Cancel at the end of the period" in requests.get(page, timeout=30).text
    requests.post(page, data={"act": "cancel", "subscription": begun.id}, timeout=30)
    assert state(local, begun).cancel_at
    requests.post(page, data={"act": "renew", "subscription": begun.id}, timeout=30)
    assert state(local, begun).cancel_at is None


def test_cancelling_now_ends_it_now(local: Local, subscribe: Callable[..., Any]):
    begun = subscribe()
    assert local.client.subscriptions.cancel(begun.id).status == "canceled"


def test_a_trial_costs_nothing_until_it_ends(local: Local, subscribe: Callable[..., Any]):
    begun = subscribe(trial_period_days=7)
    assert (begun.status, begun.latest_invoice.amount_paid) == ("trialing", 0)
    local.control("clock", advance=7 * DAY + 60)
    now = state(local, begun)
    assert (now.status, now.latest_invoice.amount_paid) == ("active", 900)


@pytest.mark.parametrize(("days", "quiet"), [(7, 4 * DAY - 60), (2, 0)])
def test_the_end_of_a_trial_is_told_once_and_three_days_ahead(
    local: Local, subscribe: Callable[..., Any], days: int, quiet: int
):
    begun = subscribe(trial_period_days=days)
    if quiet:
        local.control("clock", advance=quiet)
        assert "customer.subscription.trial_will_end" not in local.told(begun.id)
    local.control("clock", advance=120)
    local.control("clock", advance=DAY)
    assert local.told(begun.id).count("customer.subscription.trial_will_end") == 1
    assert state(local, begun).status == "trialing"


@pytest.mark.parametrize("last", ["canceled", "unpaid"])
def test_a_renewal_that_fails_is_past_due_and_then_ends(local: Local, subscribe: Callable[..., Any], last: str):
    begun = subscribe()
    local.control("settings", after_retries=last)
    local.control("cards", payment_method=begun.default_payment_method, number=FAILS_LATER)
    local.control("clock", advance=MONTH)
    failed = state(local, begun)
    assert (failed.status, failed.latest_invoice.status) == ("past_due", "open")
    assert "invoice.payment_failed" in local.told(failed.latest_invoice.id)
    local.control("clock", advance=16 * DAY)
    assert (state(local, begun).status, state(local, begun).latest_invoice.attempt_count) == (last, 4)


def test_a_card_that_works_again_makes_it_active(local: Local, subscribe: Callable[..., Any]):
    begun = subscribe()
    local.control("cards", payment_method=begun.default_payment_method, number=FAILS_LATER)
    local.control("clock", advance=MONTH)
    local.control("cards", payment_method=begun.default_payment_method, number="4242424242424242")
    local.control("clock", advance=3 * DAY)
    assert (state(local, begun).status, state(local, begun).latest_invoice.status) == ("active", "paid")


def test_the_creator_of_a_subscription_is_paid_less_the_fee(local: Local, subscribe: Callable[..., Any]):
    account = local.client.accounts.create({"type": "express"}).id
    local.control("accounts", account=account)
    subscribe(application_fee_percent=10, transfer_data={"destination": account})
    local.control("clock", advance=MONTH)
    balance = local.client.balance.retrieve({}, {"stripe_account": account})
    assert balance.available[0].amount == 2 * 810


def test_a_promotion_code_takes_a_part_off(local: Local):
    coupon = local.client.coupons.create({"percent_off": 50, "duration": "forever"})
    code = local.client.promotion_codes.create({"promotion": {"type": "coupon", "coupon": coupon.id}, "code": "HALF"})
    session = local.open("subscription", 900, discounts=[{"promotion_code": code.id}])
    local.submit(session)
    done = local.again(session, "subscription.latest_invoice")
    assert (done.amount_total, done.subscription.latest_invoice.amount_paid) == (450, 450)


def test_another_price_holds_from_the_next_period(local: Local, subscribe: Callable[..., Any]):
    begun = subscribe()
    item = begun["items"].data[0]
    price = {"currency": "usd", "unit_amount": 2_000, "recurring": {"interval": "month"}, "product": item.price.product}
    dearer = local.client.prices.create(price)
    changed = local.client.subscriptions.update(begun.id, {"items": [{"id": item.id, "price": dearer.id}]})
    assert changed["items"].data[0].price.unit_amount == 2_000
    local.control("clock", advance=MONTH)
    assert state(local, begun).latest_invoice.amount_paid == 2_000


def test_a_subscription_needs_a_recurring_price(local: Local):
    customer, card = local.saved()
    price = local.client.prices.create({"currency": "usd", "unit_amount": 900, "product_data": {"name": "once"}})
    wanted = {"customer": customer, "items": [{"price": price.id}], "default_payment_method": card}
    with pytest.raises(stripe.InvalidRequestError):
        local.client.subscriptions.create(wanted)


def test_a_change_that_waits_for_its_payment_takes_no_share(local: Local, subscribe: Callable[..., Any]):
    begun = subscribe()
    waits: dict[str, Any] = {"payment_behavior": "pending_if_incomplete", "application_fee_percent": 5}
    with pytest.raises(stripe.InvalidRequestError, match="application_fee_percent"):
        local.client.subscriptions.update(begun.id, waits)
