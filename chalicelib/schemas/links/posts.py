"""Say of a post what a link to it shows: what a visitor is answered, and less where it is locked or covered."""

from typing import TYPE_CHECKING

from chalicelib import config
from chalicelib.models.photos.posts import PUBLIC
from chalicelib.schemas.links.heads import Head, Picture, plain
from chalicelib.schemas.links.preloads import OF_POST, OPEN, Preload, preload_of
from chalicelib.schemas.photos.posts import render_status
from chalicelib.schemas.text import post_url
from chalicelib.services.photos.views import PostView

if TYPE_CHECKING:
    from chalicelib.schemas import entities

LONGEST_QUOTE = 80


def head_of_post(view: PostView) -> Head:
    """Return the head of a post's page. A locked post has neither its words nor its photos there, only what opens it.

    What its author covers, with a warning or as sensitive, stays covered.
    """
    shown = view.proper
    status = render_status(shown)
    name = status["account"]["display_name"] or status["account"]["username"]
    return Head(
        title=_title(shown, status, name),
        path=post_url(status["account"]["acct"], shown.post.id).removeprefix(config.PUBLIC_URL),
        text=_text(shown, status),
        kind="article",
        picture=_picture(status),
        first=_first(status),
        is_indexed=_is_indexed(shown),
        is_embeddable=is_embeddable(shown),
        onward=("Unlock this post", status["rossgram"]["unlock_url"]) if status["rossgram"]["unlock_url"] else None,
    )


def is_embeddable(view: PostView) -> bool:
    """Tell whether other sites may show a post: where it is for everybody, and not locked."""
    return view.post.access == PUBLIC and not view.is_locked


def _is_indexed(view: PostView) -> bool:
    author = view.author
    is_findable = author is not None and not author.silenced_at and not author.profile.get("noindex")
    return is_findable and view.post.access == PUBLIC and not view.post.parent_id


def words_of(view: PostView, status: "entities.Status") -> str:
    """Return what a post says to everybody: its warning in place of its words, and nothing where it is locked."""
    if view.is_locked:
        return ""
    return str(status["spoiler_text"] or view.post.body["caption"])


def _title(view: PostView, status: "entities.Status", name: str) -> str:
    words = plain(words_of(view, status), LONGEST_QUOTE)
    return f"{name}: “{words}”" if words else f"A post of {name}"


def _text(view: PostView, status: "entities.Status") -> str:
    card = status["card"]
    if view.is_locked:
        return f"{card['title']}. {card['description']}." if card else ""
    return words_of(view, status) or f"@{status['account']['acct']}"


def _uncovered(status: "entities.Status") -> "entities.MediaAttachment | None":
    if status["sensitive"] or status["spoiler_text"]:
        return None
    return next(iter(status["media_attachments"]), None)


def _first(status: "entities.Status") -> Preload | None:
    photo = _uncovered(status)
    return preload_of(photo, OF_POST) if photo else None


def _picture(status: "entities.Status") -> Picture | None:
    photo = _uncovered(status)
    if photo is None:
        return None
    small = photo["meta"]["small"]
    shown = (photo["preview_url"] or "", small["width"], small["height"])
    for one in photo["rossgram"].get("renditions", []):
        if (one["name"], one["type"]) == ("feed", "image/jpeg"):
            shown = (one["url"], one["width"], one["height"])
    return Picture(*shown, photo["description"] or "") if shown[0].startswith(OPEN) else None
