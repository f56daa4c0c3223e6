"""Mail providers and addresses that nobody signs up with; of an address only the hash of its canonical form is kept."""

import hashlib
from collections.abc import Iterable
from functools import partial
from typing import Any

from pynamodb.attributes import NumberAttribute, UnicodeAttribute
from pynamodb.expressions.condition import Condition
from pynamodb.indexes import AllProjection, GlobalSecondaryIndex
from pynamodb.transactions import TransactWrite

from chalicelib.errors import NotFound
from chalicelib.models.base import BaseMeta, Model, new_id, now, table_name
from chalicelib.models.batches import fetch
from chalicelib.models.paging import Page, Turned, turn

DOMAIN, ADDRESS = "domain", "address"
# No provider's name has more parts; what has is asked for by its last ones.
MOST_PARTS = 20


class ListedIndex(GlobalSecondaryIndex["EmailBlock"]):
    """The blocks of a kind, the newest first."""

    class Meta:
        index_name = "listed"
        projection = AllProjection()

    kind = UnicodeAttribute(hash_key=True)
    id = UnicodeAttribute(range_key=True)


class EmailBlock(Model):
    """A domain with all below it, or an address."""

    class Meta(BaseMeta):
        table_name = table_name("email_blocks")

    kind = UnicodeAttribute(hash_key=True)
    value = UnicodeAttribute(range_key=True)
    id = UnicodeAttribute(default_for_new=new_id)
    created_at = NumberAttribute(default_for_new=now)
    # The account whose suspension blocks the address; it ends with that.
    suspended_id = UnicodeAttribute(null=True)
    listed = ListedIndex()

    @classmethod
    def covers(cls, email: str) -> bool:
        """Tell whether an address, or the domain that it is of, is blocked."""
        wanted = [(DOMAIN, domain) for domain in _domains(email)] + [(ADDRESS, hash_of(email))]
        return bool(fetch([(cls, kind, value) for kind, value in wanted]))

    @classmethod
    def page(cls, kind: str, page: Page) -> "Turned[EmailBlock]":
        """Return a page of the blocks of a kind, the newest first."""
        return turn(partial(_read, kind), lambda row: row.id, page)

    @classmethod
    def by_id(cls, kind: str, block_id: str) -> "EmailBlock":
        """Return a block by its id, or raise NotFound."""
        found: EmailBlock | None = next(iter(_read(kind, block_id, block_id, False, 1)), None)
        if found is None:
            raise NotFound
        return found

    @classmethod
    def of(cls, kind: str, value: str) -> "EmailBlock | None":
        """Return the block of a domain or a hash, read consistently, or None."""
        try:
            return cls.get(kind, value, consistent_read=True)
        except cls.DoesNotExist:
            return None

    def add(self, writes: TransactWrite) -> None:
        """Add the block to a transaction, which fails where it is there."""
        writes.save(self, condition=EmailBlock.kind.does_not_exist())

    def put(self, writes: TransactWrite) -> None:
        """Add the block to a transaction, which does not fail where somebody else adds it meanwhile."""
        writes.save(self)

    def drop(self, writes: TransactWrite) -> None:
        """Add to a transaction that the block ends, which does not fail where it has."""
        writes.delete(EmailBlock(self.kind, self.value))

    def remove(self, writes: TransactWrite) -> None:
        """Add to a transaction that the block ends, which fails where it has, or is another one by now."""
        writes.delete(EmailBlock(self.kind, self.value), condition=EmailBlock.id == self.id)


def _read(kind: str, low: str, high: str, rising: bool, limit: int) -> Iterable[Any]:
    between: Condition = ListedIndex.id.between(low, high)
    return EmailBlock.listed.query(kind, between, scan_index_forward=rising, limit=limit)


def domain_of(text: str) -> str:
    """Return a domain in the one form in which domains are compared."""
    plain = text.strip().rpartition("@")[2].strip(".").lower()
    try:
        return plain.encode("idna").decode()
    except UnicodeError:
        return plain


def hash_of(email: str) -> str:
    """Return the hash of an address in its canonical form, as Mastodon has it: no case, no dots, nothing after a plus.

    Source: https://github.com/mastodon/mastodon/blob/main/app/helpers/email_helper.rb
    """
    name, _, domain = email.strip().lower().rpartition("@")
    canonical = f"{name.replace('.', '').partition('+')[0]}@{domain}"
    return hashlib.sha256(canonical.encode()).hexdigest()


def _domains(email: str) -> list[str]:
    parts = domain_of(email).split(".")[-MOST_PARTS:]
    return [".".join(parts[place:]) for place in range(len(parts))]
