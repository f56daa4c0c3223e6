"""Campaigns: what creators raise money for until a deadline."""

from collections.abc import Iterable
from typing import Any, TypedDict, Unpack

from pynamodb.attributes import BooleanAttribute, JSONAttribute, NumberAttribute, UnicodeAttribute
from pynamodb.expressions.condition import Condition
from pynamodb.expressions.update import Action
from pynamodb.transactions import TransactWrite

from chalicelib.models.base import BaseMeta, Model, assignments, guarded, new_id, now, table_name
from chalicelib.models.batches import fetch
from chalicelib.models.money.funding.campaign_indexes import CreatorIndex, DueIndex
from chalicelib.models.money.payments.origins import Write
from chalicelib.models.paging import Page, Turned, turn

ALL_OR_NOTHING, KEEP = "all_or_nothing", "keep"
DRAFT, LIVE, COLLECTING = "draft", "live", "collecting"
FUNDED, FAILED, CANCELLED = "funded", "failed", "cancelled"
# It ended below its goal, and its creator keeps what was collected.
PARTLY_COLLECTED = "partly_collected"


class Totals(TypedDict, total=False):
    """By how much a campaign's totals move."""

    pledged: int
    authorized: int
    raised: int
    backers: int


class Campaign(Model):
    """One campaign. `goal`, `pledged` and `raised` are minor units of its currency.

    `pledged` is the sum of the pledges that are not charged yet (pledges.PLEDGED), `raised` the sum of its payments'
    `counted`; `reached` is both together, in every state and of either kind. `authorized` is the part of `pledged` that
    banks hold for it, and `secured_at` when it was decided to capture that. `backers_count` is the number of pledges in
    pledges.BACKING. `version` counts changes of all attributes but these totals. `due_at` is the deadline while it is
    live, and the time of the next step in later states. `ended_with` is what it had reached when it ended: its totals
    fall as pledges are released. `timezone` is the one in which its creator means and people read its dates.
    """

    class Meta(BaseMeta):
        table_name = table_name("campaigns")

    id = UnicodeAttribute(hash_key=True, default=new_id)
    creator_id = UnicodeAttribute()
    post_id = UnicodeAttribute(null=True)
    title = UnicodeAttribute()
    story = UnicodeAttribute(default="")
    currency = UnicodeAttribute()
    goal = NumberAttribute()
    deadline = NumberAttribute(null=True)
    timezone = UnicodeAttribute(default="UTC")
    kind = UnicodeAttribute(default=ALL_OR_NOTHING)
    state = UnicodeAttribute(default=DRAFT)
    pledged = NumberAttribute(default=0)
    authorized = NumberAttribute(default=0)
    raised = NumberAttribute(default=0)
    backers_count = NumberAttribute(default=0)
    late_pledges = BooleanAttribute(default=False)
    stretch_goals = JSONAttribute(default=list)
    media_ids = JSONAttribute(default=list)
    version = NumberAttribute(default=0)
    created_at = NumberAttribute(default=now)
    launched_at = NumberAttribute(null=True)
    ended_at = NumberAttribute(null=True)
    secured_at = NumberAttribute(null=True)
    settled_at = NumberAttribute(null=True)
    ended_with = NumberAttribute(null=True)
    due = UnicodeAttribute(null=True)
    due_at = NumberAttribute(null=True)
    creators = CreatorIndex()
    due_index = DueIndex()

    @property
    def reached(self) -> int:
        """Return what was pledged and paid so far."""
        return int(self.pledged) + int(self.raised)

    @property
    def undecided(self) -> int:
        """Return what was pledged on cards for which a bank holds nothing yet."""
        return int(self.pledged) - int(self.authorized)

    @property
    def is_public(self) -> bool:
        """Tell whether others than its creator may know of it: a draft, launched or not any more, is the creator's."""
        return bool(self.launched_at) or self.state not in (DRAFT, CANCELLED)

    @property
    def is_open(self) -> bool:
        """Tell whether pledges may be made, changed and cancelled: it is live, and before its deadline."""
        return self.state == LIVE and int(self.deadline or 0) > now()

    @property
    def is_open_late(self) -> bool:
        """Tell whether a late pledge that is paid counts, after it was funded."""
        return self.state == FUNDED and bool(self.late_pledges)

    @property
    def takes_pledges(self) -> bool:
        """Tell whether a pledge may begin: while it is open, and later while its goal is covered by what it collected.

        What was refunded or is disputed since it was funded is not collected any more.
        """
        return self.is_open or (self.is_open_late and int(self.raised) >= int(self.goal))

    def create(self) -> None:
        """Store a new campaign."""
        self.save(condition=Campaign.id.does_not_exist())

    def changed(self, only_if: Condition | None = None, **values: Any) -> Write:
        """Return the write of attributes over the version that was read; never of the totals.

        A `due_at` makes the campaign due at that time; None makes it not due.
        """
        if "due_at" in values:
            values["due"] = "due" if values["due_at"] is not None else None
        actions = assignments(Campaign, values | {"version": int(self.version) + 1})
        unchanged: Condition = Campaign.version == self.version
        held = unchanged if only_if is None else unchanged & only_if

        def write(writes: TransactWrite) -> None:
            writes.update(Campaign(self.id), actions, condition=held)

        return write

    def set_due_at(self, at: int | None) -> bool:
        """Change the time at which it is due, None for never; False if it changed since it was read."""
        actions = assignments(Campaign, {"due": "due" if at else None, "due_at": at})
        unchanged = Campaign.version == self.version
        return guarded(lambda: Campaign(self.id).update(actions, condition=unchanged))

    def move(self, *, only_if: Condition | None = None, **totals: Unpack[Totals]) -> Write:
        """Return the write that moves the totals, on a condition of this model, or on its existence."""
        moves = {"backers_count": totals.pop("backers", 0), **totals}
        actions: list[Action] = [getattr(Campaign, name).add(by) for name, by in moves.items() if by]

        def write(writes: TransactWrite) -> None:
            there = Campaign.id.exists() if only_if is None else only_if
            if actions:
                writes.update(Campaign(self.id), actions, condition=there)
            else:
                writes.condition_check(Campaign, self.id, condition=there)

        return write

    def while_open(self) -> Condition:
        """Return the condition that pledges may be made, changed and cancelled."""
        held: Condition = (Campaign.state == LIVE) & (Campaign.deadline > now())
        return held

    def while_totals_unchanged(self) -> Condition:
        """Return the condition that its totals are unchanged since they were read."""
        same: Condition = Campaign.authorized == self.authorized
        if not self.authorized:  # Rows of earlier releases lack it.
            same |= Campaign.authorized.does_not_exist()
        same &= (Campaign.pledged == self.pledged) & (Campaign.raised == self.raised)
        return same

    def while_in(self, *states: str) -> Condition:
        """Return the condition that it is in one of these states."""
        held: Condition = Campaign.state.is_in(*states)
        return held

    @classmethod
    def find_all(cls, campaign_ids: Iterable[str]) -> "list[Campaign]":
        """Return the campaigns that exist, in the order of the ids."""
        wanted = list(campaign_ids)
        found = fetch([(cls, campaign_id, None) for campaign_id in wanted])
        rows = [found.get((cls, campaign_id, None)) for campaign_id in wanted]
        return [row for row in rows if isinstance(row, Campaign)]

    @classmethod
    def under_way(cls, creator_id: str) -> int:
        """Return how many campaigns of an account were launched and have not ended."""
        rows = cls.find_all(row.id for row in cls.creators.query(creator_id))
        return sum(row.state in (LIVE, COLLECTING) for row in rows)

    @classmethod
    def ids_of(cls, creator_id: str, page: Page) -> Turned[str]:
        """Return a page of ids of an account's campaigns."""

        def read(low: str, high: str, rising: bool, limit: int) -> Iterable[str]:
            between = CreatorIndex.id.between(low, high)
            return (one.id for one in cls.creators.query(creator_id, between, scan_index_forward=rising, limit=limit))

        return turn(read, lambda campaign_id: campaign_id, page)

    @classmethod
    def ending_ids(cls, after: int, limit: int) -> list[str]:
        """Return the ids of campaigns that are due after a moment, the next first: of live ones at the deadline."""
        return [row.id for row in cls.due_index.query("due", DueIndex.due_at > after, limit=limit)]

    @classmethod
    def due_ids(cls, before: int, limit: int) -> list[str]:
        """Return the ids of campaigns that are due since before a moment, the longest due first."""
        return [row.id for row in cls.due_index.query("due", DueIndex.due_at <= before, limit=limit)]
