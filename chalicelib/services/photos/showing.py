"""Gather what a viewer sees of posts: only those they may see, with their own likes and the authors of today."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field, replace

from chalicelib.errors import NotFound
from chalicelib.models.batches import Key, fetch
from chalicelib.models.money.funding.campaigns import Campaign
from chalicelib.models.paging import Page, Turned
from chalicelib.models.people.accounts import Account
from chalicelib.models.photos.likes import Like
from chalicelib.models.photos.posts import Post
from chalicelib.services.photos.access import Sight, Viewer, sight, viewer_of

# How often a page is filled up before it is handed out short.
ROUNDS = 5


@dataclass(frozen=True)
class Shown:
    """A post as one viewer sees it. Where `author` was not read, the post's snapshot of it is drawn.

    Of a post that is locked the photos are not shown, and nothing that tells of them. `campaign` is the one that it
    presents, where it presents one.
    """

    post: Post
    is_locked: bool
    is_liked: bool = False
    author: Account | None = None
    campaign: Campaign | None = None


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


def show(viewer_id: str | None, post_ids: Sequence[str], author: Account | None = None) -> list[Shown]:
    """Return the posts that are there and that the viewer may see, or sees locked, in the given order.

    One trip, and one more where some of them are not for everybody. `author` is the account that wrote all of them,
    where it is at hand.
    """
    found = fetch([*((Post, post_id, None) for post_id in post_ids), *_likes(viewer_id, post_ids)])
    posts = [found.get((Post, post_id, None)) for post_id in post_ids]
    return _seen(viewer_id, [post for post in posts if isinstance(post, Post)], found.keys(), author)


def show_posts(viewer_id: str | None, posts: Sequence[Post], author: Account | None = None) -> list[Shown]:
    """Return those of the posts at hand that the viewer may see, or sees locked."""
    return _seen(viewer_id, posts, fetch(_likes(viewer_id, [post.id for post in posts])).keys(), author)


def show_one(viewer_id: str | None, post_id: str) -> Shown:
    """Return one post with its author of today, or raise NotFound where it is not there or not for this viewer.

    It may be locked: `open_one` is for what the viewer must have unlocked.
    """
    post = Post.find(post_id)
    found = fetch([(Account, post.author_id, None), *_likes(viewer_id, [post_id])])
    author = found.get((Account, post.author_id, None))
    shown = _seen(viewer_id, [post], found.keys(), author if isinstance(author, Account) else None)
    if not shown:
        raise NotFound
    return shown[0]


def open_one(viewer_id: str | None, post_id: str) -> Shown:
    """Return one post that the viewer may see in full, or raise NotFound."""
    shown = show_one(viewer_id, post_id)
    if shown.is_locked:
        raise NotFound
    return shown


def _likes(viewer_id: str | None, post_ids: Sequence[str]) -> list[Key]:
    return [] if viewer_id is None else [(Like, viewer_id, post_id) for post_id in post_ids]


def _seen(viewer_id: str | None, posts: Sequence[Post], liked: Collection[Key], author: Account | None) -> list[Shown]:
    return seen(viewer_id, posts, lambda post_id: (Like, viewer_id, post_id) in liked, author)


def seen(
    viewer_id: str | None, posts: Sequence[Post], is_liked: Callable[[str], bool], author: Account | None = None
) -> list[Shown]:
    """Return those of the posts that the viewer may see, or sees locked: the one door to what is shown."""
    viewer = viewer_of(viewer_id, posts)
    sights = [(post, sight(viewer, post)) for post in posts]
    return [
        Shown(post, found is not Sight.OPEN, is_liked(post.id), author, _presented(viewer, post))
        for post, found in sights
        if found is not Sight.HIDDEN
    ]


def _presented(viewer: Viewer, post: Post) -> Campaign | None:
    return viewer.campaigns.get(str(post.body.get("campaign_id")))
