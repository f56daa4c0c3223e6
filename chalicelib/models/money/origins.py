"""What a payment was for, and how others write along with it."""

from collections.abc import Callable
from dataclasses import dataclass, replace

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
