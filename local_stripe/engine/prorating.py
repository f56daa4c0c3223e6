"""Charge at once what a change of price costs for the rest of the period."""

from local_stripe.engine import invoicing
from local_stripe.store import Obj
from local_stripe.world import World


def charge(world: World, subscription: Obj, item: Obj, before: Obj) -> bool:
    """Bill the rest of the period at the new price less that at the old one; tell whether it is paid.

    Where the interval changes, a new period begins at this moment.
    """
    is_same = item["price"]["recurring"]["interval"] == before["price"]["recurring"]["interval"]
    left = _left(world, before)
    lines = [_part(before, subscription, -left), _part(item, subscription, left if is_same else 1.0)]
    due = max(0, sum(line["amount"] for line in lines))
    invoicing.bill(world, subscription, "subscription_update", due, lines=lines)
    return bool(world.get("invoice", subscription["latest_invoice"])["status"] == "paid")


def _left(world: World, item: Obj) -> float:
    start, end = item["current_period_start"], item["current_period_end"]
    return max(0.0, float((end - world.now()) / (end - start)))


def _part(item: Obj, subscription: Obj, part: float) -> Obj:
    whole = invoicing.line(item, subscription)
    whole["parent"]["subscription_item_details"]["proration"] = True
    return whole | {"amount": round(whole["amount"] * part)}
