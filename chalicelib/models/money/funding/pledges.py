"""Pledges: what backers promise to campaigns, until it is charged, refunded or released."""

import secrets
from collections.abc import Iterable
from typing import Any

from pynamodb.attributes import BooleanAttribute, JSONAttribute, NumberAttribute, UnicodeAttribute
from pynamodb.indexes import GlobalSecondaryIndex, KeysOnlyProjection
from pynamodb.transactions import TransactWrite

from chalicelib.models.base import BaseMeta, Model, assignments, guarded, new_id, now, table_name
from chalicelib.models.batches import fetch
from chalicelib.models.money.funding.backings import Backing
from chalicelib.models.money.funding.rewards import Reward
from chalicelib.models.money.payments.origins import Write
from chalicelib.models.paging import HIGHEST, Page, Turned, key, turn

PENDING, HELD, CHARGING, AUTHORIZED = "pending", "held", "charging", "authorized"
ACTION_REQUIRED, ERRORED, COLLECTED = "action_required", "errored", "collected"
DROPPED, CANCELLED, EXPIRED = "dropped", "cancelled", "expired"
REFUNDED, DISPUTED = "refunded", "disputed"
# Counted in the campaign's `pledged`: with a saved card, and not charged yet; in its `authorized`: what banks hold.
PLEDGED = (HELD, CHARGING, AUTHORIZED, ACTION_REQUIRED, ERRORED)
# Counted in the campaign's `backers_count`.
BACKING = (*PLEDGED, COLLECTED)
# Ended: its rewards are released and its backer may pledge again. A payment for it is refunded.
ENDED = (DROPPED, CANCELLED, EXPIRED)


class CampaignIndex(GlobalSecondaryIndex["Pledge"]):
    """A campaign's pledges by id."""

    class Meta:
        index_name = "campaigns"
        projection = KeysOnlyProjection()

    campaign_id = UnicodeAttribute(hash_key=True)
    id = UnicodeAttribute(range_key=True)


class BackerIndex(GlobalSecondaryIndex["Pledge"]):
    """An account's pledges by id."""

    class Meta:
        index_name = "backers"
        projection = KeysOnlyProjection()

    backer_id = UnicodeAttribute(hash_key=True)
    id = UnicodeAttribute(range_key=True)


class DueIndex(GlobalSecondaryIndex["Pledge"]):
    """Pledges with a step that is due, the longest due first."""

    class Meta:
        index_name = "due"
        projection = KeysOnlyProjection()

    due = UnicodeAttribute(hash_key=True)
    next_at = NumberAttribute(range_key=True)


