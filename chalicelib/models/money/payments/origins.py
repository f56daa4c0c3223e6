"""What a payment was for, and how others write along with it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from pynamodb.transactions import TransactWrite

from chalicelib.models.base import transact

# A write that joins somebody else's transaction.
Write = Callable[[TransactWrite], None]


@dataclass(frozen=True)
class Origin:
    """What a payment was for, and Stripe's other objects of it; what is not known is empty."""

    kind: str = ""
    order_id: str = ""
    creator_id: str = ""
    payer_id: str = ""
    campaign_id: str = ""
    currency: str = ""
    charge_id: str = ""
    transfer_id: str = ""

    def known_with(self, other: "Origin") -> "Origin":
        """Return what both know; what this one knows stays."""
        return replace(other, **{name: value for name, value in vars(self).items() if value})


def write_all(*writes: Write) -> None:
    """Carry writes out together, or raise GuardFailed where a condition of one of them does not hold."""

    def build(transaction: TransactWrite) -> None:
        for write in writes:
            write(transaction)

    transact(build)


def id_of(found: Any) -> str:
    """Return the id of what Stripe gives as an id, as the object itself, or not at all."""
    return str(found["id"]) if isinstance(found, dict) else str(found or "")


def intent_origin(intent: Mapping[str, Any]) -> Origin:
    """Return a PaymentIntent's currency, and its charge and transfer where Stripe gives the charge as an object."""
    currency, charge = intent.get("currency") or "", intent.get("latest_charge")
    if not isinstance(charge, dict):
        return Origin(currency=currency)
    return Origin(currency=currency, charge_id=charge["id"], transfer_id=id_of(charge.get("transfer")))
