"""Deliver posts to home timelines, change them with whom one follows, and read timelines."""

from collections.abc import Iterable
from functools import partial

from chalicelib import config
from chalicelib.gateways import queue
from chalicelib.models.base import now
from chalicelib.models.paging import Page
from chalicelib.models.people.accounts import Account
from chalicelib.models.people.follows import Follow
from chalicelib.models.people.reading import notifying as wishes
from chalicelib.models.people.reading import remembered
from chalicelib.models.people.requests import FollowRequest
from chalicelib.models.photos.lists import held, listings, undelivered
from chalicelib.models.photos.lists.recent_posts import RecentPosts
from chalicelib.models.photos.posts import Post
from chalicelib.models.photos.sharing.audiences import ME
from chalicelib.models.photos.timelines import Home, TimelineEntry
from chalicelib.services import news, promises
from chalicelib.services.people import follows, homes
from chalicelib.services.people.relationships import blocks
from chalicelib.services.photos import views
from chalicelib.services.photos.interactions import notifying
from chalicelib.services.photos.reading.home import HomeReader
from chalicelib.services.photos.reading.profiles import AccountReader
from chalicelib.services.photos.sharing import members
from chalicelib.services.photos.text import tag_name, tags_in
from chalicelib.services.photos.views import PostPage, PostView

# Followers that one message delivers to; the next ones are another message's.
DELIVERED_AT_ONCE = 500


def deliver(post_id: str, after: str = "", promise_id: str = "", *, is_pulled: bool = False, told_to: str = "") -> None:
    """Deliver a post to a page of its author's active followers, and queue the next page; the last keeps the promise.

    Once it is in all home timelines, those are told who wish it, in pages likewise. May run twice. The posts of an
    account with very many followers are pulled by their home timelines instead, which the first page decides for all:
    their number may be counted anew in between.
    """
    post = Post.find_all([post_id]).get(post_id)
    if post is None or (post.is_held and not _is_shown(post)):
        promises.keep(promise_id)
        return
    author = Account.find(post.author_id)
    if not after and not told_to:
        is_pulled = author.followers_count > config.PULL_ABOVE
        TimelineEntry.add(_entries(post, [post.author_id]))
        RecentPosts.add(post)
        _release(post)
        news.hint(*news.told_of(post))
        if not post.reblog_of_id:
            queue.send("posts", words_of=post_id)
    if not author.pulled_since and not told_to:
        if next_page := _deliver_page(post, after, is_pulled=is_pulled):
            queue.send("posts", post_id=post_id, after=next_page, promise=promise_id, is_pulled=is_pulled)
            return
        if is_pulled and not author.pull_from(now()):
            promises.keep(promise_id)
            return
    if told_to := notifying.tell(post, told_to):
        queue.send("posts", post_id=post_id, promise=promise_id, told_to=told_to)
        return
    undelivered.take_off(post)
    promises.keep(promise_id)


def _is_shown(post: Post) -> bool:
    """Tell whether a post is delivered that is on no list: news for backers is, and what was launched meanwhile."""
    if post.access == ME or held.awaits_launch(post):
        return False
    if post.shows_lock:
        held.list_for_all(post)
    return True


def _release(post: Post) -> None:
    """List and deliver what was held back until a campaign was launched, with the post that presents it."""
    if campaign_id := post.body.get("campaign_id"):
        for held_id in held.release(post.author_id, str(campaign_id)):
            queue.send("posts", post_id=held_id)


def _deliver_page(post: Post, after: str, *, is_pulled: bool) -> str:
    """Deliver to one page of followers, and return where the next one begins, if there is one."""
    followers = Follow.followers_of(post.author_id, Page(limit=DELIVERED_AT_ONCE, max_id=after))
    follower_ids = members.told([follow.follower_id for follow in followers.rows], post)
    if is_pulled:
        homes.pull(follower_ids, post.author_id)
    else:
        homes.add(_entries(post, Home.active_ids(follower_ids)))
    return followers.rows[-1].id if followers.has_more else ""


