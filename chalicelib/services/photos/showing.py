"""Gather what a viewer sees of posts: only those they may see, with their own likes and the authors of today."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from chalicelib.errors import NotFound
from chalicelib.models.base import Key, fetch
from chalicelib.models.paging import Page, Turned
from chalicelib.models.people.accounts import Account
from chalicelib.models.photos.likes import Like
from chalicelib.models.photos.posts import Post
from chalicelib.services.photos.access import may_see, viewer_of

# How often a page is filled up before it is handed out short.
ROUNDS = 5


@dataclass(frozen=True)
class Shown:
    """A post as one viewer sees it. `author` is the account where it was read; else the post's snapshot is drawn."""

    post: Post
    is_liked: bool = False
    author: Account | None = None


@dataclass
class Listed:
    """A page of posts, the ids of its first and last rows, and whether there are older rows."""

    shown: list[Shown] = field(default_factory=list)
    newest: str = ""
    oldest: str = ""
    has_more: bool = False


Ids = Callable[[Page], Turned[str]]
Show = Callable[[list[str]], list[Shown]]


def gather(ids: Ids, show: Show, page: Page) -> Listed:
    """Return a page of posts; rows of posts that are gone or hidden are made up for, within reason."""
    listed = Listed()
    for _ in range(ROUNDS):
        turned = ids(page)
        found = show(turned.rows)
        listed.shown = found + listed.shown if page.min_id else listed.shown + found
        if turned.rows:
            listed.newest = turned.rows[0] if page.min_id else listed.newest or turned.rows[0]
            listed.oldest = listed.oldest or turned.rows[-1] if page.min_id else turned.rows[-1]
        listed.has_more = listed.has_more if page.min_id and listed.has_more else turned.has_more
        missing = len(turned.rows) - len(found)
        is_over = not turned.rows or not missing or not (page.min_id or turned.has_more)
        if is_over:
            break
        page = replace(page, limit=missing, **_onward(page, turned.rows))
    return listed


def _onward(page: Page, rows: list[str]) -> dict[str, str]:
    return {"min_id": rows[0]} if page.min_id else {"max_id": rows[-1]}


def show(viewer_id: str | None, post_ids: Sequence[str]) -> list[Shown]:
    """Return the posts that are there and that the viewer may see, in the given order: at most three trips."""
    posts = Post.find_all(post_ids)
    return show_posts(viewer_id, [posts[post_id] for post_id in post_ids if post_id in posts])


def show_posts(viewer_id: str | None, posts: Sequence[Post]) -> list[Shown]:
    """Return those of the posts that the viewer may see."""
    viewer = viewer_of(viewer_id, posts)
    seen = [post for post in posts if may_see(viewer, post)]
    keys: list[Key] = [(Account, post.author_id, None) for post in seen]
    if viewer_id is not None:
        keys += [(Like, viewer_id, post.id) for post in seen]
    found: dict[Key, Any] = dict(fetch(keys))
    return [
        Shown(post, (Like, viewer_id, post.id) in found, found.get((Account, post.author_id, None))) for post in seen
    ]


def show_one(viewer_id: str | None, post_id: str) -> Shown:
    """Return one post, or raise NotFound where it is not there or not for this viewer."""
    shown = show_posts(viewer_id, [Post.find(post_id)])
    if not shown:
        raise NotFound
    return shown[0]
