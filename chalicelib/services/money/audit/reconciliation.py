"""Compare Stripe's objects with our rows, and settle what was missed.

Webhooks can be lost for good, if the endpoint is down for more than three days or its secret is wrong. Stripe lists its
events for 30 days, and payments, refunds, disputes and balance transactions without a limit. Everything that is found
goes through settlement like any event, so that a second run has nothing to write.
"""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from chalicelib.gateways import payments
from chalicelib.models.base import now
from chalicelib.models.batches import fetch
from chalicelib.models.money.creators.sellers import Seller
from chalicelib.models.money.payments.facts import Facts
from chalicelib.models.money.payments.payments import Payment
from chalicelib.models.money.payments.stripe_events import StripeEvent
from chalicelib.models.money.payments.stripe_objects import dispute_facts, intent_facts, refund_facts
from chalicelib.services.money.creators import connected_accounts
from chalicelib.services.money.payments import events, snapshots, webhooks
from chalicelib.services.money.payments.actions import ACTIONS

log = logging.getLogger(__name__)

# Stripe lists events of at most 20 types in one call, and for 30 days.
TYPES_AT_ONCE = 20
DAY = 86400
EVENTS_KEPT = 30 * DAY
READ_AT_ONCE = 100
# How far back the scheduled run looks: longer than a weekend without anybody on call.
WATCHED = 4 * DAY
# Types of balance transactions that belong to a charge.
CHARGED = {"charge", "payment"}


class Unreconciled(Exception):
    """An object at Stripe could not be reconciled."""


@dataclass
class Report:
    """The result of a run: how many objects it read, what it updated, and what failed.

    `applied` are ids of events, `settled` of payments, `sellers` of accounts; `failures` are sentences.
    """

    looked_at: int = 0
    applied: list[str] = field(default_factory=list)
    settled: list[str] = field(default_factory=list)
    sellers: list[str] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        """Return the result in one sentence."""
        missed = f"{len(self.applied)} events, {len(self.settled)} payments and {len(self.sellers)} sellers were missed"
        return f"{self.looked_at} objects at Stripe; {missed}; {len(self.failures)} could not be reconciled"


def reconcile(since: int) -> Report:
    """Settle everything that Stripe has recorded since a moment and that we missed. May run twice, and at any time."""
    report = Report()
    for raw in _missed_events(max(since, now() - EVENTS_KEPT), report):
        with _recording_failure(report, raw["id"]):
            events.store_and_apply(raw)
            report.applied.append(raw["id"])
    for payment_id in dict.fromkeys(_missed_payments(since, report)):
        with _recording_failure(report, payment_id):
            before = Payment.read(payment_id).version
            if snapshots.refresh(payment_id).version != before:
                report.settled.append(payment_id)
    for account_id in _missed_sellers(report):
        with _recording_failure(report, account_id):
            connected_accounts.refresh(account_id)
            report.sellers.append(account_id)
    log.info("reconciled: %s", report)
    return report


def watch() -> None:
    """Reconcile the last four days if payments are configured; raise Unreconciled, for the alarm, on failures."""
    if not payments.takes_money():
        return
    report = reconcile(now() - WATCHED)
    for failure in report.failures:
        log.error("not reconciled: %s", failure)
    if report.failures:
        raise Unreconciled(f"{report}; `make reconcile` shows them")


@contextmanager
def _recording_failure(report: Report, what: str) -> Iterator[None]:
    """Record a failure and continue: the other objects must not wait for the one that fails."""
    try:
        yield
    except Exception as error:
        log.warning("%s could not be reconciled", what, exc_info=True)
        report.failures.append(f"{what}: {error!r}")


def _missed_events(since: int, report: Report) -> Iterator[dict[str, Any]]:
    """Yield the events that were never applied, oldest first, since later ones may depend on them."""
    listed: dict[str, dict[str, Any]] = {}
    types = sorted(ACTIONS)
    for start in range(0, len(types), TYPES_AT_ONCE):
        for raw in payments.lists.events(types[start : start + TYPES_AT_ONCE], since):
            listed[raw["id"]] = raw
    report.looked_at += len(listed)
    wanted = []
    for raw in listed.values():
        with _recording_failure(report, raw["id"]):
            if webhooks.concerns_us(payments.event_of(raw)):
                wanted.append(raw)
    wanted.sort(key=lambda raw: (raw["created"], raw["id"]))
    remaining = iter(wanted)
    while some := list(islice(remaining, READ_AT_ONCE)):
        held = fetch([(StripeEvent, raw["id"], None) for raw in some])
        applied = {row.id for row in held.values() if isinstance(row, StripeEvent) and row.is_applied}
        # Events of another API version are covered by the objects below.
        yield from (raw for raw in some if raw["id"] not in applied and payments.event_of(raw).is_current)


def _missed_payments(since: int, report: Report) -> Iterator[str]:
    """Yield the ids of our payments of which Stripe has facts that our row lacks."""
    for intent in payments.lists.payment_intents(since):
        report.looked_at += 1
        with _recording_failure(report, intent["id"]):
            facts = intent_facts(intent)
            # Payments of subscriptions have no metadata of ours: what Stripe took of them is learned once they are
            # known.
            is_named = bool(payments.row_in_metadata(intent["metadata"]))
            if facts.paid and _is_news(intent["id"], facts, must_be_ours=not is_named):
                yield intent["id"]
    for listed, facts_of in ((payments.lists.refunds, refund_facts), (payments.lists.disputes, dispute_facts)):
        for taken_back in listed(since):
            report.looked_at += 1
            with _recording_failure(report, taken_back["id"]):
                found = taken_back.get("payment_intent")
                if found and _is_news(found, facts_of(taken_back), must_be_ours=True):
                    yield found
    yield from _unknown_charges(since, report)


def _unknown_charges(since: int, report: Report) -> Iterator[str]:
    """Yield the ids of our payments that moved money at Stripe and have no row."""
    for moved in payments.lists.balance_transactions(since):
        report.looked_at += 1
        with _recording_failure(report, moved["id"]):
            source = moved.get("source")
            if moved["type"] not in CHARGED or not source or Payment.id_of_charge(source):
                continue
            charge = payments.find_charge(source)
            if charge.get("payment_intent") and payments.row_in_metadata(charge["metadata"]):
                yield charge["payment_intent"]


def _missed_sellers(report: Report) -> Iterator[str]:
    """Yield the sellers whose charges or payouts are enabled at Stripe differently than in our row."""
    for account in payments.lists.accounts(0):
        report.looked_at += 1
        with _recording_failure(report, account["id"]):
            owner = payments.row_in_metadata(account.get("metadata"))
            seller = Seller.of(owner[1]) if owner and owner[0] == "account" else None
            if seller is None or seller.stripe_account_id != account["id"]:
                continue
            at_stripe = (bool(account["charges_enabled"]), bool(account["payouts_enabled"]))
            if at_stripe != (seller.charges_enabled, seller.payouts_enabled):
                yield seller.account_id


def _is_news(payment_id: str, facts: Facts, *, must_be_ours: bool = False) -> bool:
    payment = Payment.read(payment_id)
    if must_be_ours and not payment.kind:
        return False
    return payment.facts.merge(facts) != payment.facts
