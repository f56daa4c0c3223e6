"""Publish, edit and delete posts."""

from functools import partial
from typing import Any

from chalicelib.errors import NotFound, Unavailable, Unprocessable
from chalicelib.gateways import queue
from chalicelib.models.base import GuardFailed
from chalicelib.models.money.payments.origins import Write, write_all
from chalicelib.models.photos import publishing, sales
from chalicelib.models.photos.attachments import Move, placed
from chalicelib.models.photos.lists import held
from chalicelib.models.photos.media import Media
from chalicelib.models.photos.posts import Post
from chalicelib.models.photos.publishing import Joined
from chalicelib.models.photos.revisions import Revision
from chalicelib.models.photos.submissions import Submission
from chalicelib.models.promises import Promise
from chalicelib.models.talk import notifications
from chalicelib.services import news, promises
from chalicelib.services.photos import drafts, offers
from chalicelib.services.photos.drafts import Draft
from chalicelib.services.photos.files import moves, originals
from chalicelib.services.photos.making import squares
from chalicelib.services.photos.offers import Terms
from chalicelib.services.photos.search import indexing
from chalicelib.services.photos.sharing import person_tags

__all__ = ["Draft", "delete", "edit", "find_own", "publish"]

EDIT_RACES = 5
TOO_MUCH = "Validation failed: Too many photos and people come and go at once. Change the post in two steps"


def publish(
    author_id: str, draft: Draft, idempotency_key: str = "", parent: Post | None = None, joined: Joined | None = None
) -> Post:
    """Publish a post, or a comment on `parent`, and promise a post's delivery to the author's followers.

    A repeated idempotency key returns the post it made before. What `joined` returns is written in the transaction of
    the post, and by itself where that was made before. Raises MediaNotReady while any of its photos is still being
    processed. A crash loses nothing: promises are kept later, and so are the moves of files.
    """
    if idempotency_key and (before := Submission.post_id_of(author_id, idempotency_key)):
        return _made_before(author_id, before, joined)
    post, media = drafts.compose(author_id, draft, parent)
    submission = Submission.of(author_id, idempotency_key, post.id) if idempotency_key else None
    promise = None if post.parent_id else Promise.of("posts", post_id=post.id)
    ways = moves.into(post, media, draft.held_by)
    _put(post, ways)
    if parent:
        news.announce(*news.told_of(post))
    try:
        originals.carry(post, ways, lambda: publishing.create(post, submission, ways, promise, joined))
    except GuardFailed as failed:
        return _made_before(author_id, _published_before(author_id, idempotency_key, failed), joined)
    if promise:
        promises.send(promise)
    else:
        news.hint(*news.told_of(post))
    return post


def _put(post: Post, ways: list[Move]) -> None:
    post.body = {**post.body, "media": placed(post.body["media"], ways)}


def _made_before(author_id: str, post_id: str, joined: Joined | None) -> Post:
    post = find_own(author_id, post_id)
    if joined:
        write_all(joined(post))
    return post


def _published_before(author_id: str, idempotency_key: str, failed: GuardFailed) -> str:
    before = Submission.post_id_of(author_id, idempotency_key) if idempotency_key else None
    if before and 0 in failed.positions:
        return before
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
        offers.keep_sold(post, items)
        stated = drafts.restated(draft, post)
        drafts.check(stated, has_media=bool(items))
        changed = post.copy()
        changed.body = {
            **post.body,
            **drafts.words(author_id, stated),
            "media": [item | focus_and_alt.get(item["id"], {}) for item in items],
        }
        changed.body |= drafts.chosen_town(draft, post)
        if post.is_message or "caption" in draft.unsaid:
            _keep_mentions(post, changed)
        offers.put_under(post, changed, terms)
        offers.expect_plain(changed, post)
        changed.enlist(is_held=post.is_held if terms is None else held.awaits_launch(changed))
        changed.body |= drafts.chosen_originals(draft, changed)
        offers.count_changed(post, changed)
        person_tags.put_in(changed, draft.people)
        is_released = _comes_home(post, changed)
        if is_released:
            queue.announce("posts", post_id=post_id)
        if _is_same(post, changed) or _replace(post, changed, media):
            offers.announce(post, changed)
            if is_released:
                queue.send("posts", post_id=post_id)
            return squares.follow(Post.find(post_id), [one for one, new in focus_and_alt.items() if "focus" in new])
    raise Unavailable


def _comes_home(post: Post, changed: Post) -> bool:
    """Tell whether an edit shows a post to some to whom it was not delivered; whoever has it already has it once."""
    return post.is_held and (not changed.is_held or post.rule != changed.rule)


def _keep_mentions(post: Post, changed: Post) -> None:
    """Let a message be between those between whom it was, whomever it names, and words that stay name whom they did."""
    if post.is_message and changed.body.get("town"):
        raise Unprocessable("Validation failed: a message names no place")
    changed.body = {**changed.body, "mentions": post.body["mentions"]}


def _is_same(post: Post, changed: Post) -> bool:
    return all(getattr(post, one) == getattr(changed, one) for one in ("body", "access", "offer", "people"))


def _replace(post: Post, changed: Post, added: list[Media]) -> bool:
    ways = moves.within(post, changed, added)
    if Revision.is_too_much(post, changed, ways):
        raise Unprocessable(TOO_MUCH)
    _put(changed, ways)
    is_told = news.told_of(post) != news.told_of(changed) or post.people != changed.people
    told = news.told_of(changed) if is_told else []
    news.announce(*told)
    try:
        done = indexing.carry(
            post, changed, lambda: originals.carry(changed, ways, lambda: Revision.replace(post, changed, ways))
        )
    except GuardFailed:
        return False
    if done:
        news.hint(*told)
    return done


def find_own(author_id: str, post_id: str) -> Post:
    """Return one's own post, or raise NotFound; what was deleted and kept for its buyers is no more its author's.

    A reblog is no post of one's own: it is only taken back.
    """
    post = Post.find(post_id)
    if post.author_id != author_id or post.withdrawn_at or post.reblog_of_id:
        raise NotFound
    return post


def delete(author_id: str, post_id: str, *, deletes_media: bool = False) -> Post:
    """Delete one's own post and return it as it was, with its photos where their author alone finds them.

    They are kept a day for those who delete to write again, or not at all where `deletes_media` says so. What was sold
    is withdrawn instead: its buyers keep it, and nobody else finds it.
    """
    for _ in range(EDIT_RACES):
        post = find_own(author_id, post_id)
        offers.check_campaign_ended(post)
        about: dict[str, Any] = {} if post.is_message else {"author_id": author_id}
        about |= {"post_id": post_id, "told": notifications.named_by(post)}
        queue.announce("deletions", **about)
        ways = moves.to_buyers(post) if post.sales_count else moves.out_of(post, ends=deletes_media)
        if post.sales_count:
            is_gone = originals.carry(post, ways, partial(sales.withdraw, post, ways))
        else:
            is_gone = moves.carry(ways, partial(publishing.remove, post, ways, _also(post)))
        if is_gone:
            queue.send("deletions", **about)
            offers.announce(post)
            _put(post, ways)
            return post
    raise Unavailable


def _also(post: Post) -> list[Write]:
    """Return what is written with a deletion: members of a conversation have the message before as the last."""
    if not post.is_message:
        return []
    # Home starts without conversations.
    from chalicelib.models.talk import conversations  # noqa: PLC0415

    return [conversations.unsent(post)]
