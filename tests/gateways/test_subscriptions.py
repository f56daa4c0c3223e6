"""What is sold by the month, through our gateway, on a clock that is moved."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
import requests

from chalicelib import config
from chalicelib.errors import NotFound, PaymentRefused
from chalicelib.gateways import payments
from chalicelib.gateways.payments import lists
from tests.gateways.conftest import PAGES
from tests.local_stripe.running import Local

Key = Callable[[], str]
MONTH = 31 * 86_400 + 60


@pytest.fixture(scope="module")
def local(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Local]:
    """Keep the months of these tests away from the other tests."""
    running = Local(tmp_path_factory.mktemp("months"))
    yield running
    running.stop()


@pytest.fixture
def price(stripe_here: Local, key: Key) -> Callable[[int], str]:
    product = payments.create_product(key(), name="Bronze", tier_id="3")["id"]
    return lambda amount: str(
        payments.create_price(key(), product=product, amount=amount, currency="usd", interval="month")["id"]
    )


@pytest.fixture
def subscribe(stripe_here: Local, creator: str, price: Any, key: Key) -> Callable[..., Any]:
    def begin(**more: Any) -> dict[str, Any]:
        about = {"kind": "subscription", "order_id": "11", "destination": creator, "fee_bps": 1_000, **PAGES}
        customer = payments.create_customer(key(), email="fan@example.com", account_id="5")["id"]
        opened = payments.open_subscription(key(), **about, price_id=price(900), customer=customer, **more)
        stripe_here.submit(stripe_here.client.checkout.sessions.retrieve(opened["id"]))
        session = payments.find_session(opened["id"], expand=["subscription"])
        assert session["metadata"] == session["subscription"]["metadata"]
        assert not session["allow_promotion_codes"], "it would take anybody's code"
        return dict(session["subscription"])

    return begin


def item(subscription: dict[str, Any]) -> dict[str, Any]:
    return dict(subscription["items"]["data"][0])


def test_a_subscription_carries_whose_it_is_and_pays_the_creator(subscribe: Any, creator: str):
    begun = subscribe()
    assert begun["metadata"] == {"deployment": config.DEPLOYMENT, "kind": "subscription", "id": "11"}
    assert (begun["status"], begun["application_fee_percent"]) == ("active", 10)
    assert payments.balance(creator)["available"][0]["amount"] == 810


def test_an_invoice_leads_to_its_payment_and_back(stripe_here: Local, subscribe: Any):
    begun, other = subscribe(), subscribe()
    stripe_here.control("clock", advance=MONTH)
    invoices = list(payments.invoices_of(begun["id"]))
    assert [one["billing_reason"] for one in invoices] == ["subscription_cycle", "subscription_create"]
    intents = [payments.payment_intents_of_invoice(one["id"]) for one in invoices]
    assert [len(found) for found in intents] == [1, 1]
    assert [payments.invoice_of_payment_intent(found[0]) for found in intents] == [one["id"] for one in invoices]
    details = payments.find_invoice(invoices[0]["id"])["parent"]["subscription_details"]
    assert details["subscription"] == begun["id"] != other["id"]
    assert payments.row_in_metadata(details["metadata"]) == ("subscription", "11")


def test_a_payment_of_something_else_has_no_invoice(bought: dict[str, Any]):
    assert payments.invoice_of_payment_intent(bought["id"]) is None


def test_a_cancellation_waits_for_the_periods_end_and_can_be_taken_back(stripe_here: Local, subscribe: Any, key: Key):
    begun = subscribe()
    ending = payments.cancel_subscription(begun["id"], key(), at_period_end=True)
    assert (ending["status"], ending["cancel_at"]) == ("active", item(begun)["current_period_end"])
    assert payments.resume_subscription(begun["id"], key())["cancel_at"] is None
    payments.cancel_subscription(begun["id"], key(), at_period_end=True)
    stripe_here.control("clock", advance=MONTH)
    assert payments.find_subscription(begun["id"])["status"] == "canceled"
    with pytest.raises((PaymentRefused, NotFound)):
        payments.resume_subscription(begun["id"], key())


def test_a_cancellation_at_once_ends_it(subscribe: Any, key: Key):
    begun = subscribe()
    assert payments.cancel_subscription(begun["id"], key(), at_period_end=False)["status"] == "canceled"
    assert begun["id"] in {one["id"] for one in lists.subscriptions()}


def test_another_price_is_paid_from_the_next_period(stripe_here: Local, subscribe: Any, price: Any, key: Key):
    begun = subscribe()
    changed = payments.change_price(
        begun["id"], item=item(begun)["id"], price=price(2_000), key=key(), is_paid_now=False
    )
    assert item(changed)["price"]["unit_amount"] == 2_000
    stripe_here.control("clock", advance=MONTH)
    assert next(payments.invoices_of(begun["id"]))["amount_paid"] == 2_000


def test_a_trial_costs_nothing_and_has_no_payment(subscribe: Any):
    begun = subscribe(trial_days=7)
    assert begun["status"] == "trialing"
    [invoice] = payments.invoices_of(begun["id"])
    assert (invoice["amount_paid"], payments.payment_intents_of_invoice(invoice["id"])) == (0, [])


def test_an_archived_price_is_sold_no_more(stripe_here: Local, price: Any):
    assert payments.archive_price(price(900))["active"] is False


def test_a_product_takes_another_name(stripe_here: Local, key: Key):
    product = payments.create_product(key(), name="Bronze", tier_id="3")
    assert payments.row_in_metadata(product["metadata"]) == ("tier", "3")
    assert payments.rename_product(product["id"], "Silver")["name"] == "Silver"


def test_a_code_is_made_for_a_coupon_and_taken_off(stripe_here: Local, subscribe: Any, key: Key):
    coupon = payments.create_coupon(key(), percent_off=50, months=3)
    assert (coupon["duration"], coupon["duration_in_months"]) == ("repeating", 3)
    code = payments.create_promotion_code(key(), coupon=coupon["id"], code="HALF", most=10)
    assert (code["code"], code["promotion"]["coupon"], code["max_redemptions"]) == ("HALF", coupon["id"], 10)
    assert payments.create_coupon(key(), percent_off=10)["duration"] == "forever"
    begun = subscribe(promotion_code=code["id"])
    [invoice] = payments.invoices_of(begun["id"])
    assert (begun["status"], invoice["amount_paid"]) == ("active", 450)


def test_a_customer_sees_a_portal(stripe_here: Local, subscribe: Any):
    page = payments.portal(subscribe()["customer"], "https://a.example/")
    assert "Cancel at the end of the period" in requests.get(page, timeout=30).text
