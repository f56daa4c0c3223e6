"""Publish, edit and delete posts."""

from functools import partial
from typing import Any

from chalicelib.errors import NotFound, Unavailable, Unprocessable
from chalicelib.gateways import queue
from chalicelib.models.base import GuardFailed, id_time
from chalicelib.models.money.funding.campaigns import COLLECTING, LIVE, Campaign
from chalicelib.models.photos import likes, publishing, sales
from chalicelib.models.photos.attachments import Move, placed
from chalicelib.models.photos.bookmarks import Bookmark
from chalicelib.models.photos.media import Media
from chalicelib.models.photos.posts import PAID, PUBLIC, UNLISTED, Post
from chalicelib.models.photos.revisions import Revision
from chalicelib.models.photos.submissions import Submission
from chalicelib.services.photos import drafts, offers
from chalicelib.services.photos.drafts import Draft
from chalicelib.services.photos.files import moves, originals
from chalicelib.services.photos.offers import Terms

__all__ = ["Draft", "clear_away", "delete", "edit", "find_own", "history", "publish"]

EDIT_RACES = 5
# One message clears this many comments; the next ones are another message's.
MOST_CLEARED = 500


def publish(author_id: str, draft: Draft, idempotency_key: str = "", parent: Post | None = None) -> Post:
    """Publish a post, or a comment on `parent`, and queue its delivery to the author's followers.

    A repeated idempotency key returns the post it made before. Raises MediaNotReady while any of its photos
    is still being processed. A crash before the queue is told loses nothing: the sweeper finds posts that
    were never delivered, and photos whose files are still where they were before the post was paid for.
    """
    if idempotency_key and (before := Submission.post_id_of(author_id, idempotency_key)):
        return Post.find(before)
    post, media = drafts.compose(author_id, draft, parent)
    submission = Submission.of(author_id, idempotency_key, post.id) if idempotency_key else None
    ways = moves.into(post, media)
    _put(post, ways)
    try:
        moves.carry(ways, lambda: publishing.create(post, submission, ways))
    except GuardFailed as failed:
        return _published_before(author_id, idempotency_key, failed)
    originals.announce(post)
    if post.undelivered:
        queue.send("posts", post_id=post.id)
    return post


def _put(post: Post, ways: list[Move]) -> None:
    """Note in a post where its photos lie after their moves."""
    post.body = {**post.body, "media": placed(post.body["media"], ways)}


def _published_before(author_id: str, idempotency_key: str, failed: GuardFailed) -> Post:
    before = Submission.post_id_of(author_id, idempotency_key) if idempotency_key else None
    if before and 0 in failed.positions:
        return Post.find(before)
    raise Unprocessable("Validation failed: a photo is already part of a post, or what you reply to is gone")


def edit(
    author_id: str, post_id: str, draft: Draft, focus_and_alt: dict[str, dict[str, Any]], terms: Terms | None = None
) -> Post:
    """Change the words and photos of one's own post; what it said before is kept.

    `focus_and_alt` gives new values of `alt` and `focus` by media id; `terms`, where given, who may see it from then
    on. Raises NotFound for another's post.
    """
    for _ in range(EDIT_RACES):
        post = find_own(author_id, post_id)
        items, media = drafts.edited_media(post, draft.media_ids)
        _keep_sold(post, items)
        drafts.check(draft, has_media=bool(items))
        changed = post.copy()
        changed.body = {
            **post.body,
            **drafts.words(draft),
            "media": [item | focus_and_alt.get(item["id"], {}) for item in items],
        }
        _set_terms(post, changed, terms)
        changed.body |= drafts.chosen_originals(draft, changed)
        if _is_same(post, changed) or _replace(post, changed, media):
            return Post.find(post_id)
    raise Unavailable


def _keep_sold(post: Post, items: list[dict[str, Any]]) -> None:
    """Raise Unprocessable where somebody would lose a photo that they bought."""
    kept = {item["id"] for item in items}
    if post.sales_count and any(item["id"] not in kept for item in post.body["media"]):
        raise Unprocessable("Validation failed: A photo that was sold stays in its post")


def _is_same(post: Post, changed: Post) -> bool:
    return (post.body, post.access, post.offer) == (changed.body, changed.access, changed.offer)


