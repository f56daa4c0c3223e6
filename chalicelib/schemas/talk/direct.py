"""Direct messages in the dialect of Pixelfed's API.

Source: https://github.com/pixelfed/pixelfed, app/Http/Controllers/DirectMessageController.php
"""

from typing import TYPE_CHECKING, Annotated

from pydantic import Field

from chalicelib.models.base import id_time, now
from chalicelib.models.people.accounts import Account
from chalicelib.models.talk.conversations import Conversation
from chalicelib.schemas.base import Form
from chalicelib.schemas.pages import PageForm
from chalicelib.schemas.people.accounts import render_account
from chalicelib.schemas.photos.posts import render_photos
from chalicelib.schemas.photos.stories.answered import render_answered
from chalicelib.schemas.text import timestamp
from chalicelib.schemas.uploads import Upload
from chalicelib.services.photos.views import PostPage, PostView
from chalicelib.services.talk.direct.pairs import Pair

if TYPE_CHECKING:
    from chalicelib.schemas import entities

UNITS = ((31_536_000, "yr"), (2_592_000, "mo"), (604_800, "w"), (86_400, "d"), (3_600, "h"), (60, "m"), (1, "s"))


class ThreadForm(PageForm):
    """Which page is asked for of the conversation with whom."""

    pid: str


class SendForm(Form):
    """A message to somebody; `type` says nothing that its text does not."""

    to_id: str
    message: Annotated[str, Field(min_length=1)]


class PhotoForm(Form):
    """A photo to somebody."""

    to_id: str
    file: Upload


class IdForm(Form):
    """Which message, or with whom."""

    id: str


class ReadForm(Form):
    """With whom everything is read; `sid` names the first of it, and all later ones are read as well."""

    pid: str
    sid: str = ""


class LookupForm(Form):
    """Who is looked for, by a beginning of their handle or their name."""

    q: Annotated[str, Field(min_length=2, max_length=50)]


def render_thread(pair: Pair, page: PostPage) -> "entities.DirectThread":
    """Return a conversation of two with a page of it, the newest first."""
    other = render_account(pair.other)
    born = id_time(pair.other.id)
    return {
        "id": other["id"],
        "name": other["display_name"],
        "username": other["username"],
        "avatar": other["avatar"],
        "url": other["url"],
        "muted": pair.is_muted,
        "isLocal": True,
        "domain": None,
        "created_at": other["created_at"],
        "updated_at": timestamp(id_time(pair.row.last_id) if pair.row.last_id else born),
        "timeAgo": _ago(born),
        "lastMessage": "",
        "messages": [render_message(view, pair.row) for view in page.views],
    }


def render_message(view: PostView, row: Conversation | None = None) -> "entities.DirectMessage":
    """Return a message; `row` is what its reader has of the conversation, none for whoever sent it just now."""
    post = view.post
    photos = render_photos(view, post.body)
    meta, is_own = _meta(view), view.viewer_id == post.author_id
    return {
        "id": post.id,
        "reportId": post.id,
        "hidden": bool(row and row.is_request),
        "isAuthor": is_own,
        "type": "story:comment" if meta else "photo" if photos else "text",
        "text": str(post.body["caption"]),
        "media": photos[0]["url"] if photos else None,
        "carousel": photos,
        "created_at": timestamp(id_time(post.id)),
        "timeAgo": _ago(id_time(post.id)),
        "seen": bool(row and not is_own and post.id <= row.read_id),
        "meta": meta,
    }


def _meta(view: PostView) -> "entities.MessageMeta | None":
    """Return which story a message answers, where its reader is shown that: without a picture the app draws nothing."""
    told = render_answered(view)
    if told is None or told["small"] is None or view.story is None:
        return None
    author = next((one["handle"] for one in view.post.body["mentions"] if one["id"] == told["account_id"]), "")
    return {
        "story_id": told["id"],
        "story_username": author,
        "story_actor_username": str((view.author.snapshot() if view.author else view.post.author)["handle"]),
        "story_media_url": told["small"],
        "caption": str(view.post.body["caption"]),
    }


def _ago(at: float) -> str:
    """Return how long ago something was, as Pixelfed writes it: in the largest unit of which there is one."""
    seconds = max(1, now() - int(at))
    return next(f"{seconds // size}{unit}" for size, unit in UNITS if seconds >= size)


def render_sent_photo(view: PostView) -> "entities.SentPhoto":
    """Return a photo that was sent."""
    told = render_message(view)
    return {"id": told["id"], "reportId": told["reportId"], "type": "photo", "url": told["media"]}


def render_recipients(accounts: list[Account]) -> "list[entities.Recipient]":
    """Return those to whom one may write among whom one looked for."""
    told = [render_account(account) for account in accounts]
    return [
        {
            "id": one["id"],
            "local": True,
            "name": one["username"],
            "privacy": True,
            "avatar": one["avatar"],
            "account": one,
        }
        for one in told
    ]
