"""Block mail providers and addresses: nobody signs up with them, nor changes to them. Each change is in the log.

The address of whoever is suspended is blocked for as long as that lasts: they do not sign up with it once more.
"""

import re

from chalicelib.errors import NotFound, Unprocessable
from chalicelib.models.base import GuardFailed
from chalicelib.models.money.payments.origins import Write, write_all
from chalicelib.models.paging import Page, Turned
from chalicelib.models.people.accounts import Credential
from chalicelib.models.safety.actions import (
    BLOCK_ADDRESS,
    BLOCK_DOMAIN,
    UNBLOCK_ADDRESS,
    UNBLOCK_DOMAIN,
)
from chalicelib.models.safety.email_blocks import ADDRESS, DOMAIN, EmailBlock, domain_of, hash_of
from chalicelib.services.safety import roles
from chalicelib.services.safety.decisions import about_nobody, by

DOMAIN_NAME = re.compile(r"([a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9])?\.)*[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?")
LONGEST_DOMAIN = 253
HASH = re.compile(r"[0-9a-f]{64}")
NAMES = {DOMAIN: (BLOCK_DOMAIN, UNBLOCK_DOMAIN), ADDRESS: (BLOCK_ADDRESS, UNBLOCK_ADDRESS)}


def listed(moderator_id: str, kind: str, page: Page) -> Turned[EmailBlock]:
    """Return a page of the blocks of a kind, the newest first. Raises Forbidden without a role."""
    roles.expect_staff(moderator_id)
    return EmailBlock.page(kind, page)


def find(moderator_id: str, kind: str, block_id: str) -> EmailBlock:
    """Return a block, or raise NotFound. Raises Forbidden without a role."""
    roles.expect_staff(moderator_id)
    return EmailBlock.by_id(kind, block_id)


def block_domain(moderator_id: str, domain: str) -> EmailBlock:
    """Block a domain with all below it. Raises Unprocessable for what is no domain, or is blocked."""
    roles.expect_staff(moderator_id)
    value = domain_of(domain)
    if len(value) > LONGEST_DOMAIN or not DOMAIN_NAME.fullmatch(value):
        raise Unprocessable("Validation failed: Domain is not a valid domain name")
    return _block(moderator_id, DOMAIN, value, "Domain")


def block_address(moderator_id: str, email: str, hashed: str) -> EmailBlock:
    """Block an address, or the hash of its canonical form. Raises Unprocessable for neither, or one that is blocked."""
    roles.expect_staff(moderator_id)
    value = hash_of(email) if email else hashed.strip().lower()
    if not HASH.fullmatch(value) or (email and not all(email.strip().rpartition("@")[::2])):
        raise Unprocessable("Validation failed: Canonical email hash is invalid")
    return _block(moderator_id, ADDRESS, value, "Canonical email hash")


def unblock(moderator_id: str, kind: str, block_id: str) -> None:
    """End a block. Raises NotFound where it has ended."""
    found = find(moderator_id, kind, block_id)
    try:
        write_all(*about_nobody(NAMES[kind][1], found.value, by(moderator_id)), found.remove)
    except GuardFailed as failed:
        roles.expect_staff(moderator_id)
        raise NotFound from failed


def matching(moderator_id: str, email: str) -> list[EmailBlock]:
    """Return the block of an address, as a list of one or none; its domain is not looked at."""
    roles.expect_staff(moderator_id)
    found = EmailBlock.of(ADDRESS, hash_of(email))
    return [found] if found else []


def with_suspension(account_id: str) -> list[Write]:
    """Return what blocks an account's address; nothing where a moderator has blocked it already."""
    hashed = _hash(account_id)
    if not hashed or EmailBlock.of(ADDRESS, hashed):
        return []
    return [EmailBlock(ADDRESS, hashed, suspended_id=account_id).put]


def ending_with(account_id: str) -> list[Write]:
    """Return what ends the block that an account's suspension made; nothing where it made none."""
    found = EmailBlock.of(ADDRESS, _hash(account_id))
    return [found.drop] if found and found.suspended_id == account_id else []


def _block(moderator_id: str, kind: str, value: str, field: str) -> EmailBlock:
    made = EmailBlock(kind, value)
    try:
        write_all(*about_nobody(NAMES[kind][0], value, by(moderator_id)), made.add)
    except GuardFailed as failed:
        roles.expect_staff(moderator_id)
        raise Unprocessable(f"Validation failed: {field} has already been taken") from failed
    return made


def _hash(account_id: str) -> str:
    try:
        return hash_of(Credential.find(account_id).email)
    except NotFound:
        return ""
