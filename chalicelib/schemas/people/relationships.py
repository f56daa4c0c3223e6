"""How accounts stand to each other: what is asked for, and lists of it.

Source: https://docs.joinmastodon.org/methods/accounts/#mute and /entities/Account/#MutedAccount
"""

from typing import TYPE_CHECKING, Annotated

from pydantic import Field, field_validator

from chalicelib.models.base import is_key
from chalicelib.schemas.base import Flag, Form, Many
from chalicelib.schemas.people.accounts import render_account
from chalicelib.schemas.text import timestamp
from chalicelib.services.people.relationships.familiar import Familiar
from chalicelib.services.people.relationships.mutes import Muted

if TYPE_CHECKING:
    from chalicelib.schemas import entities

# Each is read by itself, and its followers are looked through.
MOST_FAMILIAR = 20


class MuteForm(Form):
    """For how many seconds an account is muted, 0 for good, and whether its notifications are."""

    duration: int = 0
    notifications: Flag = True


class FollowForm(Form):
    """Whether what an account reblogs is shown, and whether one is told of what it posts.

    Where nothing is said it stays as it is; at first reblogs are shown, and one is told of nothing.
    """

    reblogs: Flag | None = None
    notify: Flag | None = None


class NoteForm(Form):
    """What the caller notes about an account; nothing takes the note away."""

    comment: str = ""


class FamiliarForm(Form):
    """Of which accounts it is asked who makes them familiar, each once, as `id[]`: the first twenty are answered."""

    id: Annotated[list[str], Many] = Field(default_factory=list)

    @field_validator("id", mode="after")
    @classmethod
    def _each_once(cls, value: list[str]) -> list[str]:
        return [one for one in dict.fromkeys(value) if is_key(one)][:MOST_FAMILIAR]


def render_familiar(found: Familiar) -> "entities.FamiliarFollowers":
    """Return an account's id, and its followers whom the viewer follows."""
    return {"id": found.account.id, "accounts": [render_account(one) for one in found.followers]}


def render_muted(found: Muted) -> "entities.MutedAccount":
    """Return an account that is muted, with the end of that."""
    until = timestamp(found.until.timestamp()) if found.until else None
    return {**render_account(found.account), "mute_expires_at": until}
