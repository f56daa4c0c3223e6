"""Rewards: what backers get for a pledge, in limited numbers that are never exceeded."""

from collections.abc import Iterable, Mapping
from typing import Any

from pynamodb.attributes import NumberAttribute, UnicodeAttribute
from pynamodb.transactions import TransactWrite

from chalicelib.models.base import BaseMeta, Model, assignments, new_id, table_name
from chalicelib.models.batches import fetch
from chalicelib.models.money.payments.origins import Write


class Reward(Model):
    """One reward of a campaign. `limit` is how many exist, or None; `taken` never exceeds it.

    `per_backer` is how many one pledge may hold. `delivers_at` is the estimated delivery.
    """

    class Meta(BaseMeta):
        table_name = table_name("rewards")

    campaign_id = UnicodeAttribute(hash_key=True)
    id = UnicodeAttribute(range_key=True, default=new_id)
    title = UnicodeAttribute()
    text = UnicodeAttribute(default="")
    amount = NumberAttribute()
    limit = NumberAttribute(null=True)
    taken = NumberAttribute(default=0)
    per_backer = NumberAttribute(default=1)
    delivers_at = NumberAttribute(null=True)
    position = NumberAttribute(default=0)

    @property
    def left(self) -> int | None:
        """Return how many are left, or None without a limit."""
        return None if self.limit is None else max(0, int(self.limit) - int(self.taken))

    @classmethod
    def of(cls, campaign_id: str) -> "list[Reward]":
        """Return a campaign's rewards by their position."""
        return sorted(cls.query(campaign_id), key=lambda reward: (reward.position, reward.id))

    @classmethod
    def find_all(cls, campaign_id: str, reward_ids: Iterable[str]) -> "dict[str, Reward]":
        """Return those rewards of a campaign that exist, by id."""
        found = fetch([(cls, campaign_id, reward_id) for reward_id in reward_ids])
        return {reward.id: reward for reward in found.values() if isinstance(reward, Reward)}

    def add(self, writes: TransactWrite) -> None:
        """Add a new reward to a transaction."""
        writes.save(self, condition=Reward.campaign_id.does_not_exist())

    def changed(self, values: Mapping[str, Any]) -> Write:
        """Return the write that changes it; fails if more were taken than a new limit allows."""
        allowed = Reward.campaign_id.exists()
        if values.get("limit") is not None:
            allowed &= Reward.taken <= values["limit"]

        def write(writes: TransactWrite) -> None:
            writes.update(Reward(self.campaign_id, self.id), assignments(Reward, values), condition=allowed)

        return write

    def remove(self, writes: TransactWrite) -> None:
        """Add the deletion of a reward to a transaction; fails if a backer has taken it."""
        writes.delete(Reward(self.campaign_id, self.id), condition=(Reward.taken == 0))

    def reserve(self, quantity: int) -> Write:
        """Return the write that reserves some; fails if fewer are left, or its amount or limit was changed."""
        there = Reward.campaign_id.exists() & (Reward.amount == self.amount)
        if self.left is None:
            free = there & Reward.limit.does_not_exist()
        else:
            free = there & (Reward.limit == self.limit) & (Reward.taken <= int(self.limit) - quantity)

        def write(writes: TransactWrite) -> None:
            writes.update(Reward(self.campaign_id, self.id), [Reward.taken.add(quantity)], condition=free)

        return write

    @classmethod
    def release(cls, campaign_id: str, reward_id: str, quantity: int) -> Write:
        """Return the write that releases some; the version of their pledge makes sure that it happens once."""
        held = cls.campaign_id.exists() & (cls.taken >= quantity)

        def write(writes: TransactWrite) -> None:
            writes.update(cls(campaign_id, reward_id), [cls.taken.add(-quantity)], condition=held)

        return write
