"""Tell each post of an account whether that is private, and bring its photos to where they belong then.

The messages of the queue `profiles` walk over an account's posts, a few at a time, and over the comments below each:
what is for all leaves the lists for everybody, and its photos leave the open, or come back there. Every step looks at
the account of its moment, so a message that was meant for an earlier change ends at once.
"""

from functools import partial
from typing import Any

from chalicelib.gateways import queue
from chalicelib.models.people import privacy
from chalicelib.models.people.accounts import Account
from chalicelib.models.photos.lists import listings
from chalicelib.models.photos.posts import Post
from chalicelib.services.people import accounts
from chalicelib.services.people.door import endings
from chalicelib.services.people.relationships.privacy import accept_some
from chalicelib.services.photos.files import archived, closed
from chalicelib.services.photos.files.telling import tell_comments, tell_page


def work_off(message: dict[str, Any]) -> None:
    """Carry out a message about a changed account: one step of a walk, a page of posts to draw, or signing out."""
    if "privacy" in message:
        _step(message)
    elif "closed" in message:
        closed.step(message)
    elif "archived" in message:
        archived.step(message)
    elif "sessions_of" in message:
        endings.finish(message["sessions_of"], message.get("after", ""))
    else:
        accounts.redraw_posts(message["account_id"], message.get("after", ""))


def _step(walk: dict[str, Any]) -> None:
    account = Account.find(walk["privacy"])
    if account.privacy_version != walk["version"]:
        return
    say = partial(_say, bool(account.is_private))
    if "root_id" in walk:
        tell_comments(walk, say)
    elif not tell_page(walk, listings.names(account.id, comments=False, with_reblogs=True), say):
        _end(walk, account)


def _end(walk: dict[str, Any], account: Account) -> None:
    if not account.is_private and accept_some(account.id):
        # All posts are told; what is left are those who ask.
        queue.send("profiles", **{**walk, "after": "1"})
    elif walk.get("is_last"):
        privacy.end_closing(account.id, walk["version"])


def _say(is_private: bool, post: Post) -> None:
    post.is_private = True if is_private else None
