"""What an account may see because something was paid."""

from collections.abc import Callable, Iterable

from pynamodb.attributes import NumberAttribute, UnicodeAttribute
from pynamodb.transactions import TransactWrite

from chalicelib.models.base import BaseMeta, Model, now, table_name
from chalicelib.models.batches import Key, fetch

# Under this account stand the grants that everybody has: a campaign that was funded opens its posts to all.
EVERYBODY = "*"


def post_key(post_id: str) -> str:
    """Return the key of the grant that opens one post to its buyer."""
    return f"post:{post_id}"


def tier_key(creator_id: str) -> str:
    """Return the key of the grant of a creator's subscriber."""
    return f"tier:{creator_id}"


def gift_key(creator_id: str) -> str:
    """Return the key of the grant of somebody to whom a creator's tier was given as a gift."""
    return f"gift:{creator_id}"


def campaign_key(campaign_id: str) -> str:
    """Return the key of the grant of a campaign's backer, or of everybody once it is funded."""
    return f"campaign:{campaign_id}"


class Grant(Model):
    """One thing that is open to one account, until `expires_at` where there is one.

    `level` is the tier's rank, or how many stretch goals a funded campaign reached. `source_id` is the purchase,
    pledge or subscription that opened it: only that one may change or take it away.
    """

    class Meta(BaseMeta):
        table_name = table_name("grants")

    account_id = UnicodeAttribute(hash_key=True)
    key = UnicodeAttribute(range_key=True)
    source_id = UnicodeAttribute()
    level = NumberAttribute(default=0)
    expires_at = NumberAttribute(null=True)

    def is_open(self, at: int) -> bool:
        """Tell whether it holds at a moment."""
        return self.expires_at is None or self.expires_at > at

    @classmethod
    def among(cls, keys: Iterable[tuple[str, str]]) -> "dict[tuple[str, str], Grant]":
        """Return those grants that are there and hold at this moment, by account and key: one trip."""
        wanted: list[Key] = [(cls, account_id, key) for account_id, key in keys]
        found = fetch(wanted).values() if wanted else ()
        held = [grant for grant in found if isinstance(grant, Grant) and grant.is_open(now())]
        return {(grant.account_id, grant.key): grant for grant in held}

    @classmethod
    def held(cls, account_id: str, key: str) -> "Grant | None":
        """Return a grant as it is at this moment, whether it holds or has expired; None where there is none."""
        try:
            return cls.get(account_id, key, consistent_read=True)
        except cls.DoesNotExist:
            return None

    def put(self, writes: TransactWrite) -> None:
        """Add to a transaction that this grant holds; another source's grant is not replaced."""
        free = Grant.account_id.does_not_exist() | (Grant.source_id == self.source_id)
        writes.save(self, condition=free)

    def replace(self, held: "Grant | None") -> Callable[[TransactWrite], None]:
        """Return the write by which this grant stands in place of one that was read, if that has not changed since."""
        unchanged = Grant.account_id.does_not_exist()
        if held is not None:
            unchanged = (Grant.source_id == held.source_id) & (Grant.level == held.level)
            expires = Grant.expires_at
            unchanged &= expires.does_not_exist() if held.expires_at is None else expires == held.expires_at
        return lambda writes: writes.save(self, condition=unchanged)

    def revoke(self, writes: TransactWrite) -> None:
        """Add to a transaction that this grant is gone; another source's stays, and none is fine."""
        mine = Grant.account_id.does_not_exist() | (Grant.source_id == self.source_id)
        writes.delete(Grant(self.account_id, self.key), condition=mine)
