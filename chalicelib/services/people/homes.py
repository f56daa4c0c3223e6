"""Fill home timelines with the posts of those whom their readers follow."""

from collections.abc import Iterable
from itertools import islice

from chalicelib import config
from chalicelib.models.base import id_time, now
from chalicelib.models.paging import Page
from chalicelib.models.people.accounts import Account
from chalicelib.models.people.follows import Follow
from chalicelib.models.photos.posts import Post
from chalicelib.models.photos.timelines import DAY, KEPT_DAYS, Home, TimelineEntry
from chalicelib.models.promises import Promise
from chalicelib.services import promises
from chalicelib.services.people import accounts

# What a follower who returns, or who begins to follow, finds of each account.
CAUGHT_UP_POSTS = 20
CAUGHT_UP_ENTRIES = 400
CAUGHT_UP_FOLLOWEES = 500
# Whose posts a returning reader is shown until the timeline is rebuilt: those who posted last.
PULLED_MEANWHILE = 20


def come_back(home: Home) -> None:
    """Have posts delivered again to an account that did not look for long, and promise to rebuild its timeline.

    From this write on posts are delivered, so none falls between it and what the rebuilding reads.
    """
    promise = Promise.of("homes", account_id=home.account_id)
    if home.come_back(promise):
        promises.send(promise)


def rebuild(account_id: str, promise_id: str) -> None:
    """Rebuild the home timeline of a returned reader from those they follow, as a promise says. May run twice."""
    entries = [_entry(account_id, account_id, post_id) for post_id in _recent(account_id)]
    for followee in _latest_followees(account_id):
        newest = sorted(entries, key=lambda entry: entry.post_id, reverse=True)[:CAUGHT_UP_ENTRIES]
        # It names a whole second, in which the post may have been made.
        if len(newest) == CAUGHT_UP_ENTRIES and (followee.last_posted_at or 0) + 1 < id_time(newest[-1].post_id):
            break
        entries = newest + [_entry(account_id, followee.id, post_id) for post_id in _recent(followee.id)]
    add(sorted(entries, key=lambda entry: entry.post_id, reverse=True)[:CAUGHT_UP_ENTRIES])
    Home.end_rebuilding(account_id, promise_id)
    promises.keep(promise_id)


def meanwhile(account_id: str) -> list[str]:
    """Return whose posts stand in for a timeline that is being rebuilt."""
    return [followee.id for followee in _latest_followees(account_id)[:PULLED_MEANWHILE]]


def _latest_followees(account_id: str) -> list[Account]:
    """Return those whom an account follows and who posted within the time that entries are kept, the latest first."""
    ids = list(islice(Follow.followee_ids(account_id), CAUGHT_UP_FOLLOWEES))
    oldest = now() - KEPT_DAYS * DAY
    found = [account for account in accounts.find_all(ids) if (account.last_posted_at or 0) > oldest]
    return sorted(found, key=lambda account: account.last_posted_at or 0, reverse=True)


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
    elif list(Home.active_ids([follower_id])):
        entries = [_entry(follower_id, followee.id, post_id) for post_id in _recent(followee.id)]
        # Reading an entry costs a tenth of writing it again.
        add(TimelineEntry.missing(entries) if is_again else entries)


def clear(follower_id: str, followee_id: str) -> None:
    """Take the posts of an account out of a home timeline."""
    Home.stop_pulling(follower_id, followee_id)
    TimelineEntry.remove_author(follower_id, followee_id)


def settle(follower_id: str, followee_id: str) -> None:
    """Make a home timeline what the follow says that is there by now, or that is there no more. May run twice."""
    if Follow.is_there(follower_id, followee_id):
        bring(follower_id, Account.find(followee_id), is_again=True)
    else:
        clear(follower_id, followee_id)


def _recent(author_id: str) -> list[str]:
    return Post.ids_in(author_id, Page(limit=CAUGHT_UP_POSTS)).rows


def _entry(account_id: str, author_id: str, post_id: str) -> TimelineEntry:
    return TimelineEntry(account_id, post_id, author_id=author_id)