def _entries(post: Post, account_ids: Iterable[str]) -> list[TimelineEntry]:
    """Return a post's entries in home timelines; those of a reblog name what it shows, to be read in the same trip."""
    shown = Post.find_all([post.reblog_of_id]).get(post.reblog_of_id) if post.reblog_of_id else None
    entries = [TimelineEntry(one, post.id, author_id=post.author_id) for one in account_ids]
    for entry in entries:
        entry.name_shown(shown)
    return entries


def home(account_id: str, page: Page, row: "remembered.Row | None" = None) -> PostPage:
    """Return a page of an account's home timeline: two trips, and one more where it follows very large accounts.

    `row`, by which the reader calls, remembers which hashtags are at home: without it, or after a change of these, they
    take one trip more. Whoever did not look for long is answered from some of those they follow, until it is rebuilt.
    """
    likely = (row.tags if row else None) or set()
    reader = HomeReader(account_id, page, likely)
    if row and likely != (reader.home.tags or set()):
        remembered.remember(row, reader.home.tags or set())
    if not reader.home.is_active:
        homes.come_back(reader.home)
    elif reader.home.is_stale:
        Home.see(account_id)
    return views.gather(reader.ids, reader.views, page)


def follow(follower_id: str, followee_id: str) -> None:
    """Follow an account and bring its recent posts home. Doing it again changes nothing."""
    followee = blocks.find_open(follower_id, followee_id)
    if follows.follow(follower_id, followee_id):
        homes.bring(follower_id, followee)


def ask_to_follow(
    follower_id: str, followee_id: str, *, reblogs: bool | None = None, notify: bool | None = None
) -> None:
    """Follow an account, or ask to where it is private; doing it again changes nothing.

    `reblogs` says whether its reblogs are shown, `notify` whether one is told of its posts; where nothing is said, it
    stays as it is.
    """
    followee = blocks.find_open(follower_id, followee_id)
    if reblogs is not None and follower_id != followee_id:
        # First: a follow that shows for a moment what is not wanted would be too late.
        Home.show_reblogs(follower_id, followee_id, is_shown=reblogs)
    if follower_id != followee_id and followee.is_private and FollowRequest.ask(follower_id, followee_id):
        news.hint(followee_id)
    else:
        follow(follower_id, followee_id)
    if notify is not None:
        wishes.wish(follower_id, followee_id, is_wanted=notify)


def unfollow(follower_id: str, followee_id: str) -> None:
    """Unfollow an account and hide its posts from the home timeline; a message takes them out, however many."""
    follows.unfollow(follower_id, followee_id)
    if follower_id == followee_id:
        return
    Home.hide(follower_id, followee_id)
    queue.send("follows", follower_id=follower_id, followee_id=followee_id)


def public(viewer_id: str | None, page: Page, *, only_media: bool = False) -> PostPage:
    """Return a page of everybody's public posts, without those of silenced accounts that the viewer does not follow."""

    def read(post_ids: list[str]) -> list[PostView]:
        return views.for_timelines(views.find_many(viewer_id, post_ids))

    return views.gather(partial(Post.public_ids, only_media=only_media), read, page)


def account(
    viewer_id: str | None,
    account_id: str,
    page: Page,
    *,
    with_comments: bool = False,
    only_media: bool = False,
    with_reblogs: bool = False,
    tagged: str = "",
) -> PostPage:
    """Return a page of an account's posts, with its comments and reblogs where asked for; or those with a hashtag.

    Raises NotFound without the account.

    Two trips, and three where what was paid decides, however much of it is not shown to the viewer: they read the
    lists that are. Whoever is followed by an author who posts for lists of people takes one more. Posts with a hashtag
    are looked for among an account's own, two thousand at most for a page.
    """
    wanted = tag_name(f"#{tagged.strip().removeprefix('#')}").removeprefix("#") if tagged else ""

    def read(post_ids: list[str]) -> list[PostView]:
        found = views.find_many(viewer_id, post_ids, author=reader.author, known=reader.known)
        return [view for view in found if not wanted or wanted in tags_in(view.proper.post.body["caption"])]

    lists = partial(
        listings.names,
        account_id,
        comments=with_comments,
        only_media=only_media,
        # A reblog has no photo of its own.
        with_reblogs=with_reblogs and not only_media,
    )
    reader = AccountReader(viewer_id, account_id, lists, page, only_media=only_media)
    return views.gather(reader.ids, read, page)
