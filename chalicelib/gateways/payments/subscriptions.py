"""What is sold by the month: products, prices, codes, subscriptions and their invoices."""

from collections.abc import Iterator, Sequence
from typing import Literal

from chalicelib.gateways.payments.checkout import metadata_of
from chalicelib.gateways.payments.client import Obj, call, list_all

Interval = Literal["month", "year"]


def create_product(key: str, *, name: str, tier_id: str) -> Obj:
    """Make what a tier is at Stripe."""
    return call("products.create", params={"name": name, "metadata": metadata_of("tier", tier_id)}, key=key)


def rename_product(product: str, name: str) -> Obj:
    """Change the name that Checkout and invoices show."""
    return call("products.update", product, params={"name": name})


def create_price(key: str, *, product: str, amount: int, currency: str, interval: Interval) -> Obj:
    """Make a price that recurs; it never changes, a new one replaces it."""
    params = {"product": product, "unit_amount": amount, "currency": currency, "recurring": {"interval": interval}}
    return call("prices.create", params=params, key=key)


def archive_price(price: str) -> Obj:
    """Sell a price no more; who pays it already goes on."""
    return call("prices.update", price, params={"active": False})


def find_subscription(subscription: str, expand: Sequence[str] = ()) -> Obj:
    """Return a subscription. Raises NotFound.

    Its periods are in `items.data[…]`. A cancellation that is scheduled shows in `cancel_at`, never in
    `cancel_at_period_end`.
    """
    return call("subscriptions.retrieve", subscription, params={"expand": list(expand) or None})


def cancel_subscription(subscription: str, key: str, *, at_period_end: bool) -> Obj:
    """End a subscription when what is paid for ends, or at once without giving anything back."""
    if at_period_end:
        return call("subscriptions.update", subscription, params={"cancel_at": "min_period_end"}, key=key)
    return call("subscriptions.cancel", subscription, key=key)


def resume_subscription(subscription: str, key: str) -> Obj:
    """Take a scheduled cancellation back. Raises PaymentRefused or NotFound where it has ended."""
    return call("subscriptions.update", subscription, params={"cancel_at": ""}, key=key)


def change_price(subscription: str, *, item: str, price: str, key: str, is_paid_now: bool) -> Obj:
    """Move a subscription to another price: the rest of the period is paid now, or the next period is the first.

    Paid now, the price stays as it was until the payment succeeds.
    https://docs.stripe.com/billing/subscriptions/pending-updates
    """
    params: Obj = {"items": [{"id": item, "price": price}], "proration_behavior": "none"}
    if is_paid_now:
        params |= {"proration_behavior": "always_invoice", "payment_behavior": "pending_if_incomplete"}
    return call("subscriptions.update", subscription, params=params, key=key)


def create_coupon(key: str, *, percent_off: int, months: int | None = None, products: Sequence[str] = ()) -> Obj:
    """Make a coupon: a percentage off some products, or all, for some months, or for good."""
    lasts = {"duration": "repeating", "duration_in_months": months} if months else {"duration": "forever"}
    params = {"percent_off": percent_off, "applies_to": {"products": list(products)} if products else None}
    return call("coupons.create", params=params | lasts, key=key)


def create_promotion_code(
    key: str, *, coupon: str, code: str, most: int | None = None, expires_at: int | None = None
) -> Obj:
    """Make the code that people type for a coupon, `most` times at most. Raises PaymentRefused where it is taken."""
    params = {
        "promotion": {"type": "coupon", "coupon": coupon},
        "code": code,
        "max_redemptions": most,
        "expires_at": expires_at,
    }
    return call("promotion_codes.create", params=params, key=key)


def archive_promotion_code(promotion_code: str) -> Obj:
    """Let nobody use a code any more; who used it keeps what it gave."""
    return call("promotion_codes.update", promotion_code, params={"active": False})


def portal(customer: str, return_url: str) -> str:
    """Return Stripe's page where a customer sees invoices, changes the card and cancels."""
    return str(call("billing_portal.sessions.create", params={"customer": customer, "return_url": return_url})["url"])


def find_invoice(invoice: str) -> Obj:
    """Return an invoice. Raises NotFound. `parent.subscription_details` has the subscription and its metadata."""
    return call("invoices.retrieve", invoice)


def invoices_of(subscription: str) -> Iterator[Obj]:
    """Yield a subscription's invoices, newest first."""
    return list_all("invoices.list", params={"subscription": subscription})


def payment_intents_of_invoice(invoice: str) -> list[str]:
    """Return the ids of the PaymentIntents that paid an invoice, or try to; none where nothing was due."""
    found = list_all("invoice_payments.list", params={"invoice": invoice})
    payments = [one["payment"] for one in found]
    return [payment["payment_intent"] for payment in payments if payment["type"] == "payment_intent"]


def invoice_of_payment_intent(payment_intent: str) -> str | None:
    """Return the id of the invoice that a PaymentIntent pays: such intents carry no mark of ours."""
    payment = {"type": "payment_intent", "payment_intent": payment_intent}
    return next((str(one["invoice"]) for one in list_all("invoice_payments.list", params={"payment": payment})), None)
