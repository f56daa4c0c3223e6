"""Apply Stripe's events of subscriptions and their invoices.

An event of a subscription only triggers a read at Stripe (sync.py). A paid invoice records its period on our row, and
the settlement of its payments makes the period count.
"""

import logging
from collections.abc import Callable
from typing import Any

from chalicelib.errors import NotFound
from chalicelib.gateways import payments
from chalicelib.gateways.payments import Event
from chalicelib.models.money.payments.facts import Facts
from chalicelib.models.money.payments.origins import Origin, intent_origin
from chalicelib.models.money.payments.payments import Payment
from chalicelib.models.money.payments.stripe_events import StripeEvent
from chalicelib.models.money.payments.stripe_objects import intent_facts
from chalicelib.models.money.selling.subscriptions import Subscription
from chalicelib.services.money.payments.settlement import Observation, settle
from chalicelib.services.money.selling import entitlements, sync
from chalicelib.services.talk import mails

log = logging.getLogger(__name__)

KIND = "subscription"


def subscription(event: Event) -> None:
    """Update our row of a subscription from Stripe."""
    found = event.object
    row_id = _row_id(found.get("metadata"), found["id"])
    if row_id is None:
        StripeEvent.apply_nothing(event.id)
        return
    sync.change(row_id, lambda row: sync.fetch(row, found["id"], found, event.created), event.id)


def trial_ends(event: Event) -> None:
    """Tell a subscriber by mail that a trial ends soon and what is charged then, and update our row."""
    found = event.object
    row_id = _row_id(found.get("metadata"), found["id"])
    goes_on = found["status"] == "trialing" and not found.get("cancel_at") and not found.get("cancel_at_period_end")
    if row_id and goes_on and found.get("trial_end"):
        mail = entitlements.trial_mail(Subscription.find(row_id), int(found["trial_end"]))
        mail.post()
        mails.announce(mail.id)
    subscription(event)


def session(event: Event, subscription_id: str) -> None:
    """Link our row with the subscription that Checkout created; a session without a subscription is ignored."""
    stripe_id = event.object.get("subscription")
    if not stripe_id:
        StripeEvent.apply_nothing(event.id)
        return
    sync.change(subscription_id, lambda row: sync.fetch(row, stripe_id, None, event.created), event.id)


def invoice_paid(event: Event) -> None:
    """Extend a subscription by a paid invoice, and settle the invoice's payments."""
    row_id = _row_id_of_invoice(event.object)
    if row_id is None:
        StripeEvent.apply_nothing(event.id)
        return
    _apply_paid_invoice(event, row_id, event.object)


def invoice_payment_paid(event: Event) -> None:
    """Settle an invoice's payment that the event of the invoice itself did not name."""
    payment_id = (event.object.get("payment") or {}).get("payment_intent")
    if not payment_id or Payment.read(payment_id).kind:
        StripeEvent.apply_nothing(event.id)
        return
    try:
        invoice = payments.find_invoice(event.object["invoice"])
    except NotFound:
        log.warning("Stripe does not know the invoice %s", event.object["invoice"])
        invoice = {}
    row_id = _row_id_of_invoice(invoice)
    if row_id is None or invoice.get("status") != "paid":
        StripeEvent.apply_nothing(event.id)
        return
    _apply_paid_invoice(event, row_id, invoice)


def invoice_failed(event: Event) -> None:
    """Record when a payment first failed, which starts the grace period, and update our row."""
    invoice = event.object
    row_id = _row_id_of_invoice(invoice)
    if row_id is None:
        StripeEvent.apply_nothing(event.id)
        return

    def amend(row: Subscription) -> None:
        held = _known_invoice(row, invoice)
        _record_invoice(row, invoice["id"], failed_at=min(held["failed_at"] or event.created, event.created))
        sync.fetch(row, _stripe_id(invoice), None, event.created)

    sync.change(row_id, amend, event.id)


