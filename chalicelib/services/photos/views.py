"""Gather what a viewer sees of posts: only those they may see, with what they are to each and the authors of today."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial

from chalicelib.errors import NotFound
from chalicelib.models import rounds
from chalicelib.models.batches import Key, fetch
from chalicelib.models.filling import fill
from chalicelib.models.money.funding.campaigns import Campaign
from chalicelib.models.money.selling.tiers import Tier
from chalicelib.models.paging import Page, Turned
from chalicelib.models.people.accounts import Account
from chalicelib.models.people.reading.filters import Filter
from chalicelib.models.photos.posts import Post
from chalicelib.services.photos.access import Viewer, ViewerState, state_of
from chalicelib.services.photos.reading import marks, reblogged
from chalicelib.services.photos.reading.marks import Marked, Marks
from chalicelib.services.photos.viewers import viewer_of


@dataclass(frozen=True)
class PostView:
    """A post as one viewer sees it. Where its `author` is gone, the post's snapshot of it is drawn.

    Of a post that is locked the photos are not shown, and nothing that tells of them. `campaign` is the one that it
    presents, where it presents one; `offered` the tier or the campaign whose subscribers or backers may see it. Both
    are as they are now: a post keeps the names of the time when it was written. `viewer_id` is None for somebody who
    has not signed in.
    """

    viewer_id: str | None
    post: Post
    state: ViewerState
    author: Account | None
    campaign: Campaign | None
    offered: Campaign | Tier | None
    # The viewer's filters, whether they match or not.
    filters: Sequence[Filter]
    # What a reblog shows; None where that is gone.
    reblogged: "PostView | None" = None

    @property
    def proper(self) -> "PostView":
        """Return what is shown: of a reblog the post itself."""
        return self.reblogged or self

    @property
    def is_locked(self) -> bool:
        """Tell whether the viewer is shown the post as something to pay for."""
        return self.state.lock is not None

    @property
    def is_hidden(self) -> bool:
        """Tell whether the viewer is not to know that the post is there; a reblog of what they may not see is not."""
        if self.post.reblog_of_id and (self.reblogged is None or not self.reblogged.state.may_see):
            return True
        return not self.state.may_see and not self.is_locked


@dataclass
class PostPage:
    """A page of posts, the ids of its first and last rows, and whether there are older rows."""

    views: list[PostView] = field(default_factory=list)
    newest: str = ""
    oldest: str = ""
    has_more: bool = False


ReadIds = Callable[[Page], Turned[str]]
# Pairs of a relation's own id and the id of its post.
ReadRelations = Callable[[Page], Turned[tuple[str, str]]]
ReadViews = Callable[[list[str]], list[PostView]]


def gather(ids: ReadIds, read: ReadViews, page: Page) -> PostPage:
    """Return a page of posts; rows of posts that are gone or hidden are made up for (`filling.fill`)."""
    filled = fill(ids, lambda rows: [(view.post.id, view) for view in read(rows)], page)
    return PostPage(filled.shown, filled.newest, filled.oldest, filled.has_more)


def gather_own(viewer_id: str, read: ReadRelations, page: Page) -> PostPage:
    """Return a page of the posts that a viewer has something to do with, by the ids of that and not of the posts."""
    post_ids: dict[str, str] = {}

    def ids(page: Page) -> Turned[str]:
        turned = read(page)
        post_ids.update(turned.rows)
        return Turned([relation_id for relation_id, _ in turned.rows], turned.has_more)

    def views(relation_ids: list[str]) -> list[tuple[str, PostView]]:
        relations = {post_ids[relation_id]: relation_id for relation_id in relation_ids}
        return [(relations[view.post.id], view) for view in find_many(viewer_id, list(relations))]

    filled = fill(ids, views, page)
    return PostPage(filled.shown, filled.newest, filled.oldest, filled.has_more)


def find_many(
    viewer_id: str | None,
    post_ids: Sequence[str],
    author: Account | None = None,
    author_ids: Iterable[str] = (),
    reblogs: Mapping[str, str] | None = None,
) -> list[PostView]:
    """Return the posts that are there and that the viewer may see, or sees locked, in the given order.

    One trip, and one more for what decides and for authors, where these were not told: `author` wrote all of them,
    `author_ids` some. What reblogs show takes another, unless `reblogs` tells it with its authors.
    """
    if not post_ids:
        return []
    keys: list[Key] = [(Post, post_id, None) for post_id in post_ids]
    keys += [(Account, author_id, None) for author_id in author_ids]
    keys = list(dict.fromkeys(keys + reblogged.keys(viewer_id, reblogs or {})))
    read = marks.read(viewer_id, post_ids, keys)
    posts = [read.found.get((Post, post_id, None)) for post_id in post_ids]
    return _visible(viewer_id, [post for post in posts if isinstance(post, Post)], read, author)


def unmuted(found: list[PostView]) -> list[PostView]:
    """Return the posts without those of accounts that the viewer has muted, and without what is reblogged of them."""
    return [view for view in found if not view.state.is_author_muted and not view.proper.state.is_author_muted]


def of_posts(viewer_id: str | None, posts: Sequence[Post], author: Account | None = None) -> list[PostView]:
    """Return those of the posts at hand that the viewer may see, or sees locked."""
    return _visible(viewer_id, posts, marks.read(viewer_id, [post.id for post in posts], []), author)


def find(viewer_id: str | None, post_id: str) -> PostView:
    """Return one post with its author of today, or raise NotFound where it is not there or not for this viewer.

    It may be locked: `find_unlocked` is for what the viewer must have unlocked.
    """
    view = _of_one(viewer_id, post_id)
    if view.is_hidden:
        raise NotFound
    return view


def find_withheld(viewer_id: str | None, post_id: str) -> PostView:
    """Return one post for a viewer who takes back what they did with it, or raise NotFound where it was deleted.

    Where they may not see it any more, it has neither words nor photos nor counts.
    """
    view = _of_one(viewer_id, post_id)
    if not view.is_hidden:
        return view
    if view.post.withdrawn_at:
        raise NotFound
    return replace(view, post=view.post.withheld(), campaign=None, reblogged=None)


def find_unlocked(viewer_id: str | None, post_id: str) -> PostView:
    """Return one post that the viewer may see in full, or raise NotFound."""
    view = find(viewer_id, post_id)
    if view.is_locked:
        raise NotFound
    return view


def _of_one(viewer_id: str | None, post_id: str) -> PostView:
    post = Post.find(post_id)
    keys: list[Key] = [(Account, post.author_id, None)]
    keys += reblogged.keys(viewer_id, {post.reblog_of_id: ""} if post.reblog_of_id else {})
    return _all(viewer_id, [post], marks.read(viewer_id, [post.id], keys), None)[0]


def _visible(viewer_id: str | None, posts: Sequence[Post], read: Marked, author: Account | None) -> list[PostView]:
    """Return those of the posts that the viewer may see, or sees locked: the one door to what is shown."""
    return [view for view in _all(viewer_id, posts, read, author) if not view.is_hidden]


def _all(viewer_id: str | None, posts: Sequence[Post], read: Marked, author: Account | None) -> list[PostView]:
    """Return the posts, whether the viewer may see them or not, each reblog with what it shows.

    Their authors are those of this moment: what a post carries of its author is for those that are gone.
    """
    read = reblogged.joined(viewer_id, posts, read)
    looked_at = [*posts, *reblogged.among(posts, read.found)]
    at_hand = {item.id: item for item in (author, *read.found.values()) if isinstance(item, Account)}
    missing: list[Key] = [(Account, post.author_id, None) for post in looked_at if post.author_id not in at_hand]
    decided = partial(viewer_of, viewer_id, looked_at, read.barriers, read.closing)
    viewer, others = rounds.both(decided, partial(fetch, missing))
    authors = at_hand | {item.id: item for item in others.values() if isinstance(item, Account)}
    marked = marks.among(viewer_id, read.found)
    views = {post.id: _view(viewer, post, marked, authors.get(post.author_id)) for post in looked_at}
    found = [views[post.id] for post in posts]
    return [replace(view, reblogged=views.get(view.post.reblog_of_id or "")) for view in found]


def _view(viewer: Viewer, post: Post, read: Marks, author: Account | None) -> PostView:
    campaign = viewer.campaigns.get(str(post.body.get("campaign_id")))
    offer = post.offer or {}
    offered = viewer.tiers.get(str(offer.get("tier_id"))) or viewer.campaigns.get(str(offer.get("campaign_id")))
    state = state_of(viewer, post, read.interactions.get(post.id), author)
    return PostView(viewer.account_id, post, state, author, campaign, offered, read.filters)
