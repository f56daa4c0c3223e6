"""Start, renew and end subscriptions."""

from local_stripe.engine import billing, discounts, periods
from local_stripe.state import State, new_id
from local_stripe.store import Obj

REMINDED = 3  # Days before a trial ends.


def start(state: State, data: Obj, items: list[Obj], *, is_authenticated: bool = False) -> Obj:
    """Start a subscription, with a trial or with its first invoice."""
    now = state.seconds()
    trial_end = data.get("trial_end") or now + int(data.get("trial_period_days") or 0) * periods.DAY
    has_trial = trial_end > now
    end = trial_end if has_trial else periods.after(now, items[0]["price"]["recurring"])
    subscription = state.add(
        "subscription", _fields(data, items, now) | {"status": "trialing" if has_trial else "incomplete"}
    )
    if has_trial:
        reminds_at = max(now, trial_end - REMINDED * periods.DAY)
        subscription |= {"trial_start": now, "trial_end": trial_end, "_reminds_at": reminds_at}
    for item in items:
        subscription["items"]["data"].append(_item(subscription, item, now, end))
    _redeem(state, subscription, data)
    subscription["items"]["url"] = f"/v1/subscription_items?subscription={subscription['id']}"
    state.emit("customer.subscription.created", state.save(subscription))
    return billing.bill(
        state, subscription, "subscription_create", is_free=has_trial, is_authenticated=is_authenticated
    )


def _redeem(state: State, subscription: Obj, data: Obj) -> None:
    wanted = data.get("discounts") or []
    about = {"subscription": subscription["id"], "checkout_session": data.get("checkout_session")}
    made = discounts.redeem(state, wanted, subscription["customer"], about)
    subscription["discounts"] = [one["id"] for one in made]


def _fields(data: Obj, items: list[Obj], now: int) -> Obj:
    return {
        "application_fee_percent": data.get("application_fee_percent"),
        "billing_cycle_anchor": now,
        "billing_mode": {"type": "flexible", "flexible": {"proration_discounts": "included"}},
        "cancel_at": None,
        "cancel_at_period_end": False,
        "canceled_at": None,
        "cancellation_details": {"comment": None, "feedback": None, "reason": None},
        "collection_method": "charge_automatically",
        "currency": items[0]["price"]["currency"],
        "customer": data["customer"],
        "default_payment_method": data.get("default_payment_method"),
        "description": data.get("description"),
        "discounts": [],
        "ended_at": None,
        "items": {"object": "list", "data": [], "has_more": False, "total_count": len(items)},
        "latest_invoice": None,
        "metadata": data.get("metadata") or {},
        "next_pending_invoice_item_invoice": None,
        "on_behalf_of": data.get("on_behalf_of"),
        "pause_collection": None,
        "pending_setup_intent": None,
        "start_date": now,
        "transfer_data": data.get("transfer_data"),
        "trial_settings": data.get("trial_settings") or {"end_behavior": {"missing_payment_method": "create_invoice"}},
        "trial_end": None,
        "trial_start": None,
        "_retries": 0,
        "_retry_at": None,
        "_reminds_at": None,
    }


def _item(subscription: Obj, item: Obj, start_at: int, end: int) -> Obj:
    return {
        "id": new_id("subscription_item"),
        "object": "subscription_item",
        "created": start_at,
        "current_period_end": end,
        "current_period_start": start_at,
        "metadata": {},
        "price": item["price"],
        "quantity": item["quantity"],
        "subscription": subscription["id"],
    }


def period_end(subscription: Obj) -> int:
    """Return when the paid period, or the trial, ends."""
    return int(subscription["items"]["data"][0]["current_period_end"])


def due_at(subscription: Obj) -> float | None:
    """Return when a subscription changes next, or None once it has ended."""
    if subscription["status"] not in {"trialing", "active", "past_due"}:
        return None
    moments = [
        period_end(subscription),
        subscription["cancel_at"],
        subscription["_retry_at"],
        _reminds_at(subscription),
    ]
    return min(float(moment) for moment in moments if moment)


def advance(state: State, subscription: Obj) -> None:
    """Run what is due: the trial reminder, the end, a retry, or the next period."""
    now = state.now()
    if (_reminds_at(subscription) or float("inf")) <= now:
        remind(state, subscription)
    elif subscription["cancel_at"] and subscription["cancel_at"] <= now:
        end(state, subscription, "cancellation_requested")
    elif subscription["_retry_at"] and subscription["_retry_at"] <= now:
        billing.collect(state, subscription, state.get("invoice", subscription["latest_invoice"]))
    elif period_end(subscription) <= now:
        renew(state, subscription)


def _reminds_at(subscription: Obj) -> int | None:
    # A subscription stored by an earlier version has no such field.
    return subscription.get("_reminds_at")


def remind(state: State, subscription: Obj) -> None:
    """Emit trial_will_end once: three days before the end, or at once for a shorter trial.

    Source: https://docs.stripe.com/api/events/types#event_types-customer.subscription.trial_will_end
    """
    subscription["_reminds_at"] = None
    state.emit("customer.subscription.trial_will_end", state.save(subscription))


def renew(state: State, subscription: Obj) -> Obj:
    """Begin the next period, and invoice it."""
    if subscription["status"] == "trialing" and _ends_without_method(state, subscription):
        return subscription
    previous = {"status": subscription["status"], "items": subscription["items"]}
    for item in subscription["items"]["data"]:
        item["current_period_start"] = item["current_period_end"]
        item["current_period_end"] = periods.after(item["current_period_start"], item["price"]["recurring"])
    if subscription["status"] == "trialing":
        subscription["status"] = "active"
    state.emit("customer.subscription.updated", state.save(subscription), previous)
    return billing.bill(state, subscription, "subscription_cycle")


def _ends_without_method(state: State, subscription: Obj) -> bool:
    """Pause or cancel a subscription whose trial ends without a payment method, if `trial_settings` require it."""
    behavior = subscription.get("trial_settings", {}).get("end_behavior", {}).get("missing_payment_method")
    customer = state.get("customer", subscription["customer"])
    default = customer["invoice_settings"]["default_payment_method"] or customer.get("default_source")
    if behavior not in {"pause", "cancel"} or subscription["default_payment_method"] or default:
        return False
    if behavior == "cancel":
        end(state, subscription, "cancellation_requested")
    else:
        subscription["status"] = "paused"
        state.emit("customer.subscription.paused", state.save(subscription))
    return True


def resume(state: State, subscription: Obj) -> Obj:
    """Resume a paused subscription with a new period, and invoice it."""
    subscription["status"] = "active"
    state.emit("customer.subscription.resumed", subscription)
    for item in subscription["items"]["data"]:
        item["current_period_end"] = state.seconds()
    return renew(state, subscription)


def end(state: State, subscription: Obj, reason: str) -> Obj:
    """Cancel a subscription now."""
    now = state.seconds()
    subscription |= {"status": "canceled", "ended_at": now, "canceled_at": subscription["canceled_at"] or now}
    subscription["cancellation_details"]["reason"] = reason
    subscription["_retry_at"] = None
    state.emit("customer.subscription.deleted", state.save(subscription))
    return subscription
