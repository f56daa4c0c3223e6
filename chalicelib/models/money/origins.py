"""What a payment was for, and how others write along with it."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from pynamodb.transactions import TransactWrite

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