def _apply_paid_invoice(event: Event, row_id: str, invoice: dict[str, Any]) -> None:
    paid = _payments_of(invoice)

    def amend(row: Subscription) -> None:
        ends = [int(line["period"]["end"]) for line in _lines(invoice)]
        end, charged = max([_known_invoice(row, invoice)["end"], *ends]), _charged(row, invoice)
        _record_invoice(row, invoice["id"], end=end, **charged, is_paid=True, payments=sorted(paid))
        if not row.stripe_id and _stripe_id(invoice):
            sync.fetch(row, _stripe_id(invoice), None, event.created)

    sync.change(row_id, amend, "" if paid else event.id)
    for number, (payment_id, observed) in enumerate(sorted(paid.items()), 1):
        origin = Origin(kind=KIND, order_id=row_id, currency=invoice["currency"]).known_with(observed.origin)
        # The event is marked as applied with its last payment: until then, another run has work left.
        settle(payment_id, Observation(observed.facts, origin, event_id=event.id if number == len(paid) else ""))


def _payments_of(invoice: dict[str, Any]) -> dict[str, Observation]:
    """Return an observation of each PaymentIntent that paid an invoice; none if nothing was due."""
    amount = int(invoice.get("amount_paid") or 0)
    if not amount:
        return {}
    listed = (invoice.get("payments") or {}).get("data") or []
    ids = [one["payment"]["payment_intent"] for one in listed if one["payment"].get("payment_intent")]
    ids = ids or payments.payment_intents_of_invoice(invoice["id"])
    found = {one: _observe(one, amount if len(ids) == 1 else 0) for one in ids}
    return {one: observed for one, observed in found.items() if observed.facts.paid}


def _observe(payment_id: str, amount: int) -> Observation:
    """Return an observation of a PaymentIntent; of only `amount` where Stripe does not know the intent."""
    try:
        intent = payments.find_intent(payment_id)
    except NotFound:
        return Observation(Facts(paid=amount))
    return Observation(intent_facts(intent), intent_origin(intent))


def _known_invoice(row: Subscription, invoice: dict[str, Any]) -> dict[str, Any]:
    empty = {"end": 0, "level": int(row.level), "tier": row.tier_id, "payments": [], "is_paid": False, "failed_at": 0}
    return {**empty, **row.invoices.get(invoice["id"], {})}


def _record_invoice(row: Subscription, invoice_id: str, **known: Any) -> None:
    row.invoices = {**row.invoices, invoice_id: {**_known_invoice(row, {"id": invoice_id}), **known}}


def _charged(row: Subscription, invoice: dict[str, Any]) -> dict[str, Any]:
    """Return the tier that an invoice charges for, the highest of several; credits of another price are ignored."""
    products = {_product(line) for line in _lines(invoice) if line.get("amount", 0) >= 0}
    found = [sync.tier_of_product(row.creator_id, product) for product in products if product]
    highest = max((tier for tier in found if tier), key=lambda tier: int(tier.level), default=None)
    return {"level": int(highest.level), "tier": highest.id} if highest else {"level": int(row.level)}


def _product(line: dict[str, Any]) -> str | None:
    details = (line.get("pricing") or {}).get("price_details") or {}
    product = details.get("product")
    return str(product) if product else None


def _lines(invoice: dict[str, Any]) -> list[dict[str, Any]]:
    return list((invoice.get("lines") or {}).get("data") or [])


def _details(invoice: dict[str, Any]) -> dict[str, Any]:
    return (invoice.get("parent") or {}).get("subscription_details") or {}


def _stripe_id(invoice: dict[str, Any]) -> str:
    return str(_details(invoice).get("subscription") or "")


def _row_id_of_invoice(invoice: dict[str, Any]) -> str | None:
    return _row_id(_details(invoice).get("metadata"), _stripe_id(invoice))


def _row_id(metadata: Any, stripe_id: str) -> str | None:
    """Return the id of our row, by our metadata or by the subscription's id at Stripe."""
    owner = payments.row_in_metadata(metadata)
    if owner:
        return owner[1] if owner[0] == KIND else None
    return Subscription.id_of_stripe(stripe_id) if stripe_id else None


ACTIONS: dict[str, Callable[[Event], None]] = {
    "customer.subscription.created": subscription,
    "customer.subscription.deleted": subscription,
    "customer.subscription.paused": subscription,
    "customer.subscription.resumed": subscription,
    "customer.subscription.trial_will_end": trial_ends,
    "customer.subscription.updated": subscription,
    "invoice.paid": invoice_paid,
    "invoice.payment_failed": invoice_failed,
    "invoice_payment.paid": invoice_payment_paid,
}
