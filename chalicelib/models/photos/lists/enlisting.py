"""Put a post on the lists of those who are shown it; it does not name the model, which imports it."""

from typing import Any

from chalicelib.models.photos.lists import listings
from chalicelib.models.photos.sharing.audiences import (
    BY_HAND,
    CLOSE_FRIENDS,
    FOLLOWERS,
    LIST,
    PUBLIC,
    UNLISTED,
    list_id_of,
)


def put(post: Any, *, is_held: bool) -> None:
    """Put a post on the lists of those who are shown it; on its author's alone where it is held back."""
    if post.is_message:
        post.listing, post.public, post.chosen = listings.messages(post.author_id), None, None
        return
    has_media = bool(post.body.get("media"))
    is_put_away = post.is_archived and not post.parent_id
    shown_to = listings.ARCHIVE if is_put_away else listings.OWN if is_held else _shown_to(post)
    post.listing = listings.name(post.author_id, shown_to, is_comment=bool(post.parent_id), has_media=has_media)
    if post.reblog_of_id:
        post.listing = listings.reblogs(post.author_id, shown_to)
    is_public = shown_to == listings.ALL and post.access != UNLISTED and not (post.parent_id or post.reblog_of_id)
    post.public = listings.public(has_media=has_media) if is_public else None
    post.chosen = _chosen(post, has_media=has_media)


def _shown_to(post: Any) -> str:
    if post.closed_by or post.access in BY_HAND:
        return listings.OWN
    if post.is_private:
        # Who follows its author is let in, and nobody follows whose post it is by following who comments on it.
        return listings.FOLLOWERS if post.owner_id == post.author_id else listings.OWN
    if post.access in (PUBLIC, UNLISTED) or post.shows_lock:
        return listings.ALL
    return listings.FOLLOWERS if post.access == FOLLOWERS and post.audience == post.author_id else listings.OWN


def _chosen(post: Any, *, has_media: bool) -> str | None:
    """Return the list of those whom its author chose on which a post is, beside the author's own."""
    if post.closed_by or post.parent_id:
        return None
    if post.access == CLOSE_FRIENDS:
        return listings.for_friends(post.author_id, has_media=has_media)
    return (
        listings.for_list(post.author_id, list_id_of(post.offer), has_media=has_media) if post.access == LIST else None
    )
