"""Invoice prorations at once, as `proration_behavior=always_invoice` asks."""

from local_stripe.engine import billing
from local_stripe.state import State
from local_stripe.store import Obj


def charge(state: State, subscription: Obj, item: Obj, before: Obj) -> bool:
    """Bill the rest of the period at the new price less the old one; tell whether that is paid.

    If the interval changes, a new period begins now.
    """
    is_same = item["price"]["recurring"]["interval"] == before["price"]["recurring"]["interval"]
    left = _left(state, before)
    lines = [_part(before, subscription, -left), _part(item, subscription, left if is_same else 1.0)]
    billing.bill(state, subscription, "subscription_update", lines=lines)
    return bool(state.get("invoice", subscription["latest_invoice"])["status"] == "paid")


def _left(state: State, item: Obj) -> float:
    start, end = item["current_period_start"], item["current_period_end"]
    return max(0.0, float((end - state.now()) / (end - start)))


def _part(item: Obj, subscription: Obj, part: float) -> Obj:
    whole = billing.line(item, subscription)
    whole["parent"]["subscription_item_details"]["proration"] = True
    return whole | {"amount": round(whole["amount"] * part)}
