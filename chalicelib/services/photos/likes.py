"""Like posts and take likes back."""

from dataclasses import replace

from chalicelib.models.paging import Page, Turned
from chalicelib.models.people.accounts import Account
from chalicelib.models.photos.likes import Like
from chalicelib.models.photos.timelines import TimelineEntry
from chalicelib.services.people import accounts
from chalicelib.services.photos import views
from chalicelib.services.photos.views import PostView


def like(account_id: str, post_id: str) -> PostView:
    """Like a post that one may see; a second like changes nothing."""
    view = views.find(account_id, post_id)
    return _changed(view, account_id, is_liked=True, difference=int(Like.create(account_id, post_id)))


def unlike(account_id: str, post_id: str) -> PostView:
    """Take a like back; without a like it changes nothing."""
    view = views.find(account_id, post_id)
    return _changed(view, account_id, is_liked=False, difference=-int(Like.remove(account_id, post_id)))


def _changed(view: PostView, account_id: str, *, is_liked: bool, difference: int) -> PostView:
    TimelineEntry.mark_liked(account_id, view.post.id, is_liked=is_liked)
    view.post.likes_count += difference
    return replace(view, is_liked=is_liked)


def likers(viewer_id: str | None, post_id: str, page: Page) -> tuple[Turned[Like], list[Account]]:
    """Return a page of a post's likes and the accounts behind them."""
    views.find(viewer_id, post_id)
    turned = Like.of_post(post_id, page)
    return turned, accounts.find_all([like.account_id for like in turned.rows])
