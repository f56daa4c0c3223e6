"""What stands between two accounts: who blocks whom, and who has muted whom.

Each row is of one account and about one other. A block is two rows, one for each of the two, so that either of them
learns by one Query of its own partition whom it must not meet, however many posts and people it looks at.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from pynamodb.attributes import BooleanAttribute, TTLAttribute, UnicodeAttribute
from pynamodb.indexes import GlobalSecondaryIndex, KeysOnlyProjection

from chalicelib.models.base import BaseMeta, Model, moment, new_id, now, table_name
from chalicelib.models.batches import Key, fetch
from chalicelib.models.paging import HIGHEST, Page, Turned, turn

# What a row says of the other account, behind the other's id in its key.
BLOCKS, BLOCKED_BY, MUTES = ">", "<", "~"
# What stands between an account and a conversation: there the other id is that of the post.
SILENCES = "#"
SIGNS = (BLOCKED_BY, BLOCKS, MUTES, SILENCES)
# So many rows are read by one Query, two read units at most; of an account with more the rest is looked up by key.
MOST_IN_A_QUERY = 100


class ListedIndex(GlobalSecondaryIndex["Barrier"]):
    """Whom an account blocks, or has muted, the newest first."""

    class Meta:
        index_name = "listed"
        projection = KeysOnlyProjection()

    listing = UnicodeAttribute(hash_key=True)
    id = UnicodeAttribute(range_key=True)


class Barrier(Model):
    """One thing that an account has against another, or that another has against it.

    `id` and `listing` are those of what the account did itself. A mute may end by itself, and may leave notifications.
    """

    class Meta(BaseMeta):
        table_name = table_name("barriers")

    account_id = UnicodeAttribute(hash_key=True)
    key = UnicodeAttribute(range_key=True)
    id = UnicodeAttribute(null=True)
    listing = UnicodeAttribute(null=True)
    expires_at = TTLAttribute(null=True)
    hides_notifications = BooleanAttribute(null=True)
    listed = ListedIndex()

    @property
    def other_id(self) -> str:
        """Return the account that the row is about."""
        return self.key[:-1]

    @property
    def sign(self) -> str:
        """Return what the row says of the other account."""
        return self.key[-1]

    @property
    def is_over(self) -> bool:
        """Tell whether it has ended by itself: DynamoDB deletes it days later."""
        return self.expires_at is not None and self.expires_at <= moment(now())

    @classmethod
    def page(cls, account_id: str, sign: str, page: Page) -> "Turned[Barrier]":
        """Return a page of what an account did against others, the newest first."""

        def read(low: str, high: str, rising: bool, limit: int) -> "Iterable[Barrier]":
            between = ListedIndex.id.between(low, high)
            return cls.listed.query(f"{account_id}{sign}", between, scan_index_forward=rising, limit=limit)

        return turn(read, lambda row: row.id or "", page)

    @classmethod
    def is_there(cls, account_id: str, other_id: str, sign: str) -> bool:
        """Tell whether a row is there at this moment: a consistent read."""
        try:
            cls.get(account_id, f"{other_id}{sign}", consistent_read=True)
        except cls.DoesNotExist:
            return False
        return True

    @classmethod
    def is_between(cls, account_id: str, other_id: str) -> bool:
        """Tell whether one of two blocks the other at this moment: a consistent read of the two keys."""
        either = cls.key.between(f"{other_id}{BLOCKED_BY}", f"{other_id}{BLOCKS}")
        return any(True for _ in cls.query(account_id, either, consistent_read=True))

    @classmethod
    def own(cls, account_id: str, other_id: str, sign: str) -> "Barrier":
        """Return a new row of what an account does against another."""
        return cls(account_id, f"{other_id}{sign}", id=new_id(), listing=f"{account_id}{sign}")


@dataclass(frozen=True)
class Barriers:
    """What stands between one account and others. Of others whose ids are above `covered` nothing was read."""

    blocking: frozenset[str] = frozenset()
    blocked_by: frozenset[str] = frozenset()
    muted: frozenset[str] = frozenset()
    # Those of them whose notifications are muted too.
    silenced: frozenset[str] = frozenset()
    # The posts whose conversations are muted.
    threads: frozenset[str] = frozenset()
    covered: str = HIGHEST

    @property
    def barred(self) -> frozenset[str]:
        """Return those who block the account or whom it blocks: neither of two sees anything of the other."""
        return self.blocking | self.blocked_by

    @classmethod
    def of(cls, account_id: str | None, other_ids: Iterable[str] = ()) -> "Barriers":
        """Return what stands between an account and others: one Query.

        It covers everybody, unless there is very much; then `other_ids` are looked up too, in another trip.
        """
        if account_id is None:
            return cls()
        rows = list(Barrier.query(account_id, limit=MOST_IN_A_QUERY))
        found = _sorted(rows, rows[-1].other_id if len(rows) == MOST_IN_A_QUERY else HIGHEST)
        return found.covering(account_id, other_ids)

    def missing(self, account_id: str | None, other_ids: Iterable[str]) -> list[Key]:
        """Return the keys of what was not read of some others."""
        # The other id at which a Query stopped may have more rows than were read.
        if account_id is None or self.covered == HIGHEST:
            return []
        beyond = sorted({other for other in other_ids if other >= self.covered})
        return [(Barrier, account_id, f"{other}{sign}") for other in beyond for sign in SIGNS]

    def covering(self, account_id: str, other_ids: Iterable[str]) -> "Barriers":
        """Return the same, with what stands between the account and some others whatever their ids."""
        keys = self.missing(account_id, other_ids)
        return self.joined(fetch(keys).values()) if keys else self

    def joined(self, rows: Iterable[Model]) -> "Barriers":
        """Return the same with what some more rows say."""
        more = _sorted([row for row in rows if isinstance(row, Barrier)], self.covered)
        return Barriers(
            self.blocking | more.blocking,
            self.blocked_by | more.blocked_by,
            self.muted | more.muted,
            self.silenced | more.silenced,
            self.threads | more.threads,
            self.covered,
        )


def _sorted(rows: list[Barrier], covered: str) -> Barriers:
    held = [row for row in rows if not row.is_over]
    blocked_by, blocking, muted, threads = (
        frozenset(row.other_id for row in held if row.sign == sign) for sign in SIGNS
    )
    silenced = frozenset(row.other_id for row in held if row.hides_notifications)
    return Barriers(blocking, blocked_by, muted, silenced, threads, covered)
