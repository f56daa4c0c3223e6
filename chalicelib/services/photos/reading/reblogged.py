"""Read the posts that reblogs show, with what their viewer did with them."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from chalicelib.models.base import Model
from chalicelib.models.batches import Key, fetch
from chalicelib.models.people.accounts import Account
from chalicelib.models.photos.interactions.rows import Interaction
from chalicelib.models.photos.posts import Post
from chalicelib.services.photos.reading.marks import Marked


def keys(viewer_id: str | None, authors: Mapping[str, str]) -> list[Key]:
    """Return what to read in one batch with reblogs, given the authors of the posts that they show, as far as known."""
    found: list[Key] = [(Post, post_id, None) for post_id in authors]
    found += [(Account, author_id, None) for author_id in set(authors.values()) if author_id]
    return found + ([(Interaction, viewer_id, post_id) for post_id in authors] if viewer_id else [])


def joined(viewer_id: str | None, posts: Sequence[Post], read: Marked) -> Marked:
    """Return what was read with the posts that reblogs among these show: one trip more where they are not at hand."""
    shown = {post.reblog_of_id for post in posts if post.reblog_of_id}
    missing = {post_id: "" for post_id in shown if (Post, post_id, None) not in read.found}
    return replace(read, found={**read.found, **fetch(keys(viewer_id, missing))}) if missing else read


def among(posts: Sequence[Post], found: Mapping[Key, Model]) -> list[Post]:
    """Return the posts that reblogs show, those that are there and are not looked at anyway."""
    here = {post.id for post in posts}
    wanted = dict.fromkeys(post.reblog_of_id for post in posts if post.reblog_of_id and post.reblog_of_id not in here)
    shown = (found.get((Post, post_id, None)) for post_id in wanted)
    return [post for post in shown if isinstance(post, Post)]
