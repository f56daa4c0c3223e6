"""Exchange a photo's files for others: row and post name the new place of them in one write."""

from collections.abc import Mapping
from typing import Any

from pynamodb.expressions.condition import Condition
from pynamodb.expressions.update import Action
from pynamodb.transactions import TransactWrite

from chalicelib.models.base import assignments, guarded, transact_if
from chalicelib.models.people.accounts import Account
from chalicelib.models.photos.media import READY, Media
from chalicelib.models.photos.places import Place, in_short
from chalicelib.models.photos.posts import Post

# What a post's body says of a photo's files; the alt text and the focus there are the post's own.
OF_THE_FILES = ("key", "place", "width", "height", "blurhash", "renditions", "processing")


def swap(item: Media, post: Post | None, target: Place, changes: Mapping[str, Any]) -> bool:
    """Name another place of the files, in the row and in what shows them; False where either changed.

    That is the post that has the photo, and of an avatar or a header its account.

    `changes` are the row's attributes that say something else of the new files.
    """
    values = {**changes, "key": target.key, "place": target.kind, "is_private": None}

    def build(writes: TransactWrite) -> None:
        writes.update(Media(item.id), assignments(Media, values), condition=_as_read(item))
        if post:
            # The version grows, so that no edit writes back what it read before.
            actions: list[Action] = [Post.body.set(_body(item, post, values)), Post.version.set(post.version + 1)]
            writes.update(Post(post.id), actions, condition=Post.version == post.version)
        if item.purpose != "photo":
            key, media_id = (getattr(Account, f"{item.purpose}_{name}") for name in ("key", "media_id"))
            writes.update(Account(item.owner_id), [key.set(target.key)], condition=media_id == item.id)

    return transact_if(build)


def note_made(item: Media, made_with: int) -> bool:
    """Note with which pipeline the files count as made where they stay as they are, unless they were exchanged."""
    return guarded(lambda: item.update([Media.made_with.set(made_with)], condition=Media.key == item.key))


def _as_read(item: Media) -> Condition:
    """Return the condition that a photo's place and post are those that were read: a key is never used again."""
    post = Media.post_id == item.post_id if item.post_id else Media.post_id.does_not_exist()
    same: Condition = (Media.state == READY) & (Media.key == item.key) & post
    return same


def _body(item: Media, post: Post, values: Mapping[str, Any]) -> dict[str, Any]:
    new = {name: values[name] for name in OF_THE_FILES if values.get(name) is not None}
    if "renditions" in new:
        new["renditions"] = in_short(new["renditions"])
    photos = [photo | new if photo["id"] == item.id else photo for photo in post.body["media"]]
    body: dict[str, Any] = post.body
    return {**body, "media": photos}
