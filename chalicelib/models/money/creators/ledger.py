"""The ledger, in double entry: entries are added, and never changed or deleted."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pynamodb.attributes import JSONAttribute, NumberAttribute, UnicodeAttribute
from pynamodb.transactions import TransactWrite

from chalicelib.models.base import BaseMeta, Model, now, table_name

ACCOUNTS = ("payers", "creator", "owed", "platform", "stripe", "clearing")


@dataclass(frozen=True)
class BookPage:
    """A page of entries from `since` on and before `until`; below max_id, or the oldest above min_id."""

    limit: int
    since: int = 0
    until: int | None = None
    currency: str = ""
    max_id: str = ""
    min_id: str = ""


def _bounds(since: int, until: int | None) -> tuple[str, str]:
    """Return the lowest and highest id of entries between two moments."""
    last = now() if until is None else until - 1
    return f"{max(0, since):012d}", f"{max(0, last):012d}~"


class Entry(Model):
    """One entry of a creator's book: `lines` are amounts by ledger account, and sum to 0.

    `moved` is by how much the payment's gross, fee, refund and dispute changed. A refund of a disputed amount moves
    those two, and has no lines.

    The id begins with the time, so that a book is ordered, and ends with the payment and its version: the transaction
    that writes that version writes this entry, once. One in another currency than the payment's ends with that too.
    """

    class Meta(BaseMeta):
        table_name = table_name("entries")

    creator_id = UnicodeAttribute(hash_key=True)
    id = UnicodeAttribute(range_key=True)
    at = NumberAttribute()
    payment_id = UnicodeAttribute()
    kind = UnicodeAttribute()
    order_id = UnicodeAttribute()
    payer_id = UnicodeAttribute(default="")
    campaign_id = UnicodeAttribute(null=True)
    currency = UnicodeAttribute()
    lines = JSONAttribute()
    moved = JSONAttribute(default=dict)
    event_id = UnicodeAttribute(default="")

    @classmethod
    def book_of(cls, creator_id: str) -> "list[Entry]":
        """Return all entries of a creator, oldest first, read consistently."""
        return list(cls.query(creator_id, consistent_read=True))

    @classmethod
    def last_key(cls, creator_id: str) -> dict[str, Any]:
        """Return the key of a creator's last entry, after which a scan goes on with the next book."""
        [last] = cls.query(creator_id, scan_index_forward=False, limit=1, consistent_read=True)
        return {"creator_id": {"S": creator_id}, "id": {"S": last.id}}

    @classmethod
    def has_book(cls, creator_id: str) -> bool:
        """Tell whether a creator has entries."""
        return any(True for _ in cls.query(creator_id, limit=1, consistent_read=True))

    @classmethod
    def in_book(
        cls, creator_id: str, since: int = 0, until: int | None = None, *, currency: str = "", consistent: bool = False
    ) -> "Iterator[Entry]":
        """Yield a creator's entries between two moments, oldest first."""
        low, high = _bounds(since, until)
        if low > high:
            return iter(())
        chosen = cls.currency == currency if currency else None
        return iter(cls.query(creator_id, cls.id.between(low, high), chosen, consistent_read=consistent))

    @classmethod
    def page_of(cls, creator_id: str, page: "BookPage") -> "list[Entry]":
        """Return a page of a creator's entries, newest first, and one more if there are older ones."""
        low, high = _bounds(page.since, page.until)
        low, high = max(low, page.min_id), min(high, page.max_id or high)
        if low > high:
            return []
        chosen = cls.currency == page.currency if page.currency else None
        rising, limit = bool(page.min_id), page.limit + 2
        # The rows at the bounds are read and left out, since BETWEEN includes both.
        rows = cls.query(creator_id, cls.id.between(low, high), chosen, scan_index_forward=rising, limit=limit)
        found = [row for row in rows if row.id not in {page.max_id, page.min_id}]
        return found[: page.limit][::-1] if rising else found[: page.limit + 1]

    @property
    def concerns_creator(self) -> bool:
        """Tell whether it moves anything of the creator's; what Stripe takes of the platform alone does not."""
        return bool(self.moved) or any(self.lines.get(account) for account in ("creator", "owed", "clearing"))

    def put(self, writes: TransactWrite) -> None:
        """Add the entry to a transaction; fails if it exists."""
        writes.save(self, condition=Entry.creator_id.does_not_exist())


class Balance(Model):
    """The balances of the ledger accounts of a creator's book in one currency: the sums of its entries."""

    class Meta(BaseMeta):
        table_name = table_name("balances")

    creator_id = UnicodeAttribute(hash_key=True)
    currency = UnicodeAttribute(range_key=True)
    payers = NumberAttribute(default=0)
    creator = NumberAttribute(default=0)
    owed = NumberAttribute(default=0)
    platform = NumberAttribute(default=0)
    stripe = NumberAttribute(default=0)
    clearing = NumberAttribute(default=0)

    @classmethod
    def of(cls, creator_id: str) -> "list[Balance]":
        """Return a creator's balances, one for each currency."""
        return list(cls.query(creator_id, consistent_read=True))

    @classmethod
    def held(cls, creator_id: str, currency: str) -> dict[str, int]:
        """Return the balances of one book, read consistently, without the empty ones."""
        try:
            return cls.get(creator_id, currency, consistent_read=True).amounts()
        except cls.DoesNotExist:
            return {}

    @classmethod
    def correct(cls, creator_id: str, currency: str, lines: Mapping[str, int]) -> None:
        """Add a difference to stored balances; simultaneous additions are not lost."""
        moves = [getattr(cls, account).add(amount) for account, amount in sorted(lines.items())]
        cls(creator_id, currency).update(moves)

    @classmethod
    def add(cls, writes: TransactWrite, entry: Entry) -> None:
        """Add the lines of an entry to the balances in a transaction."""
        moves = [getattr(cls, account).add(amount) for account, amount in sorted(entry.lines.items())]
        writes.update(cls(entry.creator_id, entry.currency), moves)

    def all_amounts(self) -> dict[str, int]:
        """Return the balance of every account."""
        return {account: int(getattr(self, account) or 0) for account in ACCOUNTS}

    def amounts(self) -> dict[str, int]:
        """Return the balances, without the empty ones."""
        return {account: amount for account, amount in self.all_amounts().items() if amount}


def difference(before: Mapping[str, int], after: Mapping[str, int]) -> dict[str, int]:
    """Return the difference between two sets of balances."""
    accounts = {*before, *after}
    moved = {account: after.get(account, 0) - before.get(account, 0) for account in sorted(accounts)}
    return {account: amount for account, amount in moved.items() if amount}


def total(lines: Iterable[Mapping[str, int]]) -> dict[str, int]:
    """Return the sum of lines by account, without the empty ones."""
    held: dict[str, int] = {}
    for line in lines:
        for account, amount in line.items():
            held[account] = held.get(account, 0) + int(amount)
    return {account: amount for account, amount in held.items() if amount}
