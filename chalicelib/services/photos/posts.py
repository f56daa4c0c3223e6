"""Publish, edit and delete posts."""

from dataclasses import dataclass, field
from typing import Any

from chalicelib import config
from chalicelib.errors import MediaFailed, MediaNotReady, NotFound, Unavailable, Unprocessable
from chalicelib.gateways import queue
from chalicelib.models.base import GuardFailed, id_time, new_id
from chalicelib.models.batches import fetch
from chalicelib.models.people.accounts import Account, Name
from chalicelib.models.photos.likes import Like
from chalicelib.models.photos.media import FAILED, Media
from chalicelib.models.photos.posts import FOLLOWERS, PUBLIC, Post
from chalicelib.models.photos.revisions import Revision
from chalicelib.models.photos.submissions import Submission
from chalicelib.services.photos import text

MOST_MEDIA = 10
LONGEST_CAPTION = 2200
EDIT_RACES = 5
# One message clears this many comments; the next ones are another message's.
MOST_CLEARED = 500


@dataclass(frozen=True)
class Draft:
    """What an author sends. `app` is the name and website of the client that sends it."""

    caption: str = ""
    media_ids: list[str] = field(default_factory=list)
    access: str = PUBLIC
    spoiler: str = ""
    sensitive: bool = False
    language: str | None = None
    app: dict[str, str] | None = None


def publish(author_id: str, draft: Draft, idempotency_key: str = "", parent: Post | None = None) -> Post:
    """Publish a post, or a comment on `parent`, and queue its delivery to the author's followers.

    A repeated idempotency key returns the post it made before. Raises MediaNotReady while any of its photos
    is still being processed. A crash before the queue is told loses nothing: the sweeper finds posts that
    were never delivered.
    """
    if idempotency_key and (before := Submission.post_id_of(author_id, idempotency_key)):
        return Post.find(before)
    post = _compose(author_id, draft, parent)
    submission = Submission.of(author_id, idempotency_key, post.id) if idempotency_key else None
    try:
        post.publish(submission)
    except GuardFailed as failed:
        return _published_before(author_id, idempotency_key, failed)
    if post.undelivered:
        queue.send("posts", post_id=post.id)
    return post


def _published_before(author_id: str, idempotency_key: str, failed: GuardFailed) -> Post:
    before = Submission.post_id_of(author_id, idempotency_key) if idempotency_key else None
    if before and 0 in failed.positions:
        return Post.find(before)
    raise Unprocessable("Validation failed: a photo is already part of a post, or what you reply to is gone")


def _compose(author_id: str, draft: Draft, parent: Post | None) -> Post:
    media = _attachable(author_id, draft.media_ids)
    _check(draft, has_media=bool(media))
    author = Account.find(author_id)
    post = Post(new_id(), author_id=author_id, access=draft.access, author=author.snapshot())
    post.body = {"media": [item.snapshot() for item in media], **_words(draft)}
    if draft.app:
        post.body["app"] = draft.app
    if parent is None:
        post.listing, post.undelivered = author_id, "undelivered"
        post.public = PUBLIC if draft.access == PUBLIC else None
    else:
        post.listing = f"{author_id}#comments"
        post.parent_id, post.parent_author_id = parent.id, parent.author_id
        post.root_id = parent.root_id or parent.id
        if parent.access == FOLLOWERS:
            post.access, post.audience_id = FOLLOWERS, parent.audience
    return post


def _check(draft: Draft, *, has_media: bool) -> None:
    if not draft.caption.strip() and not has_media:
        raise Unprocessable("Validation failed: Text can't be blank")
    if not has_media and not config.ALLOW_TEXT_POSTS:
        raise Unprocessable("Validation failed: A post needs a photo")
    if len(draft.caption) + len(draft.spoiler) > LONGEST_CAPTION:
        raise Unprocessable(f"Validation failed: Text character limit of {LONGEST_CAPTION} exceeded")


def _check_number(media_ids: list[str]) -> None:
    if len(media_ids) > MOST_MEDIA or len(set(media_ids)) < len(media_ids):
        raise Unprocessable(f"Validation failed: At most {MOST_MEDIA} photos, each once")


def _attachable(owner_id: str, media_ids: list[str]) -> list[Media]:
    _check_number(media_ids)
    media = Media.find_all(owner_id, media_ids)
    if any(item.state == FAILED for item in media):
        raise MediaFailed
    if not all(item.is_ready for item in media):
        raise MediaNotReady
    return media


def _words(draft: Draft) -> dict[str, Any]:
    return {
        "caption": draft.caption,
        "spoiler": draft.spoiler,
        "sensitive": draft.sensitive,
        "language": draft.language,
        "mentions": _mentions(draft.caption),
    }


def _mentions(caption: str) -> list[dict[str, str]]:
    names = fetch([(Name, f"@{handle}", None) for handle in text.handles_in(caption)])
    return [{"id": name.account_id, "handle": name.key[1:]} for name in names.values() if isinstance(name, Name)]


def edit(author_id: str, post_id: str, draft: Draft, focus_and_alt: dict[str, dict[str, Any]]) -> Post:
    """Change the words and photos of one's own post; what it said before is kept.

    `focus_and_alt` gives new values of `alt` and `focus` by media id. Raises NotFound for another's post.
    """
    for _ in range(EDIT_RACES):
        post = find_own(author_id, post_id)
        media = _edited_media(post, draft.media_ids)
        _check(draft, has_media=bool(media))
        body = {**post.body, **_words(draft), "media": [item | focus_and_alt.get(item["id"], {}) for item in media]}
        if body == post.body or Revision.replace(post, body):
            return Post.find(post_id)
    raise Unavailable


def _edited_media(post: Post, media_ids: list[str]) -> list[dict[str, Any]]:
    held = {item["id"]: item for item in post.body["media"]}
    added = _attachable(post.author_id, [media_id for media_id in media_ids if media_id not in held])
    items = held | {item.id: item.snapshot() for item in added}
    _check_number(media_ids)
    return [items[media_id] for media_id in media_ids]


def find_own(author_id: str, post_id: str) -> Post:
    """Return one's own post, or raise NotFound."""
    post = Post.find(post_id)
    if post.author_id != author_id:
        raise NotFound
    return post


def history(post: Post) -> list[tuple[dict[str, Any], float]]:
    """Return every body that a post had and when it was written, oldest first."""
    earlier = [(revision.body, revision.written_at) for revision in Revision.of(post.id)]
    return [*earlier, (post.body, post.edited_at or id_time(post.id))]


def delete(author_id: str, post_id: str) -> Post:
    """Delete one's own post and return it as it was. Its photos are kept a day, for those who delete to write again."""
    for _ in range(EDIT_RACES):
        post = find_own(author_id, post_id)
        if post.remove():
            queue.send("deletions", post_id=post_id)
            return post
    raise Unavailable


def clear_away(post_id: str) -> None:
    """Remove what hung on a deleted post: comments, likes, earlier texts. May run twice.

    Entries in timelines are left: a home timeline passes over posts that are gone, and entries end by themselves.
    """
    comment_ids = list(Post.comment_ids(post_id, limit=MOST_CLEARED))
    for comment in Post.find_all(comment_ids).values():
        if comment.remove():
            queue.send("deletions", post_id=comment.id)
    Like.clear(post_id)
    Revision.clear(post_id)
    if len(comment_ids) == MOST_CLEARED:
        queue.send("deletions", post_id=post_id)
