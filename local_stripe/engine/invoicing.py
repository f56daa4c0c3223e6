"""Write invoices for subscriptions, collect them, and say what a failure does to the subscription."""

from local_stripe.engine import charging, methods, pricing
from local_stripe.errors import CardFailure
from local_stripe.store import Obj
from local_stripe.world import World, new_id

DAY = 86400
# Days after a failed renewal on which the card is tried again; after the last try the subscription ends.
RETRY_DAYS = (3, 5, 7)


def bill(
    world: World,
    subscription: Obj,
    reason: str,
    amount: int | None = None,
    *,
    is_authenticated: bool = False,
    lines: list[Obj] | None = None,
) -> Obj:
    """Write the invoice of a period, or of `lines`, and collect it; return the subscription after it."""
    items = subscription["items"]["data"]
    subtotal = pricing.total(items) if amount is None else amount
    due = subtotal - pricing.off(world, subscription["discounts"], subtotal)
    invoice_id = new_id("invoice")
    fields = _fields(world, subscription, reason, subtotal, due) | _links(world, invoice_id)
    fields["lines"]["data"] = lines or [line(item, subscription) for item in items]
    invoice = world.add("invoice", fields, invoice_id)
    world.emit("invoice.created", invoice)
    invoice["status"] = "open"
    invoice["status_transitions"]["finalized_at"] = world.seconds()
    world.emit("invoice.finalized", world.save(invoice))
    subscription["latest_invoice"] = invoice["id"]
    world.save(subscription)
    return collect(world, subscription, invoice, is_authenticated=is_authenticated)


def _fields(world: World, subscription: Obj, reason: str, subtotal: int, due: int) -> Obj:
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
        "period_end": world.seconds(),
        "period_start": subscription["items"]["data"][0]["current_period_start"],
        "status": "draft",
        "status_transitions": {"finalized_at": None, "paid_at": None},
        "subtotal": subtotal,
        "total": due,
    }


def _links(world: World, invoice_id: str) -> Obj:
    return {
        "hosted_invoice_url": f"{world.settings.public_url}/invoices/{invoice_id}",
        "lines": {"object": "list", "has_more": False, "url": f"/v1/invoices/{invoice_id}/lines"},
    }


def collect(world: World, subscription: Obj, invoice: Obj, *, is_authenticated: bool = False) -> Obj:
    """Charge an invoice to the subscription's card; a decline is an outcome here, not an error."""
    invoice |= {"attempted": True, "attempt_count": invoice["attempt_count"] + 1}
    if invoice["amount_due"]:
        try:
            _charge(world, subscription, invoice, is_authenticated=is_authenticated)
        except CardFailure:
            return _fail(world, subscription, invoice)
    invoice |= {"status": "paid", "amount_paid": invoice["amount_due"], "amount_remaining": 0}
    invoice["status_transitions"]["paid_at"] = world.seconds()
    invoice["next_payment_attempt"] = None
    world.save(invoice)
    for name in ("invoice.paid", "invoice.payment_succeeded"):
        world.emit(name, invoice)
    previous = {"status": subscription["status"]}
    subscription |= {"_retries": 0, "_retry_at": None}
    if subscription["status"] not in {"trialing", "active"}:
        subscription["status"] = "active"
        world.emit("customer.subscription.updated", subscription, previous)
    return world.save(subscription)


def _charge(world: World, subscription: Obj, invoice: Obj, *, is_authenticated: bool) -> None:
    customer = world.get("customer", subscription["customer"])
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
    waiting = world.find("invoice_payment", invoice=invoice["id"])
    if waiting:
        intent = world.get("payment_intent", waiting[0]["payment"]["payment_intent"])
    else:
        intent = charging.make_intent(world, invoice["amount_due"], invoice["currency"], data)
        payment = {"type": "payment_intent", "payment_intent": intent["id"]}
        fields = {"invoice": invoice["id"], "payment": payment, "status": "open", "is_default": True}
        waiting = [world.add("invoice_payment", fields | {"amount_requested": invoice["amount_due"]})]
    method = world.get("payment_method", method_id)
    if is_authenticated and methods.card_of(method).asks_authentication:
        charging.succeed(world, world.save(intent | {"payment_method": method_id}))
    else:
        charging.confirm(world, intent, method, off_session=True)
    world.save(waiting[0] | {"status": "paid", "amount_paid": invoice["amount_due"]})


def _fail(world: World, subscription: Obj, invoice: Obj) -> Obj:
    """Mark a failed payment: retries at first, and then the end that the operator chose."""
    tries, now = subscription["_retries"], world.seconds()
    previous = {"status": subscription["status"]}
    if invoice["billing_reason"] == "subscription_update":
        # The change waits for its payment; the subscription goes on as it was.
        world.emit("invoice.payment_failed", world.save(invoice))
        return subscription
    is_last = tries >= len(RETRY_DAYS)
    retry_at = None if is_last else now + RETRY_DAYS[tries] * DAY
    invoice["next_payment_attempt"] = retry_at
    world.emit("invoice.payment_failed", world.save(invoice))
    subscription |= {"_retries": tries + 1, "_retry_at": retry_at}
    if subscription["status"] == "incomplete":
        subscription["_retry_at"] = None
        return world.save(subscription)
    subscription["status"] = world.store.note("after_retries", "canceled") if is_last else "past_due"
    if subscription["status"] == "canceled":
        subscription |= {"ended_at": now, "canceled_at": now}
        subscription["cancellation_details"]["reason"] = "payment_failed"
        world.emit("customer.subscription.deleted", world.save(subscription))
    elif previous["status"] != subscription["status"]:
        world.emit("customer.subscription.updated", world.save(subscription), previous)
    return world.save(subscription)


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
