"""Delete an account that left, a few rows a message, until nothing is left of it but what the books need.

Every step looks for what is still there, so that a run that was cut, or ran twice, goes on where it is. The rows of the
account itself go last: as long as they are there, the sweeper finds the wish and sends the message again.
"""

from contextlib import suppress

from chalicelib.errors import NotFound
from chalicelib.gateways import queue
from chalicelib.models import leaving
from chalicelib.models.base import now
from chalicelib.models.leaving import Leaving
from chalicelib.models.paging import Page
from chalicelib.models.people.accounts import Account
from chalicelib.models.people.closed import LEAVING
from chalicelib.models.photos.lists import listings
from chalicelib.models.photos.media import Media
from chalicelib.models.photos.posts import Post
from chalicelib.services.leaving import belongings, obligations, paying, sold, words
from chalicelib.services.photos import media, posts

POSTS_AT_ONCE = 10
# Indexes show for a moment what is deleted, and messages that were sent ahead are waited for.
SOON_SECONDS = 5
DAY_SECONDS = 24 * 3600


def carry_on(account_id: str) -> None:
    """Carry out one message's worth of an account's deletion, and queue the rest.

    Where money came in between, the deletion waits a day and asks again.
    """
    wish = Leaving.of(account_id)
    if wish is None or wish.delete_at > now():
        return
    account = Account.find(account_id)
    if account.closed != LEAVING:
        return
    if not wish.begun_at and obligations.left(account_id):
        wish.postpone(now() + DAY_SECONDS)
        return
    if not wish.begin(account):
        return
    if _some_posts(account_id) or _some_words(account_id) or belongings.remove_some(account_id):
        queue.send("deletions", delay=SOON_SECONDS, leaving=account_id)
        return
    if paying.is_left(account_id):
        # Another function may call Stripe, and sends this one on.
        queue.send("refunds", leaving=account_id)
        return
    _remove_pictures(account)
    leaving.end(account)


def _some_posts(account_id: str) -> bool:
    """Delete a few of an account's posts and comments, with their bytes; what was sold stays with its buyers."""
    ids = Post.ids_in(listings.every(account_id), Page(limit=POSTS_AT_ONCE)).rows
    found = Post.find_all(ids)
    for post in found.values():
        if post.sales_count:
            sold.scrub(post)
        with suppress(NotFound):
            posts.delete(account_id, post.id, deletes_media=True)
    return bool(ids)


def _some_words(account_id: str) -> bool:
    """Take the words off some of what stays: sold posts, campaigns, tiers."""
    return sold.scrub_some(account_id) or words.scrub_some(account_id)


def _remove_pictures(account: Account) -> None:
    for media_id in filter(None, (account.avatar_media_id, account.header_media_id)):
        leaving.release_picture(media_id)
        with suppress(NotFound):
            media.discard(Media.find(media_id))
