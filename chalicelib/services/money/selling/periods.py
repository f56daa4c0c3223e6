"""Compute until when a subscription gives access, and to which level: pure functions of its row.

| Stripe's status | access |
|---|---|
| none yet, incomplete, incomplete_expired, unpaid, paused | no |
| trialing | until the trial ends |
| active | through what is paid; while no settled invoice is known, until the period ends that Stripe names |
| past_due | until 7 days (GRACE_DAYS) after the first failure, or through what is paid where that is later |
| canceled at once | no |
| canceled when its period ended | through what is paid |

Only a paid invoice extends what is paid; a full refund or a dispute of an invoice removes its period.
"""

from typing import Any

from chalicelib import config
from chalicelib.models.money.selling.subscriptions import Subscription

# Which of two statuses with the same timestamp is the later one.
RANKS = {
    "": 0,
    "incomplete": 1,
    "trialing": 2,
    "active": 3,
    "past_due": 4,
    "unpaid": 5,
    "paused": 6,
    "incomplete_expired": 7,
    "canceled": 8,
}
ENDED = ("canceled", "incomplete_expired")
# While a subscription has one of these, its subscriber cannot begin a second one with the creator.
LIVING = ("trialing", "active", "past_due", "unpaid", "paused")
DAY = 86400
# A renewal's invoice is a draft for about an hour before Stripe charges it, and its webhook may be late: without this
# margin, every subscriber would lose access at each renewal. https://docs.stripe.com/billing/invoices/overview
RENEWAL_SECONDS = 3 * 3600


def access_until(subscription: Subscription) -> int | None:
    """Return the moment until which a subscription gives access; None if it gives none."""
    status, paid = subscription.status, paid_through(subscription)
    if subscription.is_duplicate:
        return None
    if status == "trialing":
        return _int(subscription.trial_ends_at)
    if status == "active":
        return paid if _is_settled(subscription) else _int(subscription.period_ends_at)
    if status == "past_due":
        return max(grace_ends_at(subscription) or 0, paid or 0)
    if status == "canceled" and _ended_as_planned(subscription):
        return paid
    return None


def grant_until(subscription: Subscription) -> int | None:
    """Return when the grant expires: a little after the access ends if a renewal is expected."""
    until = access_until(subscription)
    ends = _int(subscription.cancel_at)
    if until is None or subscription.status not in {"trialing", "active"} or (ends and ends <= until):
        return until
    return until + RENEWAL_SECONDS


def level(subscription: Subscription) -> int:
    """Return the level that is paid for: of the last paid period, or the one that a trial began with."""
    paid = paid_through(subscription)
    if subscription.status == "trialing" or paid is None:
        begun = _int(subscription.trial_level)
        return int(subscription.level) if begun is None else begun
    return max(_level_of(subscription, one) for one in _paid(subscription) if one["end"] == paid)


def _level_of(subscription: Subscription, invoice: dict[str, Any]) -> int:
    """Return the level that an invoice opens; one of nothing that ends by the end of a trial opens the trial's own.

    Stripe writes such invoices also for what a trial was changed to, whose first month may never be paid.
    """
    begun, ends = _int(subscription.trial_level), _int(subscription.trial_ends_at)
    is_of_trial = begun is not None and ends is not None and not invoice["payments"] and int(invoice["end"]) <= ends
    return int(begun if begun is not None and is_of_trial else invoice["level"])


def paid_through(subscription: Subscription) -> int | None:
    """Return the latest end of the periods whose payments are effective."""
    return max((int(one["end"]) for one in _paid(subscription)), default=None)


def grace_ends_at(subscription: Subscription) -> int | None:
    """Return when the grace period ends: GRACE_DAYS after the first failure since the subscription was active."""
    if subscription.status != "past_due":
        return None
    open_ones = [one["failed_at"] for one in subscription.invoices.values() if one["failed_at"] and not one["is_paid"]]
    failures = [at for at in open_ones if at >= subscription.active_at]
    first = min([*failures, int(subscription.past_due_at or subscription.status_at)])
    return int(first) + config.GRACE_DAYS * DAY


def _paid(subscription: Subscription) -> list[dict[str, Any]]:
    effective = subscription.effective_payments
    found = [one for one in subscription.invoices.values() if one["is_paid"]]
    return [one for one in found if all(effective.get(payment_id) for payment_id in one["payments"])]


def _is_settled(subscription: Subscription) -> bool:
    """Tell whether an invoice is paid by payments that are all known, whether they are effective or not.

    A paid invoice is recorded before its payments are settled: in between, nothing speaks against what Stripe says.
    """
    known = subscription.effective_payments
    paid = [one for one in subscription.invoices.values() if one["is_paid"]]
    return any(all(payment_id in known for payment_id in one["payments"]) for one in paid)


def _ended_as_planned(subscription: Subscription) -> bool:
    planned, ended = _int(subscription.cancel_at), _int(subscription.ended_at)
    return planned is not None and ended is not None and ended >= planned


def _int(value: Any) -> int | None:
    return None if value is None else int(value)
