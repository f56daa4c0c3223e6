"""Fill home timelines with the posts of those whom their readers follow."""

from collections.abc import Iterable
from itertools import islice

from chalicelib import config
from chalicelib.gateways import queue
from chalicelib.models.base import id_time, new_id, now
from chalicelib.models.batches import fetch
from chalicelib.models.paging import Page
from chalicelib.models.people.accounts import Account
from chalicelib.models.people.barriers import Barrier
from chalicelib.models.people.follows import Follow
from chalicelib.models.photos.lists import listings
from chalicelib.models.photos.lists.recent_posts import RecentPosts
from chalicelib.models.photos.posts import Post
from chalicelib.models.photos.timelines import DAY, KEPT_DAYS, Home, TimelineEntry
from chalicelib.models.promises import Promise
from chalicelib.services import promises

# What a follower who returns, or who begins to follow, finds of each account.
CAUGHT_UP_POSTS = 20
CAUGHT_UP_ENTRIES = 400
CAUGHT_UP_FOLLOWEES = 500
# The posts of so many followed accounts stand in for the timeline of a returning reader until it is rebuilt.
PULLED_MEANWHILE = 100
# Each takes half a read unit whenever somebody looks.
MOST_PULLED = 400
# From the home timelines of so many followers one message takes a deleted post.
TAKEN_OUT_AT_ONCE = 500


def come_back(home: Home) -> None:
    """Have posts delivered again to an account that did not look for long, and promise to rebuild its timeline.

    From this write on posts are delivered, so none falls between it and what the rebuilding reads.
    """
    promise = Promise.of("homes", account_id=home.account_id)
    if home.come_back(promise):
        promises.send(promise)


def rebuild(account_id: str, promise_id: str) -> None:
    """Rebuild the home timeline of a returned reader from those they follow, as a promise says. May run twice."""
    author_ids = [account_id, *islice(Follow.followee_ids(account_id), CAUGHT_UP_FOLLOWEES)]
    oldest = new_id(now() - KEPT_DAYS * DAY)
    entries = [
        _entry(account_id, author_id, post_id)
        for author_id, post_ids in RecentPosts.of(author_ids, to_fill=author_ids).items()
        for post_id in post_ids[:CAUGHT_UP_POSTS]
        if post_id > oldest
    ]
    add(sorted(entries, key=lambda entry: entry.post_id, reverse=True)[:CAUGHT_UP_ENTRIES])
    Home.end_rebuilding(account_id, promise_id)
    promises.keep(promise_id)


def pulled(home: Home) -> dict[str, str]:
    """Return the authors of the posts that a home timeline pulls, by the ids of these.

    They are those of very large accounts, and of some more whom the reader follows while it is rebuilt. There is a most
    of both, so that nobody's home costs more than that, whomever they follow.
    """
    large = sorted(home.pulled or (), reverse=True)[:MOST_PULLED]
    meanwhile = Follow.followees_of(home.account_id, Page(limit=PULLED_MEANWHILE)).rows if home.rebuilding else []
    found = RecentPosts.of([*large, *(follow.followee_id for follow in meanwhile)], to_fill=large)
    return {post_id: author_id for author_id, post_ids in found.items() for post_id in post_ids}


def add(entries: Iterable[TimelineEntry]) -> None:
    """Add entries to home timelines, and look once more whether each reader still follows the author.

    Whoever unfollows deletes the follow first and then what is in their timeline, so either they or this second look
    takes out what is added at the same time.
    """
    added = list(entries)
    TimelineEntry.add(added)
    there = Follow.among({(entry.account_id, entry.author_id) for entry in added})
    mine = {(entry.account_id, entry.author_id) for entry in added if entry.account_id == entry.author_id}
    TimelineEntry.remove(entry for entry in added if (entry.account_id, entry.author_id) not in there | mine)


def pull(account_ids: Iterable[str], author_id: str) -> None:
    """Have home timelines pull an author's posts, those of readers who still follow them."""
    readers = list(account_ids)
    for account_id in readers:
        Home.pull(account_id, author_id)
    there = Follow.among((account_id, author_id) for account_id in readers)
    for account_id in readers:
        if (account_id, author_id) not in there:
            Home.stop_pulling(account_id, author_id)


