"""Facts of a payment: they are only ever merged, so that the order in which they arrive does not matter.

`merge` is commutative, associative and idempotent (the join of a semilattice): a fact that arrives twice, late or out
of order gives the same result. What is paid, refunded and disputed is derived from the facts; nothing is counted.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from typing import Any

from chalicelib.models.money.payments.costs import stored_costs, sums_of

# Ranks of a refund's statuses: a later status has a higher rank. A failed refund returned nothing.
REFUND_RANKS = {"pending": 1, "requires_action": 1, "succeeded": 2, "failed": 3, "canceled": 3}
FAILED_RANK = 3
# Source: https://docs.stripe.com/api/disputes/object#dispute_object-status; warnings withdraw no funds.
DISPUTE_RANKS = {
    "warning_needs_response": 1,
    "warning_under_review": 2,
    "warning_closed": 3,
    "needs_response": 4,
    "under_review": 5,
    "prevented": 6,
    "lost": 7,
    "won": 8,
}
TAKING = {"needs_response", "under_review", "lost"}

Ranked = dict[str, list[Any]]


@dataclass(frozen=True)
class Facts:
    """Facts of one PaymentIntent, in minor units of its currency.

    `refunds` are [amount, rank] by the refund's id, `disputes` are [amount, rank, status] by the dispute's id, `costs`
    are Stripe's own fees as [amount, currency] by the id of the balance transaction, `requests` are [refund's id] by
    the id of our own request, and `returned` are amounts transferred to the creator again, by the transfer's id.
    `charge_refunded`, `reversed` and `fee_refunded` are cumulative at Stripe; `debt` is what could not be reversed,
    `forgiven` the part of it whose refund failed later. `currency` is the payment's, which its row stores.
    """

    paid: int = 0
    fee: int = 0
    charge_refunded: int = 0
    reversed: int = 0
    fee_refunded: int = 0
    debt: int = 0
    forgiven: int = 0
    refunds: Ranked = field(default_factory=dict)
    disputes: Ranked = field(default_factory=dict)
    costs: Ranked = field(default_factory=dict)
    requests: Ranked = field(default_factory=dict)
    returned: dict[str, int] = field(default_factory=dict)
    currency: str = ""

    def merge(self, other: "Facts") -> "Facts":
        """Return the facts of both, merged."""
        joined: dict[str, Any] = {}
        for name in (one.name for one in fields(self)):
            mine, theirs = getattr(self, name), getattr(other, name)
            joined[name] = _join(mine, theirs) if isinstance(mine, dict) else max(mine, theirs)
        return Facts(**joined)

    @property
    def refunded(self) -> int:
        """Return what was refunded to the payer, including pending refunds.

        A charge has only a sum; the refunds known by id may amount to less, or some may have failed since.
        """
        effective = sum(amount for amount, rank in self.refunds.values() if rank < FAILED_RANK)
        failed = sum(amount for amount, rank in self.refunds.values() if rank >= FAILED_RANK)
        return min(self.paid, max(effective, self.charge_refunded - failed)) if self.paid else 0

    @property
    def disputed(self) -> int:
        """Return what open and lost disputes withhold; a refunded amount cannot be withheld again."""
        taken = sum(amount for amount, _, status in self.disputes.values() if status in TAKING)
        return min(self.paid - self.refunded, int(taken))

    @property
    def is_disputed(self) -> bool:
        """Tell whether a dispute is open or lost."""
        return any(status in TAKING for _, _, status in self.disputes.values())

    @property
    def counted(self) -> int:
        """Return what is left of the payment: paid less refunded and disputed."""
        return self.paid - self.refunded - self.disputed

    @property
    def is_effective(self) -> bool:
        """Tell whether it opens what it paid for: paid, not wholly refunded, and not in an open or lost dispute."""
        return self.paid > 0 and self.refunded < self.paid and not self.is_disputed

    @property
    def outstanding(self) -> int:
        """Return what is still to be reversed of the creator's transfers; below 0, what is to be transferred again.

        Only lost disputes are reversed, not open ones.
        """
        lost = sum(amount for amount, _, status in self.disputes.values() if status == "lost")
        return self.refunded + min(self.paid - self.refunded, int(lost)) - self._reversed_net

    @property
    def _reversed_net(self) -> int:
        return self.reversed + self.debt - self.forgiven - sum(self.returned.values())

    def balances(self) -> dict[str, int]:
        """Return the balance that each ledger account has through this payment, in its currency; they sum to 0.

        `payers` is the outside world: money from there is negative. `creator` is what the connected account got, `owed`
        what could not be reversed, `platform` our fee less what Stripe takes, `stripe` what it takes. `clearing` holds
        what was refunded to the payer and not yet reversed at the creator, and is 0 when everything is settled.
        """
        if not self.paid:
            return {}
        cost = sums_of(self.costs, self.currency).get(self.currency, 0)
        held = {
            "payers": -self.counted,
            "creator": self.paid - self.fee + self.fee_refunded - self.reversed + sum(self.returned.values()),
            "owed": self.forgiven - self.debt,
            "platform": self.fee - self.fee_refunded - cost,
            "stripe": cost,
            "clearing": self._reversed_net - self.refunded - self.disputed,
        }
        return {account: amount for account, amount in held.items() if amount}

    def books(self) -> dict[str, dict[str, int]]:
        """Return the balances by currency: those of the payment, and of fees that Stripe took in another."""
        if not self.paid:
            return {}
        costs, own = sums_of(self.costs, self.currency).items(), self.balances()
        others = {name: {"platform": -cost, "stripe": cost} for name, cost in costs if name != self.currency}
        return {self.currency: own, **others} if own else others

    def parts(self) -> dict[str, int]:
        """Return the parts of the creator's net, which is the gross less the fee, refunds and disputes.

        The net equals `creator`, `owed` and `clearing` of the balances together.
        """
        if not self.paid:
            return {}
        fee = self.fee - self.fee_refunded
        held = {"gross": self.paid, "fee": fee, "refund": self.refunded, "dispute": self.disputed}
        return {name: amount for name, amount in held.items() if amount}

    def to_row(self) -> dict[str, Any]:
        """Return the facts as they are stored in JSON, without empty ones."""
        return {name: value for name, value in asdict(self).items() if value and name != "currency"}

    @classmethod
    def of_row(cls, row: Mapping[str, Any], currency: str = "") -> "Facts":
        """Return the facts from stored JSON and the currency beside it."""
        return cls(**{**row, "costs": stored_costs(row.get("costs", {}))}, currency=currency)


def _join(mine: dict[str, Any], theirs: dict[str, Any]) -> dict[str, Any]:
    joined = dict(mine)
    for name, value in theirs.items():
        held = joined.get(name)
        joined[name] = value if held is None or _rank(value) > _rank(held) else held
    return joined


def _rank(value: Any) -> Any:
    """Return the sort key of a fact: its rank if any, then its content, so that the order of arrival is irrelevant."""
    if not isinstance(value, list):
        return value
    return (value[1], [str(part) for part in value]) if len(value) > 1 else (0, value)
