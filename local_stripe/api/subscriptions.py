"""Subscriptions, their invoices, and the customer portal."""

from local_stripe.api.reading import page, reading
from local_stripe.api.updating import take
from local_stripe.engine import invoicing, methods, pricing, prorating, subscribing, transfers
from local_stripe.errors import BadRequest
from local_stripe.routes import Route, get, post
from local_stripe.store import Obj
from local_stripe.world import World

PATH = "/v1/subscriptions"
KEPT = ("metadata", "description", "default_payment_method", "application_fee_percent", "transfer_data")


def create(world: World, params: Obj) -> Obj:
    """Start a subscription with a saved card."""
    customer = world.get("customer", params.get("customer", ""), "customer")
    items = pricing.priced(world, params.get("items", []), "items")
    if not items or any(item["price"]["type"] != "recurring" for item in items):
        raise BadRequest("A subscription needs recurring prices.", "parameter_missing", "items")
    method_id = params.get("default_payment_method") or customer["invoice_settings"]["default_payment_method"]
    if not method_id and not params.get("trial_period_days"):
        text = "This customer has no attached payment source or default payment method."
        raise BadRequest(text, "resource_missing")
    if method_id:
        methods.check_owner(methods.named(world, method_id), customer["id"])
    transfers.check_destination(world, params, None)
    return subscribing.start(world, params, items)


def list_all(world: World, params: Obj) -> Obj:
    """List subscriptions; the canceled ones only when they are asked for."""
    status = params.get("status", "")
    wanted = {name: params[name] for name in ("customer",) if name in params}
    found = world.find("subscription", **wanted)
    if status and status != "all":
        found = [one for one in found if one["status"] == status]
    elif not status:
        found = [one for one in found if one["status"] != "canceled"]
    return page(PATH, found, params)


def update(world: World, params: Obj, subscription_id: str) -> Obj:
    """Change a subscription: its price, its end, its trial, its card."""
    subscription = world.get("subscription", subscription_id)
    if subscription["status"] == "canceled":
        text = "A canceled subscription can only update its cancellation_details and metadata."
        raise BadRequest(text, "resource_missing")
    previous = take(subscription, params, *KEPT)
    schedule_end(world, subscription, params, previous)
    for wanted in params.get("items", []):
        previous["items"] = subscription["items"]
        _change_item(world, subscription, wanted, is_paid_now=params.get("proration_behavior") == "always_invoice")
    if params.get("trial_end"):
        _end_trial(world, subscription, params["trial_end"])
    world.emit("customer.subscription.updated", world.save(subscription), previous)
    return subscription


def schedule_end(world: World, subscription: Obj, params: Obj, previous: Obj) -> None:
    """Set or unset `cancel_at`: in flexible billing `cancel_at_period_end` stays false."""
    if "cancel_at_period_end" in params:
        at = subscribing.period_end(subscription) if params["cancel_at_period_end"] else None
    elif "cancel_at" in params:
        at = params["cancel_at"] or None
        at = subscribing.period_end(subscription) if isinstance(at, str) and not at.isdigit() else at
    else:
        return
    previous |= {name: subscription[name] for name in ("cancel_at", "canceled_at")}
    subscription["cancel_at"] = int(at) if at else None
    subscription["canceled_at"] = world.seconds() if at else None
    subscription["cancellation_details"]["reason"] = "cancellation_requested" if at else None


def _change_item(world: World, subscription: Obj, wanted: Obj, *, is_paid_now: bool) -> None:
    """Change the price of an item: from now on, or once the rest of the period is paid where that is asked for."""
    item = next((one for one in subscription["items"]["data"] if one["id"] == wanted.get("id")), None)
    if item is None:
        raise BadRequest("The local Stripe changes the items of a subscription by their id only.", "", "items")
    before = dict(item)
    item["quantity"] = wanted.get("quantity", item["quantity"])
    if "price" in wanted or "price_data" in wanted:
        asked: Obj = {name: wanted[name] for name in ("price", "price_data") if name in wanted}
        item["price"] = pricing.priced(world, [asked], "items")[0]["price"]
    recurring = item["price"]["recurring"]
    if recurring["interval"] != before["price"]["recurring"]["interval"]:
        item["current_period_start"] = world.seconds()
        item["current_period_end"] = subscribing.after(world.seconds(), recurring)
    if is_paid_now and not prorating.charge(world, subscription, item, before):
        item.update(before)


def _end_trial(world: World, subscription: Obj, wanted: int | str) -> None:
    moment = world.seconds() if wanted == "now" else int(wanted)
    subscription["trial_end"] = moment
    for item in subscription["items"]["data"]:
        item["current_period_end"] = moment
    if wanted == "now" and subscription["status"] == "trialing":
        subscribing.renew(world, subscription)


def cancel(world: World, params: Obj, subscription_id: str) -> Obj:
    """End a subscription at once."""
    del params
    subscription = world.get("subscription", subscription_id)
    if subscription["status"] == "canceled":
        raise BadRequest(f"No such subscription: '{subscription_id}'", "resource_missing", "id")
    return subscribing.end(world, subscription, "cancellation_requested")


def list_invoices(world: World, params: Obj) -> Obj:
    """List invoices."""
    found = world.find("invoice", **{name: params[name] for name in ("customer", "status") if name in params})
    if "subscription" in params:
        found = [
            one for one in found if one["parent"]["subscription_details"]["subscription"] == params["subscription"]
        ]
    return page("/v1/invoices", found, params)


def pay_invoice(world: World, params: Obj, invoice_id: str) -> Obj:
    """Try to collect an open invoice again."""
    del params
    invoice = world.get("invoice", invoice_id)
    if invoice["status"] != "open":
        raise BadRequest("Invoice is already paid", "invoice_already_paid")
    subscription = world.get("subscription", invoice["parent"]["subscription_details"]["subscription"])
    invoicing.collect(world, subscription, invoice)
    return world.get("invoice", invoice_id)


def list_payments(world: World, params: Obj) -> Obj:
    """List the payments of invoices."""
    wanted = {name: params[name] for name in ("invoice", "status") if name in params}
    found, paying = world.find("invoice_payment", **wanted), params.get("payment", {})
    found = [one for one in found if paying.items() <= one["payment"].items()]
    return page("/v1/invoice_payments", found, params)


def open_portal(world: World, params: Obj) -> Obj:
    """Open a page where a customer sees and cancels subscriptions."""
    customer = world.get("customer", params.get("customer", ""), "customer")
    fields: Obj = {"customer": customer["id"], "return_url": params.get("return_url"), "locale": None}
    made = world.add("billing_portal.session", fields)
    return world.save(made | {"url": f"{world.settings.public_url}/p/session/{made['id']}"})


ROUTES = (
    get(PATH, "SubscriptionListParams", list_all),
    reading(PATH, "subscription", "Subscription")[1],
    post(PATH, "SubscriptionCreateParams", create),
    post(f"{PATH}/{{id}}", "SubscriptionUpdateParams", update),
    Route("DELETE", f"{PATH}/{{id}}", "SubscriptionCancelParams", cancel),
    get("/v1/invoices", "InvoiceListParams", list_invoices),
    reading("/v1/invoices", "invoice", "Invoice")[1],
    post("/v1/invoices/{id}/pay", "InvoicePayParams", pay_invoice),
    get("/v1/invoice_payments", "InvoicePaymentListParams", list_payments),
    post("/v1/billing_portal/sessions", "billing_portal.SessionCreateParams", open_portal),
)
