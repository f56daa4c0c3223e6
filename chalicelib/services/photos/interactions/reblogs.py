"""Reblog posts, and take reblogs back."""

from dataclasses import replace
from functools import partial

from chalicelib.errors import Unprocessable
from chalicelib.gateways import queue
from chalicelib.models.filling import Filled
from chalicelib.models.paging import Page
from chalicelib.models.people.accounts import Account
from chalicelib.models.photos.interactions.rows import Interaction
from chalicelib.models.photos.posts import FOLLOWERS, PUBLIC, UNLISTED, Post
from chalicelib.models.photos.sharing import reblogs
from chalicelib.models.promises import Promise
from chalicelib.services import news, promises
from chalicelib.services.people import accounts
from chalicelib.services.people.relationships import blocks
from chalicelib.services.photos import drafts, views
from chalicelib.services.photos.views import PostView


def reblog(account_id: str, post_id: str, access: str | None = None) -> PostView:
    """Show a post to one's followers again; a second time changes nothing.

    `access` is who sees that it was reblogged, by default as the account has it. Raises Unprocessable for what is not
    for everybody; one's own posts for followers may be shown to them again. The delivery is promised.
    """
    shown = views.find(account_id, post_id).proper
    _check(account_id, shown)
    account = Account.find(account_id)
    made = reblogs.of(account, shown.post, _access(account, shown, access))
    promise = Promise.of("posts", post_id=made.id)
    if not reblogs.create(made, shown.post, promise):
        return views.find(account_id, str(Interaction.of(account_id, shown.post.id).reblog_id))
    promises.send(promise)
    news.hint(shown.post.author_id)
    shown.post.reblogs_count += 1
    return replace(views.find(account_id, made.id), reblogged=shown.marked(is_reblogged=True))


def _check(account_id: str, shown: PostView) -> None:
    post, is_own = shown.post, shown.post.author_id == account_id
    is_for_all = post.access in (PUBLIC, UNLISTED) and not post.is_private
    is_for_followers = post.access in (PUBLIC, UNLISTED, FOLLOWERS) and post.audience == account_id
    if not shown.state.may_react or not (is_for_all or (is_own and is_for_followers)):
        raise Unprocessable("Validation failed: You cannot share this post")


def _access(account: Account, shown: PostView, access: str | None) -> str:
    if shown.post.access == FOLLOWERS:
        return FOLLOWERS
    usual = drafts.ACCESS.get(account.profile.get("default_privacy") or "", PUBLIC)
    return access or usual


def unreblog(account_id: str, post_id: str) -> PostView:
    """Take a reblog back, of a post that one no longer sees too; without one it changes nothing.

    `post_id` may be the reblog's own.
    """
    shown_id = Post.find(post_id).reblog_of_id or post_id
    reblog_id = Interaction.of(account_id, shown_id).reblog_id
    if not reblog_id:
        return views.find(account_id, shown_id)
    take_back(account_id, Post.find(shown_id), reblog_id)
    return views.find_withheld(account_id, shown_id).marked(is_reblogged=False)


def take_back(account_id: str, shown: Post, reblog_id: str) -> None:
    """Delete an account's reblog of a post; home timelines lose it by a message that goes out ahead."""
    queue.announce("deletions", post_id=reblog_id, author_id=account_id)
    if reblogs.remove(account_id, shown.id, shown.author_id):
        queue.send("deletions", post_id=reblog_id, author_id=account_id)


def rebloggers(viewer_id: str | None, post_id: str, page: Page) -> Filled[Account]:
    """Return a page of those who reblogged a post, by the ids of the reblogs, without whom the viewer must not meet."""
    read = partial(reblogs.of_post, views.find(viewer_id, post_id).proper.post.id)
    find = partial(blocks.find_met, viewer_id)
    return accounts.gather(read, lambda row: (row.reblog_id or "", row.account_id), find, page)
