"""Direct messages, of which there are none, as Pixelfed's app reads them. Source: its DirectMessageController."""

from typing import TYPE_CHECKING

from chalicelib.models.people.accounts import Account
from chalicelib.schemas.base import Form
from chalicelib.schemas.people.accounts import render_account

if TYPE_CHECKING:
    from chalicelib.schemas import entities


class ThreadForm(Form):
    """With whom one exchanges messages: `pid`."""

    pid: str = ""


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
