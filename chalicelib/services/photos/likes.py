"""Like posts and take likes back."""

from dataclasses import replace

from chalicelib.models.paging import Page, Turned
from chalicelib.models.people.accounts import Account
from chalicelib.models.photos.likes import Like
from chalicelib.models.photos.timelines import TimelineEntry
from chalicelib.services.people import accounts
from chalicelib.services.photos import showing
from chalicelib.services.photos.showing import Shown


def like(account_id: str, post_id: str) -> Shown:
    """Like a post that one may see; a second like changes nothing."""
    shown = showing.show_one(account_id, post_id)
    return _changed(shown, account_id, is_liked=True, difference=int(Like.create(account_id, post_id)))


def unlike(account_id: str, post_id: str) -> Shown:
    """Take a like back; without a like it changes nothing."""
    shown = showing.show_one(account_id, post_id)
    return _changed(shown, account_id, is_liked=False, difference=-int(Like.remove(account_id, post_id)))


def _changed(shown: Shown, account_id: str, *, is_liked: bool, difference: int) -> Shown:
    TimelineEntry.mark_liked(account_id, shown.post.id, is_liked=is_liked)
    shown.post.likes_count += difference
    return replace(shown, is_liked=is_liked)


def likers(viewer_id: str | None, post_id: str, page: Page) -> tuple[Turned[Like], list[Account]]:
    """Return a page of a post's likes and the accounts behind them."""
    showing.show_one(viewer_id, post_id)
    turned = Like.of_post(post_id, page)
    return turned, accounts.find_all([like.account_id for like in turned.rows])
