"""Operations: the one write at Stripe that a payment has under way."""

from dataclasses import asdict, dataclass, replace
from typing import Any

from chalicelib.models.base import new_id, now
from chalicelib.models.money.payments.facts import Facts

REFUND, REFUND_ALONE, REVERSE, TRANSFER = "refund", "refund_alone", "reverse", "transfer"


@dataclass(frozen=True)
class Operation:
    """A write at Stripe, decided from one version of a payment's row and stored over that version.

    Everything that the call sends is here, and `id` is its idempotency key: whoever carries the operation out makes the
    same call, and Stripe makes it once. `target` is the request of a refund, the transfer to reverse, or the account to
    transfer to. `at` is when it was decided.
    """

    id: str
    kind: str
    amount: int
    target: str
    at: int
    has_fee: bool = False

    @classmethod
    def decide(cls, kind: str, amount: int, target: str, *, has_fee: bool = False) -> "Operation":
        """Return an operation under an id that no other one has."""
        return cls(f"op_{new_id()}", kind, amount, target, now(), has_fee)

    def to_row(self) -> dict[str, Any]:
        """Return the operation as it is stored in JSON."""
        return asdict(self)

    @classmethod
    def of_row(cls, row: dict[str, Any] | None) -> "Operation | None":
        """Return the operation from stored JSON; None where nothing is under way."""
        return cls(**row) if row else None


@dataclass(frozen=True)
class Ending:
    """How an operation ended. It counts only while that operation is under way, so that it is written once.

    Without an id it counts only while nothing is under way. `void` is the request whose refund is never made, `owed`
    what a connected account could not pay, `then` the operation in its place; `is_forgiving` cancels the debt of a
    refund that failed.
    """

    operation_id: str = ""
    void: str = ""
    owed: int = 0
    is_forgiving: bool = False
    then: Operation | None = None

    def apply(self, facts: Facts) -> Facts:
        """Return the facts with what the ending means for them."""
        if self.void:
            facts = facts.merge(Facts(requests={self.void: [""]}))
        if self.is_forgiving:
            cancelled = min(-facts.outstanding, facts.debt - facts.forgiven)
            return replace(facts, forgiven=facts.forgiven + max(0, cancelled))
        return replace(facts, debt=facts.debt + max(0, min(self.owed, facts.outstanding)))
