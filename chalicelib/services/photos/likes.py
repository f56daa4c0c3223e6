"""Like posts and take likes back."""

from chalicelib.models.paging import Page, Turned
from chalicelib.models.people.accounts import Account
from chalicelib.models.photos.likes import Like
from chalicelib.models.photos.timelines import TimelineEntry
from chalicelib.services.people import accounts
from chalicelib.services.photos import showing
from chalicelib.services.photos.showing import Shown


def like(account_id: str, post_id: str) -> Shown:
    """Like a post that one may see; a second like changes nothing."""
    showing.show_one(account_id, post_id)
    Like.create(account_id, post_id)
    TimelineEntry.mark_liked(account_id, post_id, is_liked=True)
    return showing.show_one(account_id, post_id)


def unlike(account_id: str, post_id: str) -> Shown:
    """Take a like back; without a like it changes nothing."""
    showing.show_one(account_id, post_id)
    Like.remove(account_id, post_id)
    TimelineEntry.mark_liked(account_id, post_id, is_liked=False)
    return showing.show_one(account_id, post_id)


def likers(viewer_id: str | None, post_id: str, page: Page) -> tuple[Turned[Like], list[Account]]:
    """Return a page of a post's likes and the accounts behind them."""
    showing.show_one(viewer_id, post_id)
    turned = Like.of_post(post_id, page)
    return turned, accounts.find_all([like.account_id for like in turned.rows])
