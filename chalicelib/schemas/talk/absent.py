"""Stories and direct messages, of which there are none, as Pixelfed's app reads them.

Source: Pixelfed's StoryApiV1Controller and DirectMessageController.
"""

from typing import TYPE_CHECKING

from chalicelib.models.people.accounts import Account
from chalicelib.schemas.base import Form
from chalicelib.schemas.people.accounts import render_account

if TYPE_CHECKING:
    from chalicelib.schemas import entities


class ThreadForm(Form):
    """With whom one exchanges messages: `pid`."""

    pid: str = ""


def render_own_stories(account: Account) -> "entities.OwnStories":
    """Return one's own stories, of which there are none."""
    shown = render_account(account)
    user: entities.StoryAuthor = {
        "id": shown["id"],
        "username": shown["username"],
        "avatar": shown["avatar"],
        "local": True,
        "is_author": True,
    }
    return {"self": {"user": user, "nodes": []}}


def render_carousel(account: Account) -> "entities.StoryCarousel":
    """Return one's own stories and those of others, of which there are none."""
    return {**render_own_stories(account), "nodes": []}


def render_thread(account: Account) -> "entities.DirectThread":
    """Return the messages that one exchanged with somebody, of which there are none."""
    shown = render_account(account)
    return {
        "id": shown["id"],
        "name": shown["display_name"],
        "username": shown["username"],
        "avatar": shown["avatar"],
        "url": shown["url"],
        "muted": False,
        "isLocal": True,
        "domain": None,
        "created_at": shown["created_at"],
        "updated_at": shown["created_at"],
        "last_message": "",
        "messages": [],
    }