class Pledge(Model):
    """One pledge of one backer. `rewards` are objects of id, title, quantity and amount (of one).

    Every change is written over the version that was read, by `to`, so that of two simultaneous changes one wins.
    `next_at` is when its next step is due, `waits_since` when it first waited for a creator who could not be paid, and
    `failing_since` when the first of the tries failed that nothing has come between.
    `secret` is part of the links in its mails. `ended_at` is set once its rewards and its place are released: from then
    on it is in one of ENDED, and can only become `refunded`.
    """

    class Meta(BaseMeta):
        table_name = table_name("pledges")

    id = UnicodeAttribute(hash_key=True, default=new_id)
    campaign_id = UnicodeAttribute()
    backer_id = UnicodeAttribute()
    creator_id = UnicodeAttribute()
    amount = NumberAttribute()
    fee = NumberAttribute(default=0)
    currency = UnicodeAttribute()
    rewards = JSONAttribute(default=list)
    is_anonymous = BooleanAttribute(default=False)
    is_late = BooleanAttribute(default=False)
    state = UnicodeAttribute(default=PENDING)
    version = NumberAttribute(default=0)
    customer_id = UnicodeAttribute(null=True)
    payment_method_id = UnicodeAttribute(null=True)
    setup_intent_id = UnicodeAttribute(null=True)
    session_id = UnicodeAttribute(null=True)
    payment_id = UnicodeAttribute(null=True)
    attempts = NumberAttribute(default=0)
    due = UnicodeAttribute(null=True)
    next_at = NumberAttribute(null=True)
    grace_ends_at = NumberAttribute(null=True)
    waits_since = NumberAttribute(null=True)
    failing_since = NumberAttribute(null=True)
    mailed_at = NumberAttribute(null=True)
    created_at = NumberAttribute(default=now)
    ended_at = NumberAttribute(null=True)
    secret = UnicodeAttribute(null=True, default_for_new=lambda: secrets.token_urlsafe(16))
    campaigns = CampaignIndex()
    backers = BackerIndex()
    due_index = DueIndex()

    def begin(self, writes: TransactWrite) -> None:
        """Add a new pledge to a transaction by two puts; fails if its backer has another one."""
        self.due = "due" if self.next_at else None
        place = Backing(f"{self.campaign_id}#{self.backer_id}", pledge_id=self.id)
        writes.save(self, condition=Pledge.id.does_not_exist())
        writes.save(place, condition=Backing.key.does_not_exist())

    def to(self, state: str, **values: Any) -> Write:
        """Return the write of a state and values over the version that was read; a value of None is removed.

        A `next_at` makes the pledge due at that time; None makes it not due. Its tries are failing only as long as
        each write says so.
        """
        values.setdefault("failing_since", None)
        if "next_at" in values:
            values["due"] = "due" if values["next_at"] is not None else None
        actions = assignments(Pledge, values | {"state": state, "version": int(self.version) + 1})

        def write(writes: TransactWrite) -> None:
            writes.update(Pledge(self.id), actions, condition=Pledge.version == self.version)

        return write

    @property
    def failing(self) -> dict[str, int]:
        """Return the value by which a write says that one more try has failed."""
        return {"failing_since": int(self.failing_since or now())}

    def unchanged(self, writes: TransactWrite) -> None:
        """Add the condition to a transaction that the pledge is unchanged since it was read."""
        writes.condition_check(Pledge, self.id, condition=Pledge.version == self.version)

    def end(self, state: str, **values: Any) -> list[Write]:
        """Return the writes that end it, in one of ENDED: its rewards are released, and its backer may pledge again."""
        values.setdefault("next_at", None)
        released = [Reward.release(self.campaign_id, held["id"], int(held["quantity"])) for held in self.rewards]
        return [self.to(state, ended_at=now(), **values), self._leave, *released]

    def _leave(self, writes: TransactWrite) -> None:
        place = Backing(f"{self.campaign_id}#{self.backer_id}")
        writes.delete(place, condition=Backing.key.does_not_exist() | (Backing.pledge_id == self.id))

    def keep_session(self, session_id: str, customer_id: str | None = None) -> bool:
        """Store the id of its Checkout Session; False if the pledge is not pending any more."""
        actions = assignments(Pledge, {"session_id": session_id, "customer_id": customer_id})
        return guarded(lambda: Pledge(self.id).update(actions, condition=Pledge.state == PENDING))

    @classmethod
    def find_all(cls, pledge_ids: Iterable[str]) -> "list[Pledge]":
        """Return the pledges that exist, in the order of the ids."""
        wanted = list(pledge_ids)
        found = fetch([(cls, pledge_id, None) for pledge_id in wanted])
        rows = [found.get((cls, pledge_id, None)) for pledge_id in wanted]
        return [row for row in rows if isinstance(row, Pledge)]

    @classmethod
    def ids_to(cls, campaign_id: str, page: Page) -> Turned[str]:
        """Return a page of ids of a campaign's pledges, newest first."""
        return _turn_ids(cls.campaigns, CampaignIndex.id, campaign_id, page)

    @classmethod
    def ids_by(cls, backer_id: str, page: Page) -> Turned[str]:
        """Return a page of ids of an account's pledges, newest first."""
        return _turn_ids(cls.backers, BackerIndex.id, backer_id, page)

    @classmethod
    def ids_after(cls, campaign_id: str, after: str, limit: int) -> list[str]:
        """Return ids of a campaign's pledges after one, oldest first: a job pages through all of them by this."""
        between = CampaignIndex.id.between(key(int(after or 0) + 1), HIGHEST)
        rows = cls.campaigns.query(campaign_id, between, scan_index_forward=True, limit=limit)
        return [row.id for row in rows]

    @classmethod
    def due_ids(cls, before: int, limit: int) -> list[str]:
        """Return the ids of pledges that are due since before a moment, the longest due first."""
        return [row.id for row in cls.due_index.query("due", DueIndex.next_at <= before, limit=limit)]


def _turn_ids(index: Any, id_key: Any, name: str, page: Page) -> Turned[str]:
    def read(low: str, high: str, rising: bool, limit: int) -> Iterable[str]:
        rows = index.query(name, id_key.between(low, high), scan_index_forward=rising, limit=limit)
        return (row.id for row in rows)

    return turn(read, lambda pledge_id: pledge_id, page)
