"""Tell what a movement of the platform's balance at Stripe is of, and compare it with what is booked of its payment."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any

from chalicelib.gateways import payments
from chalicelib.models.money import currencies
from chalicelib.models.money.creators.sellers import Seller
from chalicelib.models.money.payments.costs import cost_of
from chalicelib.models.money.payments.facts import Facts
from chalicelib.models.money.payments.origins import id_of
from chalicelib.models.money.payments.payments import Payment
from chalicelib.models.money.payments.stripe_objects import charge_facts, dispute_facts, refund_facts
from chalicelib.services.money.payments.actions import payment_of_charge
from chalicelib.services.money.payments.settlement import KINDS

Obj = dict[str, Any]

# What the platform's balance moves by: sales of ours with all that follows from them, money between the balance and the
# operator's bank, and whatever else uses this Stripe account.
SALES, PAYOUT, TOP_UP, EXTERNAL = "sales", "payout", "topup", "external"
BANKS = {"payout": PAYOUT, "topup": TOP_UP}


@dataclass(frozen=True)
class Movement:
    """A balance transaction: what it is of, and how it differs from the books, empty if it does not."""

    id: str
    name: str
    currency: str
    net: int
    difference: str = ""
    destination: str = ""


@dataclass(frozen=True)
class Source:
    """What a movement's object says: the payment that it belongs to, facts of it, and whether it names us."""

    payment_id: str | None = None
    facts: Facts = field(default_factory=Facts)
    is_ours: bool = False
    destination: str = ""


def look(moved: Obj) -> Movement:
    """Return what a balance transaction is of, and how it differs from what is booked; its source is expanded."""
    source = moved.get("source")
    kind = str(source.get("object", "")) if isinstance(source, dict) else ""
    about: Obj = {"id": moved["id"], "currency": moved["currency"], "net": int(moved["net"])}
    if not isinstance(source, dict) or kind not in SOURCES:
        return Movement(name=BANKS.get(kind, EXTERNAL), **about)
    found = SOURCES[kind](source)
    payment = Payment.read(found.payment_id) if found.payment_id else Payment("")
    if not payment.kind and not found.is_ours:
        return Movement(name=EXTERNAL, **about)
    facts = found.facts.merge(Facts(costs=cost_of(moved)))
    said = _difference(payment, facts)
    return Movement(
        name=SALES,
        difference=f"{_told(moved)} of {found.payment_id}: {said}" if said else "",
        destination=found.destination,
        **about,
    )


def _told(moved: Obj) -> str:
    """Return a movement in words."""
    day = datetime.fromtimestamp(int(moved["created"]), UTC).date()
    amount, currency = int(moved["amount"]), moved["currency"]
    taken = f", of which Stripe took {currencies.text(int(moved['fee']), currency)}" if moved.get("fee") else ""
    return f"{moved['id']}, {moved['type']} of {currencies.text(amount, currency)} on {day}{taken},"


def _difference(payment: Payment, facts: Facts) -> str:
    """Return how the books differ from facts that Stripe has; they may know of more that followed."""
    if not payment.kind:
        return "Stripe has it, and it is not booked"
    booked = payment.booked
    with_it = booked.merge(facts)
    if with_it.books() != booked.books():
        return f"booked is {booked.books()}, and with it would be {with_it.books()}"
    if facts.paid and (facts.paid, facts.fee) != (booked.paid, booked.fee):
        at_stripe = f"at Stripe {facts.paid} with {facts.fee}"
        return f"booked is a payment of {booked.paid} with a fee of {booked.fee}, {at_stripe}"
    return ""


def _of_charge(charge: Obj) -> Source:
    metadata, destination = charge.get("metadata"), id_of(charge.get("destination"))
    owner = payments.row_in_metadata(metadata)
    # A subscription's payment has no metadata of ours; that a creator of ours is paid by it tells that it is one.
    pays_seller = not payments.is_foreign(metadata) and destination and Seller.of_stripe_account(destination)
    is_ours = owner[0] in KINDS if owner else bool(pays_seller)
    # What was refunded of it has movements of its own.
    facts = replace(charge_facts(charge), charge_refunded=0)
    return Source(charge.get("payment_intent"), facts, is_ours, destination)


def _of_refund(refund: Obj) -> Source:
    return Source(refund.get("payment_intent"), refund_facts(refund))


def _of_dispute(dispute: Obj) -> Source:
    return Source(dispute.get("payment_intent"), dispute_facts(dispute))


def _of_transfer(transfer: Obj) -> Source:
    again = payments.retransferred_payment(transfer)
    if again:
        facts = Facts(returned={transfer["id"]: int(transfer["amount"])})
        return Source(again, facts, destination=id_of(transfer.get("destination")))
    facts = Facts(reversed=int(transfer["amount_reversed"]))
    payment_id = payment_of_charge(id_of(transfer.get("source_transaction")))
    return Source(payment_id, facts, destination=id_of(transfer.get("destination")))


def _of_reversal(reversal: Obj) -> Source:
    return _of_transfer(payments.find_transfer(id_of(reversal["transfer"])))


def _of_fee(fee: Obj) -> Source:
    charge_id = id_of(fee.get("originating_transaction") or fee.get("charge"))
    facts = Facts(fee=int(fee["amount"]), fee_refunded=int(fee["amount_refunded"]))
    return Source(payment_of_charge(charge_id), facts)


def _of_fee_refund(refund: Obj) -> Source:
    return _of_fee(payments.find_fee(id_of(refund["fee"])))


# How the object behind a movement is read, by its kind: https://docs.stripe.com/api/balance_transactions/object
SOURCES: dict[str, Callable[[Obj], Source]] = {
    "charge": _of_charge,
    "refund": _of_refund,
    "dispute": _of_dispute,
    "transfer": _of_transfer,
    "transfer_reversal": _of_reversal,
    "application_fee": _of_fee,
    "fee_refund": _of_fee_refund,
}
