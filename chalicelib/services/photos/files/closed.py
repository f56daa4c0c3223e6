"""Tell each post of an account whether that is closed, and bring its photos and pictures to where they belong then.

The messages of the queue `profiles` walk over what an account posted, over its comments wherever they stand, and over
the comments below each post. Every step looks at the account of its moment, as with private accounts (privacy.py).
"""

from functools import partial
from typing import Any

from chalicelib.errors import NotFound
from chalicelib.models.people import closed
from chalicelib.models.people.accounts import Account
from chalicelib.models.photos.lists import listings
from chalicelib.models.photos.posts import Post
from chalicelib.services.photos.files import pictures
from chalicelib.services.photos.files.telling import tell_comments, tell_page


def step(walk: dict[str, Any]) -> None:
    """Carry out one step of a walk; one of an earlier change, or of an account that is gone, changes nothing."""
    try:
        account = Account.find(walk["closed"])
    except NotFound:
        return
    if account.closed_version != walk["version"]:
        return
    say = partial(_say, account)
    if "root_id" in walk:
        tell_comments(walk, say)
        return
    if "after" not in walk:
        pictures.place(account)
        if account.closed:
            _end_stories(account.id)
    names = listings.every(account.id, with_reblogs=True)
    if not tell_page(walk, names, say) and walk.get("is_last"):
        closed.end_telling(account.id, walk["version"])


def _end_stories(account_id: str) -> None:
    """Let no story stand any more: these do not come back with the account, as what it highlighted does."""
    # With what takes photos in: a function that draws profiles starts without.
    from chalicelib.services.photos.stories import publishing  # noqa: PLC0415

    publishing.end_all(account_id)


def _say(account: Account, post: Post) -> None:
    others = set(post.closed_by or ()) - {account.id}
    post.closed_by = {*others, *([account.id] if account.closed else [])} or None