def _set_terms(post: Post, changed: Post, terms: Terms | None) -> None:
    """Put an edited post under new terms, or see that it still keeps the ones it has."""
    has_media = bool(changed.body["media"])
    if terms is None:
        needs_a_photo = post.is_paid and not post.parent_id and not (post.offer or {}).get(offers.FOR_BACKERS)
        if needs_a_photo and not has_media:
            raise Unprocessable(offers.NEEDS_A_PHOTO)
        return
    if post.parent_id:
        raise Unprocessable("Validation failed: a comment belongs to the audience of what it answers")
    if post.body.get("campaign_id") and terms.access != post.access:
        raise Unprocessable("Validation failed: a post that presents a campaign is for everybody")
    if terms.access not in (PUBLIC, UNLISTED, *PAID):
        raise Unprocessable("Validation failed: a post cannot be taken back to followers")
    changed.set_terms(terms.access, offers.resolve(post.author_id, *terms, has_media=has_media))
    is_new_rule = (post.access, post.offer) != (changed.access, changed.offer) and not changed.is_repriced(post)
    if is_new_rule and post.comments_count:
        # Each comment has taken over who may see it.
        raise Unprocessable("Validation failed: who may see a post cannot be changed once it has comments")


def _replace(post: Post, changed: Post, added: list[Media]) -> bool:
    ways = moves.within(post, changed, added)
    _put(changed, ways)
    try:
        is_written = moves.carry(ways, lambda: Revision.replace(post, changed, ways))
    except GuardFailed:
        return False
    if is_written and ways:
        originals.announce(changed)
    return is_written


def find_own(author_id: str, post_id: str) -> Post:
    """Return one's own post, or raise NotFound; what was deleted and kept for its buyers is no more its author's."""
    post = Post.find(post_id)
    if post.author_id != author_id or post.withdrawn_at:
        raise NotFound
    return post


def history(post: Post) -> list[tuple[dict[str, Any], float]]:
    """Return every body that a post had and when it was written, oldest first."""
    earlier = [(revision.body, revision.written_at) for revision in Revision.of(post.id)]
    return [*earlier, (post.body, post.edited_at or id_time(post.id))]


def delete(author_id: str, post_id: str, *, deletes_media: bool = False) -> Post:
    """Delete one's own post and return it as it was, with its photos where their author alone finds them.

    They are kept a day for those who delete to write again, or not at all where `deletes_media` says so. What was sold
    is withdrawn instead: its buyers keep it, and nobody else finds it.
    """
    for _ in range(EDIT_RACES):
        post = find_own(author_id, post_id)
        _check_campaign_ended(post)
        ways = moves.to_buyers(post) if post.sales_count else moves.out_of(post, ends=deletes_media)
        if moves.carry(ways, partial(sales.withdraw if post.sales_count else publishing.remove, post, ways)):
            queue.send("deletions", post_id=post_id)
            _put(post, ways)
            if post.sales_count:
                originals.announce(post)
            return post
    raise Unavailable


def _check_campaign_ended(post: Post) -> None:
    """Raise Unprocessable where people are asked for money by a post: it stays until they are told how it ended."""
    presented = Campaign.find_all([post.body["campaign_id"]]) if post.body.get("campaign_id") else []
    if any(campaign.state in (LIVE, COLLECTING) for campaign in presented):
        raise Unprocessable("Validation failed: This post presents a campaign: cancel that before you delete it")


def clear_away(post_id: str) -> None:
    """Remove the comments, likes, bookmarks and earlier texts of a deleted post. May run twice.

    Entries in timelines are left: a home timeline passes over posts that are gone, and entries end by themselves.
    """
    comment_ids = list(Post.comment_ids(post_id, limit=MOST_CLEARED))
    for comment in Post.find_all(comment_ids).values():
        ways = moves.out_of(comment)
        if moves.carry(ways, partial(publishing.remove, comment, ways)):
            queue.send("deletions", post_id=comment.id)
    likes.clear(post_id)
    Bookmark.clear(post_id)
    Revision.clear(post_id)
    if len(comment_ids) == MOST_CLEARED:
        queue.send("deletions", post_id=post_id)
