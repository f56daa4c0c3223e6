"""Gather what a viewer sees of posts: only those they may see, with what they are to each and the authors of today."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import partial

from chalicelib.errors import NotFound
from chalicelib.models import rounds
from chalicelib.models.base import Model
from chalicelib.models.batches import Key, fetch
from chalicelib.models.filling import fill_named
from chalicelib.models.paging import Page, Turned
from chalicelib.models.people.accounts import Account
from chalicelib.models.photos.posts import Post
from chalicelib.models.photos.timelines import Home
from chalicelib.services.people.relationships import silence
from chalicelib.services.photos.access import Viewer, ViewerState, state_of
from chalicelib.services.photos.reading import marks, reblogged
from chalicelib.services.photos.reading.marks import Marked, Marks
from chalicelib.services.photos.reading.pages import PostPage, PostView, gather, only
from chalicelib.services.photos.sharing import in_photos
from chalicelib.services.photos.stories import answered
from chalicelib.services.photos.viewers import viewer_of

__all__ = ["PostPage", "PostView", "gather", "only"]

ReadRelations = Callable[[Page], Turned[tuple[str, str]]]  # A relation's own id and its post's.


def gather_own(viewer_id: str, read: ReadRelations, page: Page) -> PostPage:
    """Return a page of the posts that a viewer has something to do with, by the ids of that and not of the posts."""
    filled = fill_named(read, lambda ids: ids, partial(find_many, viewer_id), lambda view: view.post.id, page)
    return PostPage(filled.shown, filled.newest, filled.oldest, filled.has_more)


def find_many(
    viewer_id: str | None,
    post_ids: Sequence[str],
    author: Account | None = None,
    author_ids: Iterable[str] = (),
    reblogs: Mapping[str, str] | None = None,
    known: Mapping[Key, Model | None] | None = None,
    linked: frozenset[str] = frozenset(),
) -> list[PostView]:
    """Return the posts that are there and that the viewer may see, or sees locked, in the given order.

    One trip, and one more for what decides and for authors, where these were not told: `author` wrote all of them,
    `author_ids` some. What reblogs show takes another, unless `reblogs` tells it with its authors. `known` are rows of
    what decides that were read before, `linked` the posts to which the viewer came by a secret link.
    """
    if not post_ids:
        return []
    read = replace(read_many(viewer_id, post_ids, author_ids, reblogs), known=known, linked=linked)
    return _visible(viewer_id, _in_order(post_ids, read), read, author)[0]


def read_many(
    viewer_id: str | None,
    post_ids: Sequence[str],
    author_ids: Iterable[str] = (),
    reblogs: Mapping[str, str] | None = None,
    others: Iterable[Key] = (),
) -> Marked:
    """Read posts, some of their authors, what reblogs show, and the rows of `others`, for `of_read`: one trip."""
    keys: list[Key] = [(Post, post_id, None) for post_id in post_ids]
    keys += [(Account, author_id, None) for author_id in author_ids]
    keys = list(dict.fromkeys([*keys, *reblogged.keys(viewer_id, reblogs or {}), *others]))
    return marks.read(viewer_id, post_ids, keys)


def of_read(
    viewer_id: str | None, post_ids: Sequence[str], read: Marked, keys: Iterable[Key] = ()
) -> tuple[list[PostView], Mapping[Key, Model]]:
    """Return those of some posts that the viewer may see, or sees locked, and the rows of some keys: one trip.

    The posts were read by `read_many`, or by the acts of `marks.reads`.
    """
    return _visible(viewer_id, _in_order(post_ids, read), read, None, keys)


def _in_order(post_ids: Sequence[str], read: Marked) -> list[Post]:
    posts = [read.found.get((Post, post_id, None)) for post_id in post_ids]
    return [post for post in posts if isinstance(post, Post)]


def for_timelines(found: list[PostView]) -> list[PostView]:
    """Return the posts that timelines show: without what conversations leave out, and what one archived oneself."""
    return [view for view in for_conversations(found) if not (view.post.is_archived or view.proper.post.is_archived)]


def for_conversations(found: list[PostView]) -> list[PostView]:
    """Return the posts, also reblogged, but for those of whom one has muted, and of silenced strangers."""
    return [view for view in found if not any(_is_left_out(one.state) for one in (view, view.proper))]


def _is_left_out(state: ViewerState) -> bool:
    return state.is_author_muted or state.is_author_silenced


def is_unwanted(home: Home, view: PostView) -> bool:
    """Tell whether a post is of somebody whose posts, or a reblog of somebody whose reblogs, a reader does not want."""
    return home.hides(view.post.author_id, is_reblog=bool(view.post.reblog_of_id))


def of_posts(viewer_id: str | None, posts: Sequence[Post], author: Account | None = None) -> list[PostView]:
    """Return those of the posts at hand that the viewer may see, or sees locked."""
    return _visible(viewer_id, posts, marks.read(viewer_id, [post.id for post in posts], []), author)[0]


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
    if view.post.withdrawn_at or view.post.is_message:
        raise NotFound
    return replace(view, post=view.post.withheld(), campaign=None, reblogged=None)


def find_unlocked(viewer_id: str | None, post_id: str) -> PostView:
    """Return one post that the viewer may see in full, or raise NotFound."""
    view = find(viewer_id, post_id)
    if view.is_locked:
        raise NotFound
    return view


def find_linked(viewer_id: str | None, post_id: str) -> PostView:
    """Return one post for whoever has a secret link to it, or raise NotFound; what is paid for stays locked."""
    view = _of_one(viewer_id, post_id, frozenset({post_id}))
    if view.is_hidden:
        raise NotFound
    return view


def _of_one(viewer_id: str | None, post_id: str, linked: frozenset[str] = frozenset()) -> PostView:
    post = Post.find(post_id)
    keys: list[Key] = [(Account, post.author_id, None)]
    keys += reblogged.keys(viewer_id, {post.reblog_of_id: ""} if post.reblog_of_id else {})
    return _all(viewer_id, [post], replace(marks.read(viewer_id, [post.id], keys), linked=linked), None)[0][0]


def _told(viewer: Viewer, authors: Iterable[Account]) -> Viewer:
    """Return the viewer with who of the authors is silenced and not followed: a trip where somebody is silenced."""
    return replace(viewer, silenced=silence.unknown(viewer.account_id, authors))


def _visible(
    viewer_id: str | None, posts: Sequence[Post], read: Marked, author: Account | None, keys: Iterable[Key] = ()
) -> tuple[list[PostView], Mapping[Key, Model]]:
    """Return those of the posts that the viewer may see, or sees locked: the one door to what is shown."""
    found, others = _all(viewer_id, posts, read, author, keys)
    return [view for view in found if not view.is_hidden], others


def _all(
    viewer_id: str | None, posts: Sequence[Post], read: Marked, author: Account | None, keys: Iterable[Key] = ()
) -> tuple[list[PostView], Mapping[Key, Model]]:
    """Return the posts, whether the viewer may see them or not, each reblog with what it shows.

    Their authors are those of this moment: what a post carries of one is for those that are gone.
    """
    read = reblogged.joined(viewer_id, posts, read)
    looked_at, stories = [*posts, *reblogged.among(posts, read.found)], answered.among(posts)
    deciding = [*looked_at, *stories]
    at_hand = {item.id: item for item in (author, *read.found.values()) if isinstance(item, Account)}
    missing: set[Key] = {(Account, post.author_id, None) for post in deciding if post.author_id not in at_hand}
    missing |= {*keys, *answered.keys(stories), *(in_photos.keys(looked_at) - read.found.keys())}
    decided = partial(viewer_of, viewer_id, deciding, read.barriers, read.closing, read.known)
    viewer, others = rounds.both(decided, partial(fetch, sorted(missing, key=repr)))
    authors = at_hand | {item.id: item for item in others.values() if isinstance(item, Account)}
    marked, viewer = marks.among(viewer_id, read.found), replace(_told(viewer, authors.values()), linked=read.linked)
    people = in_photos.shown(viewer, looked_at, authors, [*read.found.values(), *others.values()])
    views = {post.id: _view(viewer, post, marked, authors.get(post.author_id), people) for post in looked_at}
    seen = answered.seen(viewer, posts, authors, others.values())
    found = [replace(views[post.id], story=seen.get(post.id)) for post in posts]
    return [replace(view, reblogged=views.get(view.post.reblog_of_id or "")) for view in found], others


def _view(viewer: Viewer, post: Post, read: Marks, author: Account | None, people: in_photos.Shown) -> PostView:
    campaign = viewer.campaigns.get(str(post.body.get("campaign_id")))
    offer = post.offer or {}
    offered = viewer.tiers.get(str(offer.get("tier_id"))) or viewer.campaigns.get(str(offer.get("campaign_id")))
    state = state_of(viewer, post, read.interactions.get(post.id), author)
    seen = people.get(post.id, ()) if state.may_see else ()
    return PostView(viewer.account_id, post, state, author, campaign, offered, read.filters, seen)
