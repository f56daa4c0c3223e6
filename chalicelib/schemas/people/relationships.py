"""How accounts stand to each other: what is asked for, and lists of it.

Source: https://docs.joinmastodon.org/methods/accounts/#mute and /entities/Account/#MutedAccount
"""

from typing import TYPE_CHECKING

from chalicelib.schemas.base import Flag, Form
from chalicelib.schemas.people.accounts import render_account
from chalicelib.schemas.text import timestamp
from chalicelib.services.people.relationships.mutes import Muted

if TYPE_CHECKING:
    from chalicelib.schemas import entities


class MuteForm(Form):
    """For how many seconds an account is muted, 0 for good, and whether its notifications are."""

    duration: int = 0
    notifications: Flag = True


class NoteForm(Form):
    """What the caller notes about an account; nothing takes the note away."""

    comment: str = ""


def render_muted(found: Muted) -> "entities.MutedAccount":
    """Return an account that is muted, with the end of that."""
    until = timestamp(found.until.timestamp()) if found.until else None
    return {**render_account(found.account), "mute_expires_at": until}
