"""Block the address of whoever is suspended, for as long as that lasts: they do not sign up with it once more."""

from functools import partial

from pynamodb.transactions import TransactWrite

from chalicelib.errors import NotFound
from chalicelib.models.money.payments.origins import Write
from chalicelib.models.people.accounts import Credential
from chalicelib.models.safety.email_blocks import ADDRESS, EmailBlock, hash_of


def with_suspension(account_id: str) -> list[Write]:
    """Return what blocks an account's address; nothing where a moderator has blocked it already."""
    hashed = _hash(account_id)
    if not hashed or EmailBlock.of(ADDRESS, hashed):
        return []
    return [partial(_save, EmailBlock(ADDRESS, hashed, suspended_id=account_id))]


def ending_with(account_id: str) -> list[Write]:
    """Return what ends the block that an account's suspension made; nothing where it made none."""
    found = EmailBlock.of(ADDRESS, _hash(account_id))
    return [partial(_delete, found)] if found and found.suspended_id == account_id else []


def _save(block: EmailBlock, writes: TransactWrite) -> None:
    # Without a condition: whoever blocks the address meanwhile does not hinder the suspension.
    writes.save(block)


def _delete(block: EmailBlock, writes: TransactWrite) -> None:
    writes.delete(EmailBlock(block.kind, block.value))


def _hash(account_id: str) -> str:
    try:
        return hash_of(Credential.find(account_id).email)
    except NotFound:
        return ""
