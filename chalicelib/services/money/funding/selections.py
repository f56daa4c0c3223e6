"""Check a backer's selection: an amount, and rewards of the campaign."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from chalicelib.errors import Unprocessable
from chalicelib.models.money.funding.campaigns import Campaign
from chalicelib.models.money.funding.rewards import Reward
from chalicelib.services.money.funding import plans

# Each kind is one write of the transaction, which takes a hundred.
MOST_KINDS = 20
SOLD_OUT = "Validation failed: A reward is sold out, or fewer are left than that"


@dataclass(frozen=True)
class Selection:
    """The amount and the rewards that a backer selects; `rewards` are ids with quantities."""

    amount: int
    rewards: Sequence[tuple[str, int]] = field(default_factory=list)
    is_anonymous: bool = False


@dataclass(frozen=True)
class CheckedSelection:
    """A selection that passed the checks, with its rewards and their quantities."""

    selection: Selection
    rewards: list[tuple[Reward, int]]

    def check_stock(self, before: Sequence[dict[str, Any]]) -> None:
        """Raise Unprocessable if fewer are left than are selected beyond those that the pledge holds already."""
        had = {held["id"]: int(held["quantity"]) for held in before}
        for reward, wanted in self.rewards:
            if reward.left is not None and wanted - had.get(reward.id, 0) > reward.left:
                raise Unprocessable(SOLD_OUT)

    def held(self) -> list[dict[str, Any]]:
        """Return the rewards as a pledge stores them."""
        return [
            {"id": reward.id, "title": reward.title, "quantity": quantity, "amount": int(reward.amount)}
            for reward, quantity in self.rewards
        ]


def check(campaign: Campaign, selection: Selection) -> CheckedSelection:
    """Return a selection with its rewards, or raise Unprocessable.

    Whether enough rewards are left is decided when the pledge is written.
    """
    plans.check_amount("Amount", selection.amount, campaign.currency)
    reward_ids = [reward_id for reward_id, _ in selection.rewards]
    if len(reward_ids) > MOST_KINDS or len(set(reward_ids)) < len(reward_ids):
        raise Unprocessable(f"Validation failed: At most {MOST_KINDS} rewards, each once with its quantity")
    found = Reward.find_all(campaign.id, reward_ids)
    chosen = []
    for reward_id, quantity in selection.rewards:
        if reward_id not in found:
            raise Unprocessable("Validation failed: There is no such reward of this campaign")
        most = int(found[reward_id].per_backer)
        if not 1 <= quantity <= most:
            raise Unprocessable(f"Validation failed: Quantity must be from 1 to {most}")
        chosen.append((found[reward_id], quantity))
    if selection.amount < sum(int(reward.amount) * quantity for reward, quantity in chosen):
        raise Unprocessable("Validation failed: Amount must cover the rewards")
    return CheckedSelection(selection, chosen)
