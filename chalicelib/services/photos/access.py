"""Decide who may see what: the one function that every surface asks."""

from collections.abc import Iterable
from dataclasses import dataclass

from chalicelib.models.people.follows import Follow
from chalicelib.models.photos.posts import FOLLOWERS, PUBLIC, UNLISTED, Post


@dataclass(frozen=True)
class Viewer:
    """Who is looking, and what of them decides: which of the posts' audiences they belong to."""

    account_id: str | None
    following: frozenset[str] = frozenset()


def may_see(viewer: Viewer, post: Post) -> bool:
    """Tell whether a viewer may see a post. Pure; what it does not know of, it refuses."""
    if post.access in (PUBLIC, UNLISTED):
        return True
    if viewer.account_id is None:
        return False
    # Whoever is answered may read the answer.
    if viewer.account_id in (post.author_id, post.parent_author_id):
        return True
    return post.access == FOLLOWERS and (viewer.account_id == post.audience or post.audience in viewer.following)


def viewer_of(account_id: str | None, posts: Iterable[Post]) -> Viewer:
    """Return the viewer with what decides over these posts; no trip where all of them are open to everybody."""
    audiences = {post.audience for post in posts if post.access == FOLLOWERS and post.audience != account_id}
    if account_id is None or not audiences:
        return Viewer(account_id)
    followed = Follow.among((account_id, audience) for audience in audiences)
    return Viewer(account_id, frozenset(audience for _, audience in followed))
