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
from chalicelib.models.base import BaseMeta, Model, assignments, is_key, new_id, now, table_name
from chalicelib.models.batches import fetch
from chalicelib.models.paging import Page, Turned, turn
from chalicelib.models.versions import value_as_read

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
    # The accounts whose suspensions block the address, with spaces between; it ends with the last of these. A
    # moderator's block has none. The name is of when it was one account, and such rows are read as they are.
    suspended_ids = UnicodeAttribute(null=True, attr_name="suspended_id")
    listed = ListedIndex()

    @classmethod
    def covers(cls, email: str) -> bool:
        """Tell whether an address, or the domain that it is of, is blocked."""
        wanted = [(DOMAIN, domain) for domain in _domains(email)] + [(ADDRESS, one) for one in _hashes(email)]
        return bool(fetch([(cls, kind, value) for kind, value in wanted]))

    @classmethod
    def page(cls, kind: str, page: Page) -> "Turned[EmailBlock]":
        """Return a page of the blocks of a kind, the newest first."""
        return turn(partial(_read, kind), lambda row: row.id, page)

    @classmethod
    def by_id(cls, kind: str, block_id: str) -> "EmailBlock":
        """Return a block by its id, or raise NotFound."""
        rows = _read(kind, block_id, block_id, False, 1) if is_key(block_id) else ()
        found: EmailBlock | None = next(iter(rows), None)
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

    @classmethod
    def of_address(cls, email: str) -> "EmailBlock | None":
        """Return the block of an address, also one that was made when each spelling of a domain had a hash."""
        return next((found for one in _hashes(email) if (found := cls.of(ADDRESS, one))), None)

    def add(self, writes: TransactWrite) -> None:
        """Add the block to a transaction, which fails where it is there."""
        writes.save(self, condition=EmailBlock.kind.does_not_exist())

    def suspend(self, account_id: str, writes: TransactWrite) -> None:
        """Add to a transaction that an account's suspension blocks it too, which a moderator's own block is enough for.

        The transaction fails where the block is another one by now.
        """
        if not self.suspended_ids:
            writes.condition_check(EmailBlock, self.kind, self.value, condition=self._as_read())
            return
        self._hold(f"{self.suspended_ids} {account_id}", writes)

    def unsuspend(self, account_id: str, writes: TransactWrite) -> None:
        """Add to a transaction that an account's suspension blocks it no more, and that it ends with the last one.

        Nothing is added for a moderator's own block. The transaction fails where it is another one by now.
        """
        held = (self.suspended_ids or "").split()
        if account_id not in held:
            return
        held.remove(account_id)
        if held:
            self._hold(" ".join(held), writes)
        else:
            writes.delete(EmailBlock(self.kind, self.value), condition=self._as_read())

    def take_over(self, writes: TransactWrite) -> None:
        """Add to a transaction that a block of suspensions is a moderator's; it fails where it is another by now."""
        self._hold(None, writes)

    def _hold(self, suspended_ids: str | None, writes: TransactWrite) -> None:
        row = EmailBlock(self.kind, self.value)
        writes.update(row, assignments(EmailBlock, {"suspended_ids": suspended_ids}), condition=self._as_read())

    def _as_read(self) -> Condition:
        held = value_as_read(EmailBlock.suspended_ids, self.suspended_ids)
        unchanged: Condition = (EmailBlock.id == self.id) & held
        return unchanged

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

    A domain has one form in it, whichever way it is spelled: the one that stands in mail's own lines.

    Source: https://github.com/mastodon/mastodon/blob/main/app/helpers/email_helper.rb
    """
    name, domain = _plain(email)
    return _hash(name, domain_of(domain))


def _hashes(email: str) -> list[str]:
    """Return the hash of an address, and those that it had when each spelling of its domain had one."""
    name, domain = _plain(email)
    ascii_one = domain_of(domain)
    spellings = dict.fromkeys([ascii_one, domain, _unicode(ascii_one)])
    return [_hash(name, one) for one in spellings]


def _plain(email: str) -> tuple[str, str]:
    name, _, domain = email.strip().lower().rpartition("@")
    return name.replace(".", "").partition("+")[0], domain


def _hash(name: str, domain: str) -> str:
    return hashlib.sha256(f"{name}@{domain}".encode()).hexdigest()


def _unicode(domain: str) -> str:
    try:
        return domain.encode().decode("idna")
    except UnicodeError:
        return domain


def _domains(email: str) -> list[str]:
    parts = domain_of(email).split(".")[-MOST_PARTS:]
    return [".".join(parts[place:]) for place in range(len(parts))]
