"""Grants: what an account may see because of a payment."""

from collections.abc import Callable, Iterable

from pynamodb.attributes import NumberAttribute, UnicodeAttribute
from pynamodb.transactions import TransactWrite

from chalicelib.models.base import BaseMeta, Model, now, table_name
from chalicelib.models.batches import Key, fetch

# The account id of grants that everybody has: a funded campaign opens its posts to all.
EVERYBODY = "*"


def post_key(post_id: str) -> str:
    """Return the key of the grant that opens one post to its buyer."""
    return f"post:{post_id}"


def tier_key(creator_id: str) -> str:
    """Return the key of the grant of a creator's subscriber."""
    return f"tier:{creator_id}"


def gift_key(creator_id: str) -> str:
    """Return the key of the grant of a recipient of a creator's gifts."""
    return f"gift:{creator_id}"


def campaign_key(campaign_id: str) -> str:
    """Return the key of the grant of a campaign's backer, or of everybody once it is funded."""
    return f"campaign:{campaign_id}"


class Grant(Model):
    """What opens posts to one account, until `expires_at` if that is set.

    `level` is the tier's level, or how many stretch goals a funded campaign reached. `source_id` is the purchase,
    pledge, subscription or campaign that wrote it: only that source may change or revoke it. `granted_at` is since when
    it opens without a break what it opens; those of earlier releases do not say.
    """

    class Meta(BaseMeta):
        table_name = table_name("grants")

    account_id = UnicodeAttribute(hash_key=True)
    key = UnicodeAttribute(range_key=True)
    source_id = UnicodeAttribute()
    level = NumberAttribute(default=0)
    expires_at = NumberAttribute(null=True)
    granted_at = NumberAttribute(null=True)

    def is_open(self, at: int) -> bool:
        """Tell whether it has not expired at a moment."""
        return self.expires_at is None or self.expires_at > at

    @classmethod
    def among(cls, keys: Iterable[tuple[str, str]]) -> "dict[tuple[str, str], Grant]":
        """Return those grants that exist and have not expired, by account and key: one round trip."""
        wanted: list[Key] = [(cls, account_id, key) for account_id, key in keys]
        found = fetch(wanted).values() if wanted else ()
        held = [grant for grant in found if isinstance(grant, Grant) and grant.is_open(now())]
        return {(grant.account_id, grant.key): grant for grant in held}

    @classmethod
    def held(cls, account_id: str, key: str) -> "Grant | None":
        """Return a grant, expired or not, read consistently; None if there is none."""
        try:
            return cls.get(account_id, key, consistent_read=True)
        except cls.DoesNotExist:
            return None

    def following(self, held: "Grant | None") -> "Grant":
        """Return this grant with the moment since when it opens, given the one in whose place it is written.

        The moment stays where that one is open and opens as much, so that an event that is replayed moves nothing.
        """
        at = now()
        goes_on = held is not None and held.is_open(at) and held.level >= self.level
        self.granted_at = held.granted_at if held is not None and goes_on else at
        return self

    def put(self, writes: TransactWrite) -> None:
        """Add the write of this grant to a transaction; fails if another source holds it."""
        free = Grant.account_id.does_not_exist() | (Grant.source_id == self.source_id)
        writes.save(self, condition=free)

    def replace(self, held: "Grant | None") -> Callable[[TransactWrite], None]:
        """Return the write that replaces a grant that was read; fails if that has changed since."""
        unchanged = Grant.account_id.does_not_exist()
        if held is not None:
            unchanged = (Grant.source_id == held.source_id) & (Grant.level == held.level)
            expires = Grant.expires_at
            unchanged &= expires.does_not_exist() if held.expires_at is None else expires == held.expires_at
        return lambda writes: writes.save(self.following(held), condition=unchanged)

    def revoke(self, writes: TransactWrite) -> None:
        """Add the deletion of this grant to a transaction; fails if another source holds it, not if it is missing."""
        mine = Grant.account_id.does_not_exist() | (Grant.source_id == self.source_id)
        writes.delete(Grant(self.account_id, self.key), condition=mine)
