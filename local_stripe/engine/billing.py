"""Invoice subscriptions, collect the invoices, and apply failures to the subscription."""

from local_stripe.engine import discounts, invoices
from local_stripe.errors import CardFailure, StripeFailure
from local_stripe.state import State, new_id
from local_stripe.store import Obj

DAY = 86400
# Days until each retry of a failed renewal; after the last one `after_retries` decides.
RETRY_DAYS = (3, 5, 7)


def bill(
    state: State,
    subscription: Obj,
    reason: str,
    *,
    is_free: bool = False,
    is_authenticated: bool = False,
    lines: list[Obj] | None = None,
) -> Obj:
    """Create and collect the invoice of a period, or of `lines`; return the updated subscription."""
    items = subscription["items"]["data"]
    lines = lines or [line(item, subscription, is_free=is_free) for item in items]
    off = _discount(state, subscription, lines)
    invoice = invoices.finalize(state, invoices.draft(state, _fields(subscription, reason), lines, off))
    if off:
        discounts.end_single_uses(state, subscription)
    subscription["latest_invoice"] = invoice["id"]
    state.save(subscription)
    return collect(state, subscription, invoice, is_authenticated=is_authenticated)


def _discount(state: State, subscription: Obj, lines: list[Obj]) -> int:
    sold = [discounts.Line(one["pricing"]["price_details"]["product"], one["amount"]) for one in lines]
    return max(0, sum(discounts.taken_off(state, discounts.current(state, subscription), sold)))


def _fields(subscription: Obj, reason: str) -> Obj:
    about = {"subscription": subscription["id"], "metadata": subscription["metadata"]}
    return {
        "billing_reason": reason,
        "currency": subscription["currency"],
        "customer": subscription["customer"],
        "default_payment_method": subscription["default_payment_method"],
        "parent": {"type": "subscription_details", "quote_details": None, "subscription_details": about},
        "period_start": subscription["items"]["data"][0]["current_period_start"],
    }


def collect(state: State, subscription: Obj, invoice: Obj, *, is_authenticated: bool = False) -> Obj:
    """Charge an invoice to the subscription's payment method; a decline does not raise."""
    try:
        if not invoice["amount_remaining"]:
            invoices.pay(state, invoice, "", {})
        else:
            data = _data(subscription, invoice)
            invoices.pay(state, invoice, _method(state, subscription, invoice), data, is_authenticated=is_authenticated)
    except StripeFailure as failure:
        # A renewal that cannot be attempted because its destination cannot receive fails like a declined one.
        if not isinstance(failure, CardFailure) and invoice["billing_reason"] != "subscription_cycle":
            raise
        return _fail(state, subscription, state.get("invoice", invoice["id"]), failure)
    previous = {"status": subscription["status"]}
    subscription |= {"_retries": 0, "_retry_at": None}
    if subscription["status"] not in {"trialing", "active"}:
        subscription["status"] = "active"
        state.emit("customer.subscription.updated", subscription, previous)
    return state.save(subscription)


def _method(state: State, subscription: Obj, invoice: Obj) -> str:
    # The subscription's method may have changed since the invoice was drafted.
    return invoices.method_of(state, invoice | {"default_payment_method": subscription["default_payment_method"]})


def _data(subscription: Obj, invoice: Obj) -> Obj:
    data: Obj = {"description": "Subscription"}
    destination = subscription["transfer_data"]
    if destination:
        percent = subscription["application_fee_percent"]
        percent = 100 - destination["amount_percent"] if destination.get("amount_percent") else percent or 0
        data["transfer_data"] = {"destination": destination["destination"]}
        data["application_fee_amount"] = int(invoice["amount_due"] * percent // 100)
    return data


def _fail(state: State, subscription: Obj, invoice: Obj, failure: StripeFailure) -> Obj:
    """Record a failed payment: schedule the next retry, or end the retries as `after_retries` says."""
    if invoice["billing_reason"] == "subscription_update":
        # The subscription is changed only after the invoice of the change is paid.
        invoices.fail(state, invoice, failure)
        return subscription
    tries, now = subscription["_retries"], state.seconds()
    is_last = tries >= len(RETRY_DAYS)
    retry_at = None if is_last else now + RETRY_DAYS[tries] * DAY
    invoices.fail(state, invoice | {"attempted": True, "next_payment_attempt": retry_at}, failure)
    subscription |= {"_retries": tries + 1, "_retry_at": retry_at}
    if subscription["status"] == "incomplete":
        subscription["_retry_at"] = None
        return state.save(subscription)
    return _after_failure(state, subscription, is_last=is_last)


def _after_failure(state: State, subscription: Obj, *, is_last: bool) -> Obj:
    previous, now = {"status": subscription["status"]}, state.seconds()
    subscription["status"] = state.store.note("after_retries", "canceled") if is_last else "past_due"
    if subscription["status"] == "canceled":
        subscription |= {"ended_at": now, "canceled_at": now}
        subscription["cancellation_details"]["reason"] = "payment_failed"
        state.emit("customer.subscription.deleted", state.save(subscription))
    elif previous["status"] != subscription["status"]:
        state.emit("customer.subscription.updated", state.save(subscription), previous)
    return state.save(subscription)


def line(item: Obj, subscription: Obj, *, is_free: bool = False) -> Obj:
    """Return the invoice line for one period of an item; its amount is zero during a trial."""
    price = item["price"]
    unit = 0 if is_free else price["unit_amount"]
    about = {"subscription": subscription["id"], "subscription_item": item["id"], "proration": False}
    details = {"price": price["id"], "product": price["product"]}
    return {
        "id": new_id("line_item"),
        "object": "line_item",
        "amount": unit * item["quantity"],
        "currency": price["currency"],
        "parent": {"type": "subscription_item_details", "subscription_item_details": about},
        "period": {"start": item["current_period_start"], "end": item["current_period_end"]},
        "pricing": {"type": "price_details", "price_details": details, "unit_amount_decimal": str(unit)},
        "quantity": item["quantity"],
    }
