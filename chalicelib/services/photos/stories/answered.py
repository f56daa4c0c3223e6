"""The stories that messages answer, as whoever reads these may see them at this moment."""

from collections.abc import Iterable, Mapping
from typing import Any

from chalicelib.models.base import Model, now
from chalicelib.models.batches import Key
from chalicelib.models.people.accounts import Account
from chalicelib.models.photos.posts import Post
from chalicelib.models.photos.stories.reels import Reel, Story
from chalicelib.services.photos.access import Viewer, may_see


def said_of(story: Story) -> dict[str, Any]:
    """Return what a message carries of the story that it answers: which it is, and what never changes of it."""
    return {"id": story.id, "author_id": story.author_id, "access": story.access, "ends_at": story.ends_at}


def among(posts: Iterable[Post]) -> list[Post]:
    """Return what stands for the stories that posts answer, but for those that ended, while their rows are read.

    What decides of these decides of the stories, whether or not their authors turn out to be private.
    """
    said = {one["id"]: one for post in posts if (one := post.body.get("story")) and one["ends_at"] > now()}
    return [
        Post(one["id"], author_id=one["author_id"], access=one["access"], ends_at=one["ends_at"], is_private=True)
        for one in said.values()
    ]


def keys(stand_ins: Iterable[Post]) -> set[Key]:
    """Return the keys of the rows in which the stories are."""
    return {(Reel, post.author_id, None) for post in stand_ins}


def seen(
    viewer: Viewer, posts: Iterable[Post], authors: Mapping[str, Account], rows: Iterable[Model]
) -> dict[str, Story]:
    """Return the stories that posts answer, by the ids of these, where the viewer may see them.

    `rows` are those of `keys`. Of a story whose author is not among `authors` nothing is told.
    """
    reels = [row for row in rows if isinstance(row, Reel) and row.author_id in authors]
    held = {story.id: story for reel in reels for story in reel.all}
    shown = {one.id for one in held.values() if may_see(viewer, one.as_post(authors[one.author_id]))}
    found = ((post.id, (post.body.get("story") or {}).get("id")) for post in posts)
    return {post_id: held[story_id] for post_id, story_id in found if story_id in shown}
