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
class PostView:
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
class PostPage:
    """A page of posts, the ids of its first and last rows, and whether there are older rows."""

    views: list[PostView] = field(default_factory=list)
    newest: str = ""
    oldest: str = ""
    has_more: bool = False


ReadIds = Callable[[Page], Turned[str]]
ReadViews = Callable[[list[str]], list[PostView]]


def gather(ids: ReadIds, read: ReadViews, page: Page) -> PostPage:
    """Return a page of posts; rows of posts that are gone or hidden are made up for, within reason."""
    filled = PostPage()
    for _ in range(ROUNDS):
        turned = ids(page)
        found = read(turned.rows)
        filled.views = found + filled.views if page.min_id else filled.views + found
        if turned.rows:
            filled.newest = turned.rows[0] if page.min_id else filled.newest or turned.rows[0]
            filled.oldest = filled.oldest or turned.rows[-1] if page.min_id else turned.rows[-1]
        filled.has_more = filled.has_more if page.min_id and filled.has_more else turned.has_more
        missing = len(turned.rows) - len(found)
        is_over = not turned.rows or not missing or not (page.min_id or turned.has_more)
        if is_over:
            break
        page = replace(page, limit=missing, **_onward(page, turned.rows))
    return filled


def _onward(page: Page, rows: list[str]) -> dict[str, str]:
    return {"min_id": rows[0]} if page.min_id else {"max_id": rows[-1]}


def find_many(viewer_id: str | None, post_ids: Sequence[str], author: Account | None = None) -> list[PostView]:
    """Return the posts that are there and that the viewer may see, or sees locked, in the given order.

    One trip, and one more where some of them are not for everybody. `author` is the account that wrote all of them,
    where it is at hand.
    """
    found = fetch([*((Post, post_id, None) for post_id in post_ids), *_likes(viewer_id, post_ids)])
    posts = [found.get((Post, post_id, None)) for post_id in post_ids]
    return _visible(viewer_id, [post for post in posts if isinstance(post, Post)], found.keys(), author)


def of_posts(viewer_id: str | None, posts: Sequence[Post], author: Account | None = None) -> list[PostView]:
    """Return those of the posts at hand that the viewer may see, or sees locked."""
    return _visible(viewer_id, posts, fetch(_likes(viewer_id, [post.id for post in posts])).keys(), author)


def find(viewer_id: str | None, post_id: str) -> PostView:
    """Return one post with its author of today, or raise NotFound where it is not there or not for this viewer.

    It may be locked: `find_unlocked` is for what the viewer must have unlocked.
    """
    post = Post.find(post_id)
    found = fetch([(Account, post.author_id, None), *_likes(viewer_id, [post_id])])
    author = found.get((Account, post.author_id, None))
    views = _visible(viewer_id, [post], found.keys(), author if isinstance(author, Account) else None)
    if not views:
        raise NotFound
    return views[0]


def find_unlocked(viewer_id: str | None, post_id: str) -> PostView:
    """Return one post that the viewer may see in full, or raise NotFound."""
    view = find(viewer_id, post_id)
    if view.is_locked:
        raise NotFound
    return view


def _likes(viewer_id: str | None, post_ids: Sequence[str]) -> list[Key]:
    return [] if viewer_id is None else [(Like, viewer_id, post_id) for post_id in post_ids]


def _visible(
    viewer_id: str | None, posts: Sequence[Post], liked: Collection[Key], author: Account | None
) -> list[PostView]:
    return visible(viewer_id, posts, lambda post_id: (Like, viewer_id, post_id) in liked, author)


def visible(
    viewer_id: str | None, posts: Sequence[Post], is_liked: Callable[[str], bool], author: Account | None = None
) -> list[PostView]:
    """Return those of the posts that the viewer may see, or sees locked: the one door to what is shown."""
    viewer = viewer_of(viewer_id, posts)
    sights = [(post, sight(viewer, post)) for post in posts]
    return [
        PostView(post, found is not Sight.OPEN, is_liked(post.id), author, _presented(viewer, post))
        for post, found in sights
        if found is not Sight.HIDDEN
    ]


def _presented(viewer: Viewer, post: Post) -> Campaign | None:
    return viewer.campaigns.get(str(post.body.get("campaign_id")))
