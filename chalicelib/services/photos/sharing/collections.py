"""Put one's own posts together in collections, and order them by hand."""

from collections.abc import Callable, Sequence
from typing import Any

from chalicelib.errors import BadRequest, NotFound, Unavailable, Unprocessable
from chalicelib.models.base import now, wait_a_little
from chalicelib.models.photos.posts import Post
from chalicelib.models.photos.sharing.collections import DRAFT, Collection
from chalicelib.models.photos.sharing.secret_links import SecretLink
from chalicelib.services.photos import posts

MOST_COLLECTIONS, MOST_POSTS = 100, 100
RACES = 8
TOO_MANY = f"You can only add {MOST_POSTS} posts per collection"


def create(account_id: str, given: dict[str, Any]) -> Collection:
    """Make a collection of one's own posts, for oneself alone where nothing else is said."""
    if len(Collection.of(account_id)) >= MOST_COLLECTIONS:
        raise Unprocessable(f"Validation failed: You can have at most {MOST_COLLECTIONS} collections")
    made = Collection(account_id=account_id)
    for name, value in _checked(made, given).items():
        setattr(made, name, value)
    made.create()
    return made


def find(account_id: str, collection_id: str) -> Collection:
    """Return one's own collection, or raise NotFound."""
    return Collection.owned(account_id, collection_id)


def edit(account_id: str, collection_id: str, given: dict[str, Any]) -> None:
    """Change what is given of one's own collection: its words, who sees it, its cover, its posts and their order."""
    _change(account_id, collection_id, lambda held: _checked(held, given))


def add(account_id: str, collection_id: str, post_id: str) -> None:
    """Put one's own post behind the others; one that is there stays where it is.

    Raises NotFound for what is no photo of one's own, and BadRequest where the collection is full: what is gone by then
    makes room.
    """
    post = posts.find_own(account_id, post_id)
    if not post.stands_alone or not post.body["media"]:
        raise NotFound

    def added(held: Collection) -> dict[str, Any]:
        ids = [*held.post_ids]
        if post_id in ids:
            return {}
        if len(ids) >= MOST_POSTS:
            there = Post.find_all(ids)
            ids = [one for one in ids if one in there]
        if len(ids) >= MOST_POSTS:
            raise BadRequest(TOO_MANY)
        return {"post_ids": [*ids, post_id]}

    _change(account_id, collection_id, added)


def remove(account_id: str, collection_id: str, post_id: str) -> None:
    """Take a post out, or raise NotFound where it is not in; the only one stays, as at Pixelfed: BadRequest."""

    def removed(held: Collection) -> dict[str, Any]:
        if post_id not in held.post_ids:
            raise NotFound
        if len(held.post_ids) == 1:
            raise BadRequest("You cannot delete the only post of a collection!")
        cover = {"cover_id": None} if held.cover_id == post_id else {}
        return {"post_ids": [one for one in held.post_ids if one != post_id], **cover}

    _change(account_id, collection_id, removed)


def delete(account_id: str, collection_id: str) -> None:
    """Delete one's own collection with its secret links; its posts stay. Raises NotFound without it."""
    held = Collection.owned(account_id, collection_id)
    # Without its collection a link opens nothing, so that being cut in between leaves nothing open.
    SecretLink.clear(collection_id)
    held.remove()


def _checked(held: Collection, given: dict[str, Any]) -> dict[str, Any]:
    """Return what is to be written of what is given, or raise Unprocessable."""
    changes = {name: value for name, value in given.items() if value is not None}
    if "post_ids" in changes:
        changes["post_ids"] = _own(held, changes["post_ids"])
    ids = changes.get("post_ids", held.post_ids)
    cover = changes.get("cover_id", held.cover_id)
    if "cover_id" in changes and cover and cover not in ids:
        raise Unprocessable("Validation failed: The cover must be one of the posts")
    changes |= {"cover_id": cover if cover in ids else None}
    if changes.get("visibility", DRAFT) != DRAFT and not held.published_at:
        changes["published_at"] = now()
    return changes


def _own(held: Collection, post_ids: Sequence[str]) -> list[str]:
    """Return the ids of one's own posts, each once, in their order; what was in before and is gone is left out."""
    wanted = list(dict.fromkeys(post_ids))
    if len(wanted) > MOST_POSTS:
        raise Unprocessable(f"Validation failed: {TOO_MANY}")
    found = Post.find_all(wanted)
    own = [one for one in wanted if one in found and _is_own(held.account_id, found[one])]
    if set(wanted) - {*own, *held.post_ids}:
        raise Unprocessable("Validation failed: A collection has photos of one's own")
    return own


def _is_own(account_id: str, post: Post) -> bool:
    is_post = post.stands_alone and not (post.reblog_of_id or post.withdrawn_at)
    return post.author_id == account_id and is_post and bool(post.body["media"])


def _change(account_id: str, collection_id: str, change: Callable[[Collection], dict[str, Any]]) -> None:
    """Change a collection from what it is at this moment, whoever else changes it."""
    for attempt in range(RACES):
        held = Collection.owned(account_id, collection_id)
        changes = change(held)
        if not changes or held.change(changes):
            return
        wait_a_little(attempt)
    raise Unavailable
