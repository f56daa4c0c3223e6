"""Decide who may see what: the one function that every surface asks."""

from collections.abc import Iterable
from dataclasses import dataclass

from chalicelib.models.people.follows import Follow
from chalicelib.models.photos.posts import FOLLOWERS, PUBLIC, UNLISTED, Post


@dataclass(frozen=True)
class Viewer:
    """Who is looking, and what of them decides: which of the posts' authors they follow."""

    account_id: str | None
    following: frozenset[str] = frozenset()


def may_see(viewer: Viewer, post: Post) -> bool:
    """Tell whether a viewer may see a post. Pure; what it does not know of, it refuses."""
    if viewer.account_id is not None and viewer.account_id == post.author_id:
        return True
    if post.access in (PUBLIC, UNLISTED):
        return True
    if post.access == FOLLOWERS:
        return viewer.account_id is not None and post.author_id in viewer.following
    return False


def viewer_of(account_id: str | None, posts: Iterable[Post]) -> Viewer:
    """Return the viewer with what decides over these posts; no trip where all of them are open to everybody."""
    authors = {post.author_id for post in posts if post.access == FOLLOWERS and post.author_id != account_id}
    if account_id is None or not authors:
        return Viewer(account_id)
    followed = Follow.among((account_id, author_id) for author_id in authors)
    return Viewer(account_id, frozenset(author_id for _, author_id in followed))
