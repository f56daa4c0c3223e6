"""Start, renew and end subscriptions."""

from calendar import monthrange
from datetime import UTC, datetime

from local_stripe.engine import invoices, prices
from local_stripe.state import State, new_id
from local_stripe.store import Obj

DAY = 86400
REMINDED = 3  # Days before a trial ends.


def after(start: int, recurring: Obj) -> int:
    """Return the end of a billing period."""
    count = int(recurring["interval_count"])
    if recurring["interval"] in prices.INTERVALS:
        return start + count * prices.INTERVALS[recurring["interval"]]
    begun = datetime.fromtimestamp(start, UTC)
    month = begun.month - 1 + count * (12 if recurring["interval"] == "year" else 1)
    year, month = begun.year + month // 12, month % 12 + 1
    return int(begun.replace(year=year, month=month, day=min(begun.day, monthrange(year, month)[1])).timestamp())


def start(state: State, data: Obj, items: list[Obj], *, is_authenticated: bool = False) -> Obj:
    """Start a subscription, with a trial or with its first invoice."""
    now = state.seconds()
    trial_end = data.get("trial_end") or now + int(data.get("trial_period_days") or 0) * DAY
    has_trial = trial_end > now
    end = trial_end if has_trial else after(now, items[0]["price"]["recurring"])
    subscription = state.add(
        "subscription", _fields(data, items, now) | {"status": "trialing" if has_trial else "incomplete"}
    )
    if has_trial:
        reminds_at = max(now, trial_end - REMINDED * DAY)
        subscription |= {"trial_start": now, "trial_end": trial_end, "_reminds_at": reminds_at}
    for item in items:
        subscription["items"]["data"].append(_item(subscription, item, now, end))
    subscription["items"]["url"] = f"/v1/subscription_items?subscription={subscription['id']}"
    state.emit("customer.subscription.created", state.save(subscription))
    return invoices.bill(
        state, subscription, "subscription_create", 0 if has_trial else None, is_authenticated=is_authenticated
    )


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
        "discounts": data.get("discounts") or [],
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
        invoices.collect(state, subscription, state.get("invoice", subscription["latest_invoice"]))
    elif period_end(subscription) <= now:
        renew(state, subscription)


def _reminds_at(subscription: Obj) -> int | None:
    # A subscription stored by an earlier version has none.
    return subscription.get("_reminds_at")


def remind(state: State, subscription: Obj) -> None:
    """Emit trial_will_end once: three days before the end, or at once for a shorter trial.

    Source: https://docs.stripe.com/api/events/types#event_types-customer.subscription.trial_will_end
    """
    subscription["_reminds_at"] = None
    state.emit("customer.subscription.trial_will_end", state.save(subscription))


def renew(state: State, subscription: Obj) -> Obj:
    """Begin the next period, and invoice it."""
    previous = {"status": subscription["status"], "items": subscription["items"]}
    for item in subscription["items"]["data"]:
        item["current_period_start"] = item["current_period_end"]
        item["current_period_end"] = after(item["current_period_start"], item["price"]["recurring"])
    if subscription["status"] == "trialing":
        subscription["status"] = "active"
    state.emit("customer.subscription.updated", state.save(subscription), previous)
    return invoices.bill(state, subscription, "subscription_cycle")


def end(state: State, subscription: Obj, reason: str) -> Obj:
    """Cancel a subscription now."""
    now = state.seconds()
    subscription |= {"status": "canceled", "ended_at": now, "canceled_at": subscription["canceled_at"] or now}
    subscription["cancellation_details"]["reason"] = reason
    subscription["_retry_at"] = None
    state.emit("customer.subscription.deleted", state.save(subscription))
    return subscription
