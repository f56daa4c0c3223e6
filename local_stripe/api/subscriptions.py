"""Subscriptions: create, update, resume, cancel."""

from local_stripe.api.reading import list_and_retrieve, page
from local_stripe.api.updating import update_fields
from local_stripe.engine import discounts, payment_methods, periods, prices, prorations, subscriptions, transfers
from local_stripe.errors import BadRequest
from local_stripe.routes import Route, get, post
from local_stripe.state import State
from local_stripe.store import Obj

PATH = "/v1/subscriptions"
# https://docs.stripe.com/billing/pending-updates-reference
PENDING = {"expand", "payment_behavior", "proration_behavior", "proration_date", "billing_cycle_anchor", "items"}
PENDING |= {"metadata", "trial_end", "trial_from_plan", "add_invoice_items"}
KEPT = ("metadata", "description", "default_payment_method", "application_fee_percent", "transfer_data")


def create(state: State, params: Obj) -> Obj:
    """Create a subscription that is charged to an attached payment method."""
    customer = state.get("customer", params.get("customer", ""), "customer")
    items = prices.priced(state, params.get("items", []), "items")
    if not items or any(item["price"]["type"] != "recurring" for item in items):
        raise BadRequest("A subscription needs recurring prices.", "parameter_missing", "items")
    method_id = params.get("default_payment_method") or customer["invoice_settings"]["default_payment_method"]
    method_id = method_id or customer.get("default_source")
    if not method_id and not params.get("trial_period_days"):
        text = "This customer has no attached payment source or default payment method."
        raise BadRequest(text, "resource_missing")
    if method_id:
        payment_methods.check_owner(payment_methods.find(state, method_id), customer["id"])
    transfers.check_destination(state, params, None)
    order = discounts.Order(discounts.lines_of(items), items[0]["price"]["currency"], customer["id"])
    discounts.check(state, params.get("discounts") or [], order)
    return subscriptions.start(state, params, items)


def list_all(state: State, params: Obj) -> Obj:
    """List subscriptions; canceled ones are included only if the request asks for them."""
    status = params.get("status", "")
    wanted = {name: params[name] for name in ("customer",) if name in params}
    found = state.find("subscription", **wanted)
    if status and status != "all":
        found = [one for one in found if one["status"] == status]
    elif not status:
        found = [one for one in found if one["status"] != "canceled"]
    return page(PATH, found, params)


def update(state: State, params: Obj, subscription_id: str) -> Obj:
    """Update a subscription: its items, cancellation, trial, payment method, metadata."""
    subscription = state.get("subscription", subscription_id)
    if subscription["status"] == "canceled":
        text = "A canceled subscription can only update its cancellation_details and metadata."
        raise BadRequest(text, "resource_missing")
    _check_pending(params)
    previous = update_fields(subscription, params, *KEPT)
    schedule_end(state, subscription, params, previous)
    for wanted in params.get("items", []):
        previous["items"] = subscription["items"]
        _change_item(state, subscription, wanted, is_paid_now=params.get("proration_behavior") == "always_invoice")
    if params.get("trial_end"):
        _end_trial(state, subscription, params["trial_end"])
    state.emit("customer.subscription.updated", state.save(subscription), previous)
    return subscription


def _check_pending(params: Obj) -> None:
    refused = sorted(set(params) - PENDING)
    if params.get("payment_behavior") == "pending_if_incomplete" and refused:
        text = f"You cannot pass `{refused[0]}` when `payment_behavior` is set to `pending_if_incomplete`."
        raise BadRequest(text, "", refused[0])


def schedule_end(state: State, subscription: Obj, params: Obj, previous: Obj) -> None:
    """Set or unset `cancel_at`: in flexible billing `cancel_at_period_end` stays false."""
    if "cancel_at_period_end" in params:
        at = subscriptions.period_end(subscription) if params["cancel_at_period_end"] else None
    elif "cancel_at" in params:
        at = params["cancel_at"] or None
        at = subscriptions.period_end(subscription) if isinstance(at, str) and not at.isdigit() else at
    else:
        return
    previous |= {name: subscription[name] for name in ("cancel_at", "canceled_at")}
    subscription["cancel_at"] = int(at) if at else None
    subscription["canceled_at"] = state.seconds() if at else None
    subscription["cancellation_details"]["reason"] = "cancellation_requested" if at else None


def _change_item(state: State, subscription: Obj, wanted: Obj, *, is_paid_now: bool) -> None:
    """Change the price of an item: at once, or, if the request asks for it, once the proration is paid."""
    item = next((one for one in subscription["items"]["data"] if one["id"] == wanted.get("id")), None)
    if item is None:
        raise BadRequest("The local Stripe changes the items of a subscription by their id only.", "", "items")
    before = dict(item)
    item["quantity"] = wanted.get("quantity", item["quantity"])
    if "price" in wanted or "price_data" in wanted:
        asked: Obj = {name: wanted[name] for name in ("price", "price_data") if name in wanted}
        item["price"] = prices.priced(state, [asked], "items")[0]["price"]
    recurring = item["price"]["recurring"]
    is_other = recurring["interval"] != before["price"]["recurring"]["interval"]
    if is_other and subscription["status"] != "trialing":
        item["current_period_start"] = state.seconds()
        item["current_period_end"] = periods.after(state.seconds(), recurring)
    if is_paid_now and not prorations.charge(state, subscription, item, before):
        item.update(before)


def _end_trial(state: State, subscription: Obj, wanted: int | str) -> None:
    moment = state.seconds() if wanted == "now" else int(wanted)
    subscription["trial_end"] = moment
    for item in subscription["items"]["data"]:
        item["current_period_end"] = moment
    if wanted == "now" and subscription["status"] == "trialing":
        subscriptions.renew(state, subscription)


def cancel(state: State, params: Obj, subscription_id: str) -> Obj:
    """Cancel a subscription at once."""
    del params
    subscription = state.get("subscription", subscription_id)
    if subscription["status"] == "canceled":
        raise BadRequest(f"No such subscription: '{subscription_id}'", "resource_missing", "id")
    return subscriptions.end(state, subscription, "cancellation_requested")


def resume(state: State, params: Obj, subscription_id: str) -> Obj:
    """Resume a paused subscription."""
    del params
    subscription = state.get("subscription", subscription_id)
    if subscription["status"] != "paused":
        raise BadRequest(f"This subscription cannot be resumed because it is {subscription['status']}.")
    return subscriptions.resume(state, subscription)


ROUTES = (
    get(PATH, "SubscriptionListParams", list_all),
    list_and_retrieve(PATH, "subscription", "Subscription")[1],
    post(PATH, "SubscriptionCreateParams", create),
    post(f"{PATH}/{{id}}", "SubscriptionUpdateParams", update),
    Route("DELETE", f"{PATH}/{{id}}", "SubscriptionCancelParams", cancel),
    post(f"{PATH}/{{id}}/resume", "SubscriptionResumeParams", resume),
)
