"""The origin of a payment, and writes that share a transaction."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from pynamodb.transactions import TransactWrite

from chalicelib.models.base import transact

# A write that is added to a transaction.
Write = Callable[[TransactWrite], None]


@dataclass(frozen=True)
class Origin:
    """The order of a payment, its parties, and its charge and transfer at Stripe; unknown fields are empty."""

    kind: str = ""
    order_id: str = ""
    creator_id: str = ""
    payer_id: str = ""
    campaign_id: str = ""
    currency: str = ""
    charge_id: str = ""
    transfer_id: str = ""

    def known_with(self, other: "Origin") -> "Origin":
        """Return this origin, with its empty fields filled from another one."""
        return replace(other, **{name: value for name, value in vars(self).items() if value})


def write_all(*writes: Write) -> None:
    """Run writes in one transaction, or raise GuardFailed if a condition of one of them does not hold."""
    transact(together(*writes))


def together(*writes: Write) -> Write:
    """Return one write that adds several."""

    def build(transaction: TransactWrite) -> None:
        for write in writes:
            write(transaction)

    return build


def id_of(found: Any) -> str:
    """Return the id of a field that is an id, an expanded object, or empty."""
    return str(found["id"]) if isinstance(found, dict) else str(found or "")


def intent_origin(intent: Mapping[str, Any]) -> Origin:
    """Return a PaymentIntent's currency, and its charge and transfer if the charge is expanded."""
    currency, charge = intent.get("currency") or "", intent.get("latest_charge")
    if not isinstance(charge, dict):
        return Origin(currency=currency)
    return Origin(currency=currency, charge_id=charge["id"], transfer_id=id_of(charge.get("transfer")))
