"""Exchange the key under which a photo's files lie for another one: row and post name the new files in one write.

An exchange is: note a spare key in the row, write files under it, swap the two keys where the photo is shown, delete
the files under the key that is spare by then, and forget it. A crash in between leaves a row with a spare key, whose
files are shown nowhere: the sweeper, the next exchange, the job and the deletion of the photo each delete them.
"""

from collections.abc import Mapping
from typing import Any

from pynamodb.expressions.condition import Condition
from pynamodb.expressions.update import Action
from pynamodb.transactions import TransactWrite

from chalicelib.models.base import assignments, guarded, now, transact_if
from chalicelib.models.photos.media import READY, Media
from chalicelib.models.photos.posts import Post

# A swap is followed by its clean-up at once; after this long, the sweeper does that.
TIDY_SECONDS = 60
# What a post's body says of a photo's files; the alt text and the focus there are the post's own.
OF_THE_FILES = ("key", "width", "height", "blurhash", "renditions", "processing")


def begin(item: Media, spare_key: str) -> bool:
    """Note a spare key, and with it who may swap; False where the photo is no longer as it was read."""
    return guarded(lambda: item.update([Media.spare_key.set(spare_key)], condition=_as_read(item)))


def swap(item: Media, post: Post | None, changes: Mapping[str, Any]) -> bool:
    """Show the files under the spare key, in the row and in the post that has the photo; False where either changed.

    `changes` are the row's attributes that say something else of the new files.
    """
    values = {**changes, "key": item.spare_key, "spare_key": item.key}
    if post:
        values |= {"due": "due", "due_at": now() + TIDY_SECONDS}

    def build(writes: TransactWrite) -> None:
        writes.update(Media(item.id), assignments(Media, values), condition=_as_read(item))
        if post:
            # The version grows, so that no edit writes back what it read before.
            actions: list[Action] = [Post.body.set(_body(item, post, values)), Post.version.set(post.version + 1)]
            writes.update(Post(post.id), actions, condition=Post.version == post.version)

    return transact_if(build)


def forget(item: Media) -> bool:
    """Take the spare key off a row whose files under it are deleted; False where it is another one by now."""
    same = Media.spare_key == item.spare_key
    actions: list[Action] = [Media.spare_key.remove()]
    if item.post_id:
        at_rest = same & (Media.post_id == item.post_id) & Media.moving_until.does_not_exist()
        done: list[Action] = [*actions, Media.due.remove(), Media.due_at.remove()]
        if guarded(lambda: item.update(done, condition=at_rest)):
            return True
    # Somebody who moves the photo, or took it off its post, has written when it is due.
    return guarded(lambda: item.update(actions, condition=same))


def note_made(item: Media, made_with: int) -> bool:
    """Note with which pipeline the files count as made where they stay as they are, unless they were exchanged."""
    return guarded(lambda: item.update([Media.made_with.set(made_with)], condition=Media.key == item.key))


def _as_read(item: Media) -> Condition:
    """Return the condition that a photo's place, key and post are those that were read, and nobody moves it."""
    place = Media.is_private.exists() if item.is_private else Media.is_private.does_not_exist()
    post = Media.post_id == item.post_id if item.post_id else Media.post_id.does_not_exist()
    spare = Media.spare_key == item.spare_key if item.spare_key else Media.spare_key.does_not_exist()
    same: Condition = (Media.state == READY) & (Media.key == item.key) & place & post & spare & Media.is_not_moving()
    return same


def _body(item: Media, post: Post, values: Mapping[str, Any]) -> dict[str, Any]:
    new = {name: values[name] for name in OF_THE_FILES if values.get(name) is not None}
    photos = [photo | new if photo["id"] == item.id else photo for photo in post.body["media"]]
    body: dict[str, Any] = post.body
    return {**body, "media": photos}
