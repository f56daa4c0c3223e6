"""Deliver posts to home timelines, change them with whom one follows, and read timelines."""

from collections.abc import Sequence

from chalicelib import config
from chalicelib.gateways import queue
from chalicelib.models.base import now
from chalicelib.models.batches import Key, fetch
from chalicelib.models.paging import Page, Turned, merge
from chalicelib.models.people.accounts import Account
from chalicelib.models.people.follows import Follow
from chalicelib.models.photos.posts import Post
from chalicelib.models.photos.timelines import Home, TimelineEntry
from chalicelib.services.people import accounts, follows
from chalicelib.services.photos import views
from chalicelib.services.photos.views import PostPage, PostView

# Followers that one message delivers to; the next ones are another message's.
DELIVERED_AT_ONCE = 500
# What a follower who returns, or who begins to follow, finds of each account.
CAUGHT_UP_POSTS = 20
CAUGHT_UP_ENTRIES = 400
CAUGHT_UP_FOLLOWEES = 500


def deliver(post_id: str, after: str = "") -> None:
    """Deliver a post to a page of its author's active followers, and queue the next page.

    May run twice. The posts of an account with very many followers are pulled by their home timelines instead.
    """
    post = Post.find_all([post_id]).get(post_id)
    if post is None:
        return
    author = Account.find(post.author_id)
    if not after:
        TimelineEntry.add([TimelineEntry(post.author_id, post_id, author_id=post.author_id)])
    if author.pulled_since:
        post.mark_delivered()
        return
    followers = Follow.followers_of(author.id, Page(limit=DELIVERED_AT_ONCE, max_id=after))
    follower_ids = [follow.follower_id for follow in followers.rows]
    is_pulled = author.followers_count > config.PULL_ABOVE
    if is_pulled:
        for follower_id in follower_ids:
            Home.pull(follower_id, author.id)
    else:
        active_ids = Home.active_ids(follower_ids)
        TimelineEntry.add(TimelineEntry(follower_id, post_id, author_id=author.id) for follower_id in active_ids)
    if followers.has_more:
        queue.send("posts", post_id=post_id, after=followers.rows[-1].id)
        return
    if is_pulled:
        author.update([Account.pulled_since.set(now())])
    post.mark_delivered()


def home(account_id: str, page: Page) -> PostPage:
    """Return a page of an account's home timeline: three trips where nobody it follows is pulled.

    Whoever did not look for long finds a timeline rebuilt from those they follow.
    """
    reader = HomeReader(account_id)
    found = views.gather(reader.delivered, reader.read, page)
    if not reader.home.is_active:
        catch_up(account_id)
        found = views.gather(reader.delivered, reader.read, page)
    elif reader.home.is_stale:
        Home.see(account_id)
    if reader.home.pulled:
        found = views.gather(reader.delivered_and_pulled, reader.read, page)
    return found


class HomeReader:
    """Reads one account's home timeline: a Query of its entries, and one batch of what must be fresh."""

    def __init__(self, account_id: str) -> None:
        """Take the account whose timeline it is."""
        self.account_id = account_id
        self.home = Home(account_id)

    def delivered(self, page: Page) -> Turned[str]:
        """Return a page of ids of delivered posts."""
        turned = TimelineEntry.page(self.account_id, page)
        return Turned([entry.post_id for entry in turned.rows], turned.has_more)

    def delivered_and_pulled(self, page: Page) -> Turned[str]:
        """Return a page of ids of delivered posts and those of the accounts that are pulled: a trip for each."""
        pulled = [Post.ids_in(author_id, page) for author_id in self.home.pulled or ()]
        return merge([self.delivered(page), *pulled], page)

    def read(self, post_ids: Sequence[str]) -> list[PostView]:
        """Return the posts that are there and may be seen; their batch brings the reader's `Home` along."""
        key: Key = (Home, self.account_id, None)
        found = fetch([*views.batch(self.account_id, post_ids), key])
        home = found.get(key)
        self.home = home if isinstance(home, Home) else self.home
        return views.in_batch(self.account_id, post_ids, found)


def catch_up(account_id: str) -> None:
    """Rebuild the home timeline of somebody to whom nothing was delivered for a while."""
    # From here on posts are delivered, so none falls between the reading below and the next delivery.
    Home.see(account_id)
    entries = [_entry(account_id, account_id, post_id) for post_id in _recent(account_id)]
    for number, followee_id in enumerate(Follow.followee_ids(account_id)):
        if number == CAUGHT_UP_FOLLOWEES:
            break
        entries += [_entry(account_id, followee_id, post_id) for post_id in _recent(followee_id)]
    newest = sorted(entries, key=lambda entry: entry.post_id, reverse=True)[:CAUGHT_UP_ENTRIES]
    TimelineEntry.add(newest)


def follow(follower_id: str, followee_id: str) -> None:
    """Follow an account and bring its recent posts home. Doing it again changes nothing."""
    followee = accounts.find(followee_id)
    if not follows.follow(follower_id, followee_id):
        return
    if followee.pulled_since or followee.followers_count >= config.PULL_ABOVE:
        Home.pull(follower_id, followee_id)
    elif list(Home.active_ids([follower_id])):
        TimelineEntry.add(_entry(follower_id, followee_id, post_id) for post_id in _recent(followee_id))


def unfollow(follower_id: str, followee_id: str) -> None:
    """Unfollow an account and take its posts out of the home timeline."""
    follows.unfollow(follower_id, followee_id)
    Home.stop_pulling(follower_id, followee_id)
    TimelineEntry.remove_author(follower_id, followee_id)


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


def _recent(author_id: str) -> list[str]:
    return Post.ids_in(author_id, Page(limit=CAUGHT_UP_POSTS)).rows


def _entry(account_id: str, author_id: str, post_id: str) -> TimelineEntry:
    return TimelineEntry(account_id, post_id, author_id=author_id)
