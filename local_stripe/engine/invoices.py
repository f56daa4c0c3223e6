"""Create and collect the invoices of subscriptions."""

from local_stripe.engine import payment_intents, payment_methods, prices
from local_stripe.errors import CardFailure
from local_stripe.state import State, new_id
from local_stripe.store import Obj

DAY = 86400
# Days until each retry of a failed renewal; after the last one `after_retries` decides.
RETRY_DAYS = (3, 5, 7)


def bill(
    state: State,
    subscription: Obj,
    reason: str,
    amount: int | None = None,
    *,
    is_authenticated: bool = False,
    lines: list[Obj] | None = None,
) -> Obj:
    """Create and collect the invoice of a period, or of `lines`; return the updated subscription."""
    items = subscription["items"]["data"]
    subtotal = prices.total(items) if amount is None else amount
    due = subtotal - prices.discount(state, subscription["discounts"], subtotal)
    invoice_id = new_id("invoice")
    fields = _fields(state, subscription, reason, subtotal, due) | _links(state, invoice_id)
    fields["lines"]["data"] = lines or [line(item, subscription) for item in items]
    invoice = state.add("invoice", fields, invoice_id)
    state.emit("invoice.created", invoice)
    invoice["status"] = "open"
    invoice["status_transitions"]["finalized_at"] = state.seconds()
    state.emit("invoice.finalized", state.save(invoice))
    subscription["latest_invoice"] = invoice["id"]
    state.save(subscription)
    return collect(state, subscription, invoice, is_authenticated=is_authenticated)


def _fields(state: State, subscription: Obj, reason: str, subtotal: int, due: int) -> Obj:
    about = {"subscription": subscription["id"], "metadata": subscription["metadata"]}
    return {
        "amount_due": due,
        "amount_paid": 0,
        "amount_remaining": due,
        "attempt_count": 0,
        "attempted": False,
        "billing_reason": reason,
        "collection_method": "charge_automatically",
        "currency": subscription["currency"],
        "customer": subscription["customer"],
        "metadata": {},
        "next_payment_attempt": None,
        "parent": {"type": "subscription_details", "quote_details": None, "subscription_details": about},
        "period_end": state.seconds(),
        "period_start": subscription["items"]["data"][0]["current_period_start"],
        "status": "draft",
        "status_transitions": {"finalized_at": None, "paid_at": None},
        "subtotal": subtotal,
        "total": due,
    }


def _links(state: State, invoice_id: str) -> Obj:
    return {
        "hosted_invoice_url": f"{state.settings.public_url}/invoices/{invoice_id}",
        "lines": {"object": "list", "has_more": False, "url": f"/v1/invoices/{invoice_id}/lines"},
    }


def collect(state: State, subscription: Obj, invoice: Obj, *, is_authenticated: bool = False) -> Obj:
    """Charge an invoice to the subscription's payment method; a decline does not raise."""
    invoice |= {"attempted": True, "attempt_count": invoice["attempt_count"] + 1}
    if invoice["amount_due"]:
        try:
            _charge(state, subscription, invoice, is_authenticated=is_authenticated)
        except CardFailure:
            return _fail(state, subscription, invoice)
    invoice |= {"status": "paid", "amount_paid": invoice["amount_due"], "amount_remaining": 0}
    invoice["status_transitions"]["paid_at"] = state.seconds()
    invoice["next_payment_attempt"] = None
    state.save(invoice)
    for name in ("invoice.paid", "invoice.payment_succeeded"):
        state.emit(name, invoice)
    previous = {"status": subscription["status"]}
    subscription |= {"_retries": 0, "_retry_at": None}
    if subscription["status"] not in {"trialing", "active"}:
        subscription["status"] = "active"
        state.emit("customer.subscription.updated", subscription, previous)
    return state.save(subscription)


def _charge(state: State, subscription: Obj, invoice: Obj, *, is_authenticated: bool) -> None:
    customer = state.get("customer", subscription["customer"])
    method_id = subscription["default_payment_method"] or customer["invoice_settings"]["default_payment_method"]
    if not method_id:
        raise CardFailure("There is no payment method to charge.", "resource_missing")
    destination = subscription["transfer_data"]
    data: Obj = {"customer": customer["id"], "description": "Subscription", "metadata": {}}
    if destination:
        percent = subscription["application_fee_percent"]
        percent = 100 - destination["amount_percent"] if destination.get("amount_percent") else percent or 0
        data["transfer_data"] = {"destination": destination["destination"]}
        data["application_fee_amount"] = int(invoice["amount_due"] * percent // 100)
    waiting = state.find("invoice_payment", invoice=invoice["id"])
    if waiting:
        intent = state.get("payment_intent", waiting[0]["payment"]["payment_intent"])
    else:
        intent = payment_intents.make_intent(state, invoice["amount_due"], invoice["currency"], data)
        payment = {"type": "payment_intent", "payment_intent": intent["id"]}
        fields = {"invoice": invoice["id"], "payment": payment, "status": "open", "is_default": True}
        waiting = [state.add("invoice_payment", fields | {"amount_requested": invoice["amount_due"]})]
    method = state.get("payment_method", method_id)
    if is_authenticated and payment_methods.card_of(method).asks_authentication:
        payment_intents.succeed(state, state.save(intent | {"payment_method": method_id}))
    else:
        payment_intents.confirm(state, intent, method, off_session=True)
    state.save(waiting[0] | {"status": "paid", "amount_paid": invoice["amount_due"]})


def _fail(state: State, subscription: Obj, invoice: Obj) -> Obj:
    """Record a failed payment: schedule the next retry, or end the retries as `after_retries` says."""
    tries, now = subscription["_retries"], state.seconds()
    previous = {"status": subscription["status"]}
    if invoice["billing_reason"] == "subscription_update":
        # The subscription is not changed before the invoice of the change is paid.
        state.emit("invoice.payment_failed", state.save(invoice))
        return subscription
    is_last = tries >= len(RETRY_DAYS)
    retry_at = None if is_last else now + RETRY_DAYS[tries] * DAY
    invoice["next_payment_attempt"] = retry_at
    state.emit("invoice.payment_failed", state.save(invoice))
    subscription |= {"_retries": tries + 1, "_retry_at": retry_at}
    if subscription["status"] == "incomplete":
        subscription["_retry_at"] = None
        return state.save(subscription)
    subscription["status"] = state.store.note("after_retries", "canceled") if is_last else "past_due"
    if subscription["status"] == "canceled":
        subscription |= {"ended_at": now, "canceled_at": now}
        subscription["cancellation_details"]["reason"] = "payment_failed"
        state.emit("customer.subscription.deleted", state.save(subscription))
    elif previous["status"] != subscription["status"]:
        state.emit("customer.subscription.updated", state.save(subscription), previous)
    return state.save(subscription)


def line(item: Obj, subscription: Obj) -> Obj:
    """Return the line of an invoice for one period of an item."""
    price = item["price"]
    details = {"price": price["id"], "product": price["product"]}
    about = {"subscription": subscription["id"], "subscription_item": item["id"], "proration": False}
    return {
        "id": new_id("line_item"),
        "object": "line_item",
        "amount": price["unit_amount"] * item["quantity"],
        "currency": price["currency"],
        "parent": {"type": "subscription_item_details", "subscription_item_details": about},
        "period": {"start": item["current_period_start"], "end": item["current_period_end"]},
        "pricing": {
            "type": "price_details",
            "price_details": details,
            "unit_amount_decimal": str(price["unit_amount"]),
        },
        "quantity": item["quantity"],
    }
