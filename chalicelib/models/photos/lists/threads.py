"""Read the comments below a post: all of them by age, and those below a comment by the branch on which they hang.

A branch is the ids of the comments above an answer, the topmost first, and its own. So one Query finds all that is
below a comment, and an answer names all that is above it, whatever of that was deleted.
"""

from collections.abc import Iterable, Iterator

from chalicelib.models.paging import Page, Turned, turn
from chalicelib.models.photos.lists.indexes import BranchIndex, ThreadIndex
from chalicelib.models.photos.posts import Post

STEP = "."
# A sort key may have 1,024 bytes: what answers deeper than some fifty levels hangs beside what it answers.
LONGEST_BRANCH = 1_000


def branch(parent: Post, comment_id: str) -> str | None:
    """Return the branch of an answer to a comment; None for a comment on the post itself."""
    if not parent.parent_id:
        return None
    above = parent.branch or parent.id
    if len(above) + len(comment_id) >= LONGEST_BRANCH:
        above = above.rpartition(STEP)[0]
    return above + STEP + comment_id


def ids_above(comment: Post) -> list[str]:
    """Return the ids of what a comment hangs on, the post first; of an older comment those that it knows."""
    if not comment.root_id:
        return []
    known = (comment.branch or "").split(STEP)[:-1] or [comment.parent_id or comment.root_id]
    return list(dict.fromkeys([comment.root_id, *known]))


def ids_of(root_id: str, page: Page) -> Turned[str]:
    """Return a page of ids of all comments below a post, newest first."""

    def read(low: str, high: str, rising: bool, limit: int) -> Iterable[str]:
        between = ThreadIndex.id.between(low, high)
        return (post.id for post in Post.threads.query(root_id, between, scan_index_forward=rising, limit=limit))

    return turn(read, lambda post_id: post_id, page)


def ids_below(comment: Post, limit: int) -> list[str]:
    """Return the ids of what hangs on a comment, oldest first; of too much, those below its newest answers."""
    begins = BranchIndex.branch.startswith((comment.branch or comment.id) + STEP)
    rows = Post.branches.query(comment.root_id, begins, scan_index_forward=False, limit=limit)
    return sorted(row.id for row in rows)


def oldest_ids(root_id: str, limit: int) -> Iterator[str]:
    """Yield the ids of the comments anywhere below a post, oldest first."""
    return (post.id for post in Post.threads.query(root_id, scan_index_forward=True, limit=limit))
