"""Blocked mail providers and addresses, in the dialect of Mastodon's admin API.

Source: https://docs.joinmastodon.org/methods/admin/email_domain_blocks/ and /methods/admin/canonical_email_blocks/.
"""

from typing import TYPE_CHECKING

from pydantic import Field

from chalicelib.models.safety.email_blocks import EmailBlock
from chalicelib.schemas.base import Form
from chalicelib.schemas.text import timestamp

if TYPE_CHECKING:
    from chalicelib.schemas import entities

# Of mail, with room for what is around it.
LONGEST = 320


class DomainForm(Form):
    """Which domain is blocked."""

    domain: str = Field(max_length=LONGEST)


class AddressForm(Form):
    """Which address is blocked, as it is written or as its hash."""

    email: str = Field(default="", max_length=LONGEST)
    canonical_email_hash: str = Field(default="", max_length=LONGEST)


class TestForm(Form):
    """Which address is looked for."""

    email: str = Field(min_length=1, max_length=LONGEST)


def render_domain(block: EmailBlock) -> "entities.EmailDomainBlock":
    """Return a blocked domain. How often it was met is not counted."""
    return {"id": block.id, "domain": block.value, "created_at": timestamp(block.created_at), "history": []}


def render_address(block: EmailBlock) -> "entities.CanonicalEmailBlock":
    """Return a blocked address, of which only the hash is known."""
    return {"id": block.id, "canonical_email_hash": block.value}
