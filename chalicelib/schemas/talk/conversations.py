"""Conversations in the dialect of the Mastodon API.

Source: https://docs.joinmastodon.org/entities/Conversation/
"""

from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import Field

from chalicelib.models.talk.conversations import INBOX, REQUESTS
from chalicelib.schemas.base import Form, Many
from chalicelib.schemas.pages import PageForm
from chalicelib.schemas.people.accounts import render_account
from chalicelib.schemas.photos.posts import render_status
from chalicelib.services.photos.posts import Draft
from chalicelib.services.talk.direct.conversations import Talk

if TYPE_CHECKING:
    from chalicelib.schemas import entities


class ConversationsForm(PageForm):
    """Which page of which conversations is asked for; `scope` is Pixelfed's."""

    scope: Literal["inbox", "requests", ""] = ""

    @property
    def box(self) -> str:
        """Return where the conversations lie that are asked for."""
        return REQUESTS if self.scope == "requests" else INBOX


class OthersForm(Form):
    """Whom a conversation is with."""

    account_ids: Annotated[list[str], Many] = Field(min_length=1, max_length=20)


class MessageForm(Form):
    """A message to some accounts, whomever it names, or to the author of a story that it answers."""

    account_ids: Annotated[list[str], Many] = Field(default_factory=list, max_length=20)
    story_id: str = ""
    status: str = ""
    media_ids: Annotated[list[str], Many] = Field(default_factory=list)

    def draft(self) -> Draft:
        """Return what the author sends."""
        return Draft(caption=self.status, media_ids=self.media_ids)


def render_conversation(talk: Talk) -> "entities.Conversation":
    """Return a conversation; of whom its account must not meet it says nothing."""
    return {
        "id": talk.row.id,
        "unread": talk.is_unread,
        "accounts": [render_account(account) for account in talk.people],
        "last_status": render_status(talk.last) if talk.last else None,
        "rossgram": {"requested": talk.row.is_request, "muted": talk.is_muted},
    }
