"""Tiers: what a creator's subscribers pay monthly or yearly, and the level that each opens."""

from collections.abc import Mapping
from typing import Any

from pynamodb.attributes import JSONAttribute, NumberAttribute, UnicodeAttribute
from pynamodb.expressions.condition import Condition
from pynamodb.expressions.update import Action
from pynamodb.indexes import GlobalSecondaryIndex, KeysOnlyProjection
from pynamodb.transactions import TransactWrite

from chalicelib.errors import NotFound
from chalicelib.models.base import BaseMeta, Model, assignments, is_key, new_id, now, table_name, transact_if
from chalicelib.models.money.selling.checkout_pages import tiers_offer
from chalicelib.models.money.selling.closings import Closing
from chalicelib.models.versions import as_read

ACTIVE, ARCHIVED = "active", "archived"
# Each active tier of a creator has a level of its own, so there are at most this many.
LEVELS = range(1, 11)


class IdIndex(GlobalSecondaryIndex["Tier"]):
    """The creator of a tier, by the tier's id."""

    class Meta:
        index_name = "ids"
        projection = KeysOnlyProjection()

    id = UnicodeAttribute(hash_key=True)


class Tier(Model):
    """One tier of a creator. A subscriber of a level sees posts of that level or a lower one.

    The level never changes: posts and grants carry it. `prices` are the ids of Stripe's Prices by interval ("month",
    "year"); existing subscribers keep theirs when a price changes. `version` grows with each change of what is sold,
    or for how much.
    """

    class Meta(BaseMeta):
        table_name = table_name("tiers")

    creator_id = UnicodeAttribute(hash_key=True)
    id = UnicodeAttribute(range_key=True, default=new_id)
    name = UnicodeAttribute()
    text = UnicodeAttribute(default="")
    level = NumberAttribute()
    currency = UnicodeAttribute()
    amount = NumberAttribute()
    yearly_amount = NumberAttribute(null=True)
    trial_days = NumberAttribute(default=0)
    product_id = UnicodeAttribute(default="")
    prices = JSONAttribute(default=dict)
    state = UnicodeAttribute(default=ACTIVE)
    version = NumberAttribute(default=0)
    created_at = NumberAttribute(default=now)
    ids = IdIndex()

    @classmethod
    def find(cls, tier_id: str) -> "Tier":
        """Return the tier with an id, of any creator, or raise NotFound."""
        for row in cls.ids.query(tier_id, limit=1) if is_key(tier_id) else ():
            found = cls.held(row.creator_id, tier_id)
            if found:
                return found
        raise NotFound

    @classmethod
    def of(cls, creator_id: str) -> "list[Tier]":
        """Return all tiers of a creator, including archived ones, the lowest level first."""
        return sorted(cls.query(creator_id, consistent_read=True), key=lambda tier: int(tier.level))

    @classmethod
    def held(cls, creator_id: str, tier_id: str) -> "Tier | None":
        """Return one tier, read consistently, or None."""
        try:
            return cls.get(creator_id, tier_id, consistent_read=True)
        except cls.DoesNotExist:
            return None

    @property
    def is_active(self) -> bool:
        """Tell whether new subscriptions are accepted."""
        return bool(self.state == ACTIVE)

    def amount_of(self, interval: str) -> int | None:
        """Return the amount of one period, or None if that interval is not offered."""
        asked = {"month": self.amount, "year": self.yearly_amount}.get(interval)
        return int(asked) if asked else None

    def create(self) -> bool:
        """Store the tier and take its level; False if another active tier of the creator has that level."""
        taken = TierLevel(self.creator_id, int(self.level), tier_id=self.id)

        def build(writes: TransactWrite) -> None:
            writes.save(taken, condition=TierLevel.creator_id.does_not_exist())
            writes.save(self, condition=Tier.creator_id.does_not_exist())

        return transact_if(build)

    def change(self, changes: Mapping[str, Any], *, is_new_offer: bool) -> bool:
        """Change fields of an active tier; False if it is archived, or offers something else than what was read.

        With a new offer goes the promise to close the pages of the one before. Words alone depend on no offer.
        """
        actions = assignments(Tier, changes) + ([Tier.version.add(1)] if is_new_offer else [])
        active: Condition = Tier.state == ACTIVE
        held = self._same() & active if is_new_offer else active

        def build(writes: TransactWrite) -> None:
            if is_new_offer:
                Closing(tiers_offer(self.creator_id)).promise(writes)
            writes.update(Tier(self.creator_id, self.id), actions, condition=held)

        return transact_if(build)

    def unchanged(self, writes: TransactWrite) -> None:
        """Add the condition to a transaction that the tier is offered as it was when it was read."""
        writes.condition_check(Tier, self.creator_id, self.id, condition=self._same() & (Tier.state == ACTIVE))

    def _same(self) -> Condition:
        # A tier of an earlier release has no version.
        return as_read(Tier.version, int(self.version))

    def archive(self) -> bool:
        """Archive the tier as it was read, release its level, promise to close its pages; False if it changed since."""
        taken = TierLevel(self.creator_id, int(self.level))

        def build(writes: TransactWrite) -> None:
            writes.delete(taken, condition=TierLevel.tier_id == self.id)
            Closing(tiers_offer(self.creator_id)).promise(writes)
            actions: list[Action] = [Tier.state.set(ARCHIVED), Tier.version.add(1)]
            writes.update(self, actions, condition=self._same() & (Tier.state == ACTIVE))

        return transact_if(build)


class TierLevel(Model):
    """The active tier of a creator that has a level."""

    class Meta(BaseMeta):
        table_name = table_name("tier_levels")

    creator_id = UnicodeAttribute(hash_key=True)
    level = NumberAttribute(range_key=True)
    tier_id = UnicodeAttribute(default="")
