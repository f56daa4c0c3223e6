"""Deliver posts to home timelines, change them with whom one follows, and read timelines."""

from functools import cached_property, partial

from chalicelib import config
from chalicelib.gateways import queue
from chalicelib.models import rounds
from chalicelib.models.base import now
from chalicelib.models.paging import Page, Turned, merge, turn_at_hand
from chalicelib.models.people.accounts import Account
from chalicelib.models.people.follows import Follow
from chalicelib.models.people.recent_posts import RecentPosts
from chalicelib.models.photos.posts import Post
from chalicelib.models.photos.timelines import Home, TimelineEntry
from chalicelib.services import promises
from chalicelib.services.people import accounts, follows, homes
from chalicelib.services.photos import views
from chalicelib.services.photos.views import PostPage, PostView

# Followers that one message delivers to; the next ones are another message's.
DELIVERED_AT_ONCE = 500


def deliver(post_id: str, after: str = "", promise_id: str = "", *, is_pulled: bool = False) -> None:
    """Deliver a post to a page of its author's active followers, and queue the next page; the last keeps the promise.

    May run twice. The posts of an account with very many followers are pulled by their home timelines instead, which
    the first page decides for all: their number may be counted anew in between.
    """
    post = Post.find_all([post_id]).get(post_id)
    if post is None:
        promises.keep(promise_id)
        return
    author = Account.find(post.author_id)
    if not after:
        is_pulled = author.followers_count > config.PULL_ABOVE
        TimelineEntry.add([TimelineEntry(post.author_id, post_id, author_id=post.author_id)])
        RecentPosts.add(post)
        queue.send("posts", words_of=post_id)
    if not author.pulled_since:
        if next_page := _deliver_page(post, after, is_pulled=is_pulled):
            queue.send("posts", post_id=post_id, after=next_page, promise=promise_id, is_pulled=is_pulled)
            return
        if is_pulled:
            author.update([Account.pulled_since.set(now())])
    post.mark_delivered()
    promises.keep(promise_id)


def _deliver_page(post: Post, after: str, *, is_pulled: bool) -> str:
    """Deliver to one page of followers, and return where the next one begins, if there is one."""
    followers = Follow.followers_of(post.author_id, Page(limit=DELIVERED_AT_ONCE, max_id=after))
    follower_ids = [follow.follower_id for follow in followers.rows]
    if is_pulled:
        homes.pull(follower_ids, post.author_id)
    else:
        active_ids = Home.active_ids(follower_ids)
        homes.add(TimelineEntry(follower_id, post.id, author_id=post.author_id) for follower_id in active_ids)
    return followers.rows[-1].id if followers.has_more else ""


def home(account_id: str, page: Page) -> PostPage:
    """Return a page of an account's home timeline: three trips, and one more where it follows very large accounts.

    Whoever did not look for long is answered from some of those they follow, until the timeline is rebuilt.
    """
    reader = HomeReader(account_id, page)
    if not reader.home.is_active:
        homes.come_back(reader.home)
    elif reader.home.is_stale:
        Home.see(account_id)
    return views.gather(reader.ids, reader.views, page)


class HomeReader:
    """Reads one account's home timeline, beginning with its `Home` row and the entries of a page, in one trip."""

    def __init__(self, account_id: str, page: Page) -> None:
        """Take the account whose timeline it is, and the page that is asked for first."""
        self.account_id = account_id
        delivered, self.home = rounds.both(partial(self._delivered, page), partial(Home.of, account_id))
        self._read = {page: delivered}

    def ids(self, page: Page) -> Turned[str]:
        """Return a page of ids of delivered posts and of those that are pulled."""
        delivered = self._read.get(page) or self._delivered(page)
        return merge([delivered, turn_at_hand(self._pulled, page)], page) if self._pulled else delivered

    def views(self, post_ids: list[str]) -> list[PostView]:
        """Return the posts with these ids, without those of accounts that are not followed any more."""
        hidden = self.home.unfollowed or ()
        return [view for view in views.find_many(self.account_id, post_ids) if view.post.author_id not in hidden]

    def _delivered(self, page: Page) -> Turned[str]:
        turned = TimelineEntry.page(self.account_id, page)
        return Turned([entry.post_id for entry in turned.rows], turned.has_more)

    @cached_property
    def _pulled(self) -> list[str]:
        return homes.pulled(self.home)


def follow(follower_id: str, followee_id: str) -> None:
    """Follow an account and bring its recent posts home. Doing it again changes nothing."""
    followee = accounts.find(followee_id)
    if follows.follow(follower_id, followee_id):
        homes.bring(follower_id, followee)


def unfollow(follower_id: str, followee_id: str) -> None:
    """Unfollow an account and hide its posts from the home timeline; a message takes them out, however many."""
    follows.unfollow(follower_id, followee_id)
    if follower_id == followee_id:
        return
    Home.hide(follower_id, followee_id)
    queue.send("follows", follower_id=follower_id, followee_id=followee_id)


def public(viewer_id: str | None, page: Page, *, only_media: bool = False) -> PostPage:
    """Return a page of everybody's public posts."""

    def read(post_ids: list[str]) -> list[PostView]:
        return _wanted(views.find_many(viewer_id, post_ids), only_media=only_media)

    return views.gather(Post.public_ids, read, page)


def account(
    viewer_id: str | None, account_id: str, page: Page, *, with_comments: bool = False, only_media: bool = False
) -> PostPage:
    """Return a page of an account's posts, with its comments where asked for. Raises NotFound without the account."""
    author = Account.find(account_id)
    listings = [account_id, f"{account_id}#comments"] if with_comments else [account_id]

    def read(post_ids: list[str]) -> list[PostView]:
        return _wanted(views.find_many(viewer_id, post_ids, author), only_media=only_media)

    def ids(page: Page) -> Turned[str]:
        return merge([Post.ids_in(listing, page) for listing in listings], page)

    return views.gather(ids, read, page)


def _wanted(found: list[PostView], *, only_media: bool) -> list[PostView]:
    return [view for view in found if view.post.body["media"] or not only_media]
