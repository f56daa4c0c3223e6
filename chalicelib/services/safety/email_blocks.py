"""Block mail providers and addresses: nobody signs up with them, nor changes to them. Each change is in the log."""

import re

from chalicelib.errors import NotFound, Unavailable, Unprocessable
from chalicelib.models.base import GuardFailed, wait_a_little
from chalicelib.models.money.payments.origins import write_all
from chalicelib.models.paging import Page, Turned
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
RACES = 8
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
    standing = EmailBlock.of_address(email) if email else None
    return _block(moderator_id, ADDRESS, standing.value if standing else value, "Canonical email hash")


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
    found = EmailBlock.of_address(email)
    return [found] if found else []


def _block(moderator_id: str, kind: str, value: str, field: str) -> EmailBlock:
    """Block a domain or a hash, or make the block that suspensions made a moderator's own."""
    for attempt in range(RACES):
        found = EmailBlock.of(kind, value)
        if found is not None and not found.suspended_ids:
            roles.expect_staff(moderator_id)
            raise Unprocessable(f"Validation failed: {field} has already been taken")
        made = found or EmailBlock(kind, value)
        write = made.take_over if found else made.add
        try:
            write_all(*about_nobody(NAMES[kind][0], value, by(moderator_id)), write)
        except GuardFailed:
            roles.expect_staff(moderator_id)
            wait_a_little(attempt)
            continue
        return made
    raise Unavailable
