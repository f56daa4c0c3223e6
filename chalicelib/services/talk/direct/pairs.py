"""Conversations of two as Pixelfed's app has them: by the other one, whether or not anything was said there yet."""

from dataclasses import dataclass

from chalicelib.errors import NotFound, Unprocessable
from chalicelib.models.paging import Page
from chalicelib.models.people import mutes
from chalicelib.models.people.accounts import Account
from chalicelib.models.talk.conversations import Conversation
from chalicelib.services.people.relationships import blocks
from chalicelib.services.people.search import names
from chalicelib.services.photos import posts, views
from chalicelib.services.photos.drafts import Draft
from chalicelib.services.photos.making import taking
from chalicelib.services.photos.views import PostPage, PostView
from chalicelib.services.talk.direct import conversations, messages

MOST_FOUND = 8


@dataclass(frozen=True)
class Pair:
    """What one of two has of their conversation: the other, their row, and whether they muted it."""

    other: Account
    row: Conversation
    is_muted: bool


def find(account_id: str, other_id: str) -> Pair:
    """Return the conversation with somebody, or raise NotFound where there is nobody whom one may meet: two trips."""
    try:
        talk = conversations.between(account_id, [other_id])
    except Unprocessable as error:
        raise NotFound from error
    if not talk.people:
        raise NotFound
    return Pair(talk.people[0], talk.row, talk.is_muted)


def read_page(account_id: str, other_id: str, page: Page) -> tuple[Pair, PostPage]:
    """Return the conversation with somebody and a page of it, the newest first; none of what one put away."""
    pair = find(account_id, other_id)
    is_listed = pair.row.last_id and pair.row.box
    return pair, conversations.messages(account_id, pair.row.id, page) if is_listed else PostPage()


def send(account_id: str, other_id: str, draft: Draft, key: str = "") -> PostView:
    """Send somebody a message."""
    return views.only(views.of_posts(account_id, [messages.send(account_id, [other_id], draft, key)]))


def send_photo(account_id: str, other_id: str, body: bytes, content_type: str, key: str = "") -> PostView:
    """Send somebody a photo that is processed while they wait; raises MediaNotReady where that takes too long."""
    if before := messages.sent_before(account_id, key):
        return views.only(views.of_posts(account_id, [before]))
    # Nothing is kept of a photo for somebody to whom one cannot write.
    find(account_id, other_id)
    item = taking.take(account_id, body, content_type)
    return send(account_id, other_id, Draft(media_ids=[item.id]), key)


def unsend(account_id: str, message_id: str) -> None:
    """Delete a message of one's own; NotFound for whatever else is one's own."""
    if not posts.find_own(account_id, message_id).is_message:
        raise NotFound
    posts.delete(account_id, message_id)


def read(account_id: str, other_id: str) -> str | None:
    """Note that all was read that somebody said; tells what came last, where that was new."""
    row = find(account_id, other_id).row
    if not (row.is_unread and row.box):
        return None
    conversations.read(account_id, row.id)
    return row.last_id


def mute(account_id: str, other_id: str) -> None:
    """Be told nothing of what somebody says to one alone; a second time changes nothing."""
    mutes.silence(account_id, find(account_id, other_id).row.id)


def unmute(account_id: str, other_id: str) -> None:
    """Be told of it again; without a mute it changes nothing."""
    mutes.unsilence(account_id, find(account_id, other_id).row.id)


def look_up(account_id: str, text: str) -> list[Account]:
    """Return some to whom one may write among whom a text finds."""
    found = [one.id for one in names.search(account_id, text, MOST_FOUND) if one.id != account_id]
    return blocks.find_met(account_id, found)
