"""Tell each post of an account whether that is closed, and bring its photos and pictures to where they belong then.

The messages of the queue `profiles` walk over what an account posted, over its comments wherever they stand, and over
the comments below each post. Every step looks at the account of its moment, as with private accounts (privacy.py).
"""

from functools import partial
from typing import Any

from chalicelib.errors import NotFound
from chalicelib.gateways import queue
from chalicelib.models.paging import Page
from chalicelib.models.people import closed
from chalicelib.models.people.accounts import Account
from chalicelib.models.photos.lists import listings, threads
from chalicelib.models.photos.posts import Post
from chalicelib.services.photos.files import pictures
from chalicelib.services.photos.files.telling import tell

# Of each the files of up to twenty photos are copied.
POSTS_AT_ONCE = 5
COMMENTS_AT_ONCE = 100


def step(walk: dict[str, Any]) -> None:
    """Carry out one step of a walk; one of an earlier change, or of an account that is gone, changes nothing."""
    try:
        account = Account.find(walk["closed"])
    except NotFound:
        return
    if account.closed_version != walk["version"]:
        return
    if "root_id" in walk:
        _tell_comments(walk, account)
        return
    if "after" not in walk:
        pictures.place(account)
    page = Page(limit=POSTS_AT_ONCE, max_id=walk.get("after", ""))
    turned = Post.ids_in(listings.names(account.id, comments=True, with_reblogs=True), page)
    for post_id in turned.rows:
        tell(post_id, partial(_say, account))
        _tell_comments({**walk, "root_id": post_id, "after": ""}, account)
    if turned.has_more:
        queue.send("profiles", **{**walk, "after": turned.rows[-1]})
    elif walk.get("is_last"):
        closed.end_telling(account.id, walk["version"])


def _tell_comments(walk: dict[str, Any], account: Account) -> None:
    """Tell a page of the comments below a post, and have the next page told by a message of its own."""
    page = Page(limit=COMMENTS_AT_ONCE, max_id=walk.get("after", ""))
    turned = threads.ids_of(walk["root_id"], page)
    for comment_id in turned.rows:
        tell(comment_id, partial(_say, account))
    if turned.has_more:
        queue.send("profiles", **{**walk, "after": turned.rows[-1]})


def _say(account: Account, post: Post) -> None:
    others = set(post.closed_by or ()) - {account.id}
    post.closed_by = {*others, *([account.id] if account.closed else [])} or None