def bring(follower_id: str, followee: Account, *, is_again: bool = False) -> None:
    """Bring the recent posts of a newly followed account home; those of a very large one are pulled from now on."""
    if followee.pulled_since or followee.followers_count >= config.PULL_ABOVE:
        pull([follower_id], followee.id)
        return
    home = Home.of(follower_id)
    if followee.id in (home.unfollowed or ()):
        Home.show(follower_id, followee.id)
    if home.is_active:
        entries = _recent(follower_id, followee.id)
        # Reading an entry costs a tenth of writing it again.
        add(TimelineEntry.missing(entries) if is_again else entries)


def clear(follower_id: str, followee_id: str) -> None:
    """Take the posts of an account out of a home timeline, which hides them meanwhile."""
    Home.hide(follower_id, followee_id)
    TimelineEntry.remove_author(follower_id, followee_id)
    Home.show(follower_id, followee_id)


def settle(follower_id: str, followee_id: str) -> None:
    """Make a home timeline what the follow says that is there by now, or that is there no more. May run twice.

    A follow that came while a block was written ends here, and one that came while its account became private is a
    request from now on: a follow is written alone, and cannot ask for either.
    """
    found = Follow.one(follower_id, followee_id)
    if found and Barrier.is_between(follower_id, followee_id):
        Follow.remove(follower_id, followee_id)
        found = None
    followee = Account.find(followee_id) if found else None
    if found and followee and not (found.came_as_it_closed(followee) and _asks_instead(follower_id, followee_id)):
        bring(follower_id, followee, is_again=True)
    else:
        clear(follower_id, followee_id)


def _asks_instead(follower_id: str, followee_id: str) -> bool:
    # A function that fills home timelines starts without requests.
    from chalicelib.models.people.requests import FollowRequest  # noqa: PLC0415

    return FollowRequest.put_back(follower_id, followee_id)


def take_out(post_id: str, author_id: str, after: str = "") -> None:
    """Take a deleted post out of home timelines, those of a page of its author's followers, and queue the next page.

    May run twice. The author's own entry goes last, so a message that comes late finds nothing left to do.
    """
    found = fetch([(TimelineEntry, author_id, post_id), (Account, author_id, None)])
    own, author = found.get((TimelineEntry, author_id, post_id)), found.get((Account, author_id, None))
    if not after:
        RecentPosts.forget(author_id, post_id)
    if own is None:
        return
    if not _was_pulled(author, post_id):
        followers = Follow.followers_of(author_id, Page(limit=TAKEN_OUT_AT_ONCE, max_id=after))
        TimelineEntry.remove_where_there((follow.follower_id, post_id) for follow in followers.rows)
        if followers.has_more:
            queue.send("deletions", post_id=post_id, author_id=author_id, after=followers.rows[-1].id)
            return
    TimelineEntry.remove([_entry(author_id, author_id, post_id)])


def _was_pulled(author: object, post_id: str) -> bool:
    """Tell whether an author's posts were not delivered any more when a post was published."""
    return isinstance(author, Account) and 0 < (author.pulled_since or 0) <= id_time(post_id)


def _recent(account_id: str, author_id: str) -> list[TimelineEntry]:
    """Return the entries of an author's newest posts and reblogs, as they would have been delivered."""
    page = Page(limit=CAUGHT_UP_POSTS)
    listed = [listings.reblogs(author_id, shown_to) for shown_to in (listings.ALL, listings.FOLLOWERS)]
    own, again = Post.ids_for_followers(author_id, page).rows, Post.ids_in(listed, page).rows
    newest = sorted([*own, *again], reverse=True)[:CAUGHT_UP_POSTS]
    entries = [_entry(account_id, author_id, post_id) for post_id in newest]
    _name_reblogged([entry for entry in entries if entry.post_id in again])
    return entries


def _name_reblogged(entries: list[TimelineEntry]) -> None:
    """Name in entries of reblogs what each shows."""
    reblogs = Post.find_all([entry.post_id for entry in entries]) if entries else {}
    shown = Post.find_all([str(post.reblog_of_id) for post in reblogs.values()]) if reblogs else {}
    for entry in entries:
        if reblog := reblogs.get(entry.post_id):
            entry.name_shown(shown.get(str(reblog.reblog_of_id)))


def _entry(account_id: str, author_id: str, post_id: str) -> TimelineEntry:
    return TimelineEntry(account_id, post_id, author_id=author_id)
