"""Products, prices, promotion codes, subscriptions and invoices at Stripe."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Literal

from chalicelib.gateways.payments.checkout import metadata_of, percent
from chalicelib.gateways.payments.client import Obj, call, list_all

Interval = Literal["month", "year"]


def create_product(key: str, *, name: str, tier_id: str) -> Obj:
    """Create the product of a tier."""
    return call("products.create", params={"name": name, "metadata": metadata_of("tier", tier_id)}, key=key)


def rename_product(product: str, name: str) -> Obj:
    """Change the name that Checkout and invoices show."""
    return call("products.update", product, params={"name": name})


def create_price(key: str, *, product: str, amount: int, currency: str, interval: Interval) -> Obj:
    """Create a recurring price; prices are immutable, so a change needs a new one."""
    params = {"product": product, "unit_amount": amount, "currency": currency, "recurring": {"interval": interval}}
    return call("prices.create", params=params, key=key)


def archive_price(price: str) -> Obj:
    """Archive a price; existing subscriptions keep it."""
    return call("prices.update", price, params={"active": False})


def revive_price(price: str) -> Obj:
    """Sell an archived price again."""
    return call("prices.update", price, params={"active": True})


def find_subscription(subscription: str, expand: Sequence[str] = ()) -> Obj:
    """Return a subscription. Raises NotFound.

    Its periods are in `items.data[…]`. A cancellation that is scheduled shows in `cancel_at`, never in
    `cancel_at_period_end`.
    """
    return call("subscriptions.retrieve", subscription, params={"expand": list(expand) or None})


def cancel_subscription(subscription: str, key: str, *, at_period_end: bool) -> Obj:
    """Cancel a subscription at the end of its paid period, or at once without a refund."""
    if at_period_end:
        return call("subscriptions.update", subscription, params={"cancel_at": "min_period_end"}, key=key)
    return call("subscriptions.cancel", subscription, key=key)


def resume_subscription(subscription: str, key: str) -> Obj:
    """Undo a scheduled cancellation. Raises PaymentRefused or NotFound if the subscription has ended."""
    return call("subscriptions.update", subscription, params={"cancel_at": ""}, key=key)


def change_price(subscription: str, *, item: str, price: str, key: str, is_paid_now: bool) -> Obj:
    """Change the price of a subscription, paid now for the rest of the period, or from the next period on.

    If it is paid now, the price changes only once the payment succeeds.
    https://docs.stripe.com/billing/subscriptions/pending-updates
    """
    params: Obj = {"items": [{"id": item, "price": price}], "proration_behavior": "none"}
    if is_paid_now:
        params |= {"proration_behavior": "always_invoice", "payment_behavior": "pending_if_incomplete"}
    return call("subscriptions.update", subscription, params=params, key=key)


def share_of(subscription: Obj) -> int | None:
    """Return the platform's share of a subscription in basis points; None where the object does not tell it."""
    if "application_fee_percent" not in subscription:
        return None
    return int(Decimal(str(subscription["application_fee_percent"] or 0)) * 100)


def change_share(subscription: str, key: str, *, fee_bps: int) -> Obj:
    """Change the platform's share of the invoices to come.

    It cannot go with a change of price that is paid now: pending updates have no share.
    https://docs.stripe.com/billing/pending-updates-reference
    """
    params = {"application_fee_percent": percent(fee_bps) or ""}
    return call("subscriptions.update", subscription, params=params, key=key)


def create_coupon(key: str, *, percent_off: int, months: int | None = None, products: Sequence[str] = ()) -> Obj:
    """Create a coupon: a percentage off some products, or all, for some months, or for ever."""
    lasts = {"duration": "repeating", "duration_in_months": months} if months else {"duration": "forever"}
    params = {"percent_off": percent_off, "applies_to": {"products": list(products)} if products else None}
    return call("coupons.create", params=params | lasts, key=key)


def create_promotion_code(
    key: str, *, coupon: str, code: str, most: int | None = None, expires_at: int | None = None
) -> Obj:
    """Create the code of a coupon, redeemable `most` times. Raises PaymentRefused if the code is taken."""
    params = {
        "promotion": {"type": "coupon", "coupon": coupon},
        "code": code,
        "max_redemptions": most,
        "expires_at": expires_at,
    }
    return call("promotion_codes.create", params=params, key=key)


def archive_promotion_code(promotion_code: str) -> Obj:
    """Archive a promotion code; earlier redemptions stay."""
    return call("promotion_codes.update", promotion_code, params={"active": False})


def portal(customer: str, return_url: str) -> str:
    """Return the address of Stripe's customer portal, for invoices, cards and cancellation."""
    return str(call("billing_portal.sessions.create", params={"customer": customer, "return_url": return_url})["url"])


def find_invoice(invoice: str) -> Obj:
    """Return an invoice. Raises NotFound. `parent.subscription_details` has the subscription and its metadata."""
    return call("invoices.retrieve", invoice)


def invoices_of(subscription: str) -> Iterator[Obj]:
    """Yield a subscription's invoices, newest first."""
    return list_all("invoices.list", params={"subscription": subscription})


def payment_intents_of_invoice(invoice: str) -> list[str]:
    """Return the ids of an invoice's PaymentIntents, paid or not; none if nothing was due."""
    found = list_all("invoice_payments.list", params={"invoice": invoice})
    payments = [one["payment"] for one in found]
    return [payment["payment_intent"] for payment in payments if payment["type"] == "payment_intent"]


def invoice_of_payment_intent(payment_intent: str) -> str | None:
    """Return the id of the invoice that a PaymentIntent pays: these intents have no metadata of ours."""
    payment = {"type": "payment_intent", "payment_intent": payment_intent}
    return next((str(one["invoice"]) for one in list_all("invoice_payments.list", params={"payment": payment})), None)
