"""Like posts and take likes back."""

from functools import partial

from chalicelib.errors import Unprocessable
from chalicelib.models.filling import Filled
from chalicelib.models.paging import Page, Turned
from chalicelib.models.people.accounts import Account
from chalicelib.models.photos import likes
from chalicelib.services.people import accounts, counts
from chalicelib.services.people.relationships import blocks
from chalicelib.services.photos import views
from chalicelib.services.photos.views import PostPage, PostView


def like(account_id: str, post_id: str) -> PostView:
    """Like a post that one may see; a second like changes nothing.

    The total follows within seconds (`counts`); this answer has the like in it.
    """
    view = views.find(account_id, post_id).proper
    post_id = view.post.id
    if not view.state.may_react:
        raise Unprocessable("Validation failed: You cannot like this post")
    subject = ("likes", post_id)
    if not view.state.is_liked:
        counts.announce(subject)
        if likes.create(account_id, post_id):
            counts.hint(subject, is_large=view.post.likes_count > counts.LARGE)
            view.post.likes_count += 1
    return view.marked(is_liked=True)


def unlike(account_id: str, post_id: str) -> PostView:
    """Take a like back, from a post that one no longer sees too; without a like it changes nothing."""
    subject = ("likes", post_id)
    counts.announce(subject)
    was_liked = likes.remove(account_id, post_id)
    view = (views.find_withheld if was_liked else views.find)(account_id, post_id)
    if view.reblogged:
        return unlike(account_id, view.reblogged.post.id)
    if was_liked:
        counts.hint(subject, is_large=view.post.likes_count > counts.LARGE)
        view.post.likes_count = max(0, view.post.likes_count - 1)
    return view.marked(is_liked=False)


def likers(viewer_id: str | None, post_id: str, page: Page) -> Filled[Account]:
    """Return a page of those who like a post, by the ids of the likes, without those whom the viewer must not meet."""
    read = partial(likes.of_post, views.find(viewer_id, post_id).proper.post.id)
    find = partial(blocks.find_met, viewer_id)
    return accounts.gather(read, lambda like: (like.like_id or "", like.account_id), find, page)


def liked(account_id: str, page: Page) -> PostPage:
    """Return a page of the posts that an account likes and may see, the newest like first."""

    def read(page: Page) -> Turned[tuple[str, str]]:
        turned = likes.of_account(account_id, page)
        return Turned([(like.like_id or "", like.post_id) for like in turned.rows], turned.has_more)

    return views.gather_own(account_id, read, page)
