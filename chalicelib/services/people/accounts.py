"""Look up accounts and change one's own."""

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from chalicelib import config
from chalicelib.errors import NotFound, Unavailable, Unprocessable
from chalicelib.gateways import queue
from chalicelib.models.base import wait_a_little
from chalicelib.models.batches import fetch
from chalicelib.models.filling import Filled, fill_named
from chalicelib.models.paging import Page, Turned
from chalicelib.models.people.accounts import Account
from chalicelib.models.photos.lists import listings
from chalicelib.models.photos.posts import Post
from chalicelib.models.photos.stories.reels import Reel
from chalicelib.services import lengths
from chalicelib.services.people.relationships import privacy
from chalicelib.services.people.search import indexing

LONGEST_NAME = 30
LONGEST_NOTE = 500
# Of one character may hang any number of marks, and an address counts little: each account is read often.
LARGEST_NOTE = 16_000
MOST_FIELDS = 4
LONGEST_FIELD, LARGEST_FIELD = 255, 2_000
REDRAWN_AT_ONCE = 100
RACES = 8

Row = TypeVar("Row")


def find(account_id: str) -> Account:
    """Return an account, or raise NotFound."""
    return Account.find(account_id)


def expect_open(account_id: str) -> None:
    """Raise Unprocessable where an account is closed: nothing new of it comes to lie in the open."""
    if Account.find(account_id).closed:
        raise Unprocessable("Validation failed: This account is closed")


def by_address(acct: str) -> Account:
    """Return the account with a handle or an address, `anna` or `anna@this.server`, or raise NotFound."""
    handle, _, domain = acct.strip().removeprefix("@").partition("@")
    if not handle or domain.lower() not in ("", config.DOMAIN.lower()):
        raise NotFound
    return Account.find_by_handle(handle)


def find_all(account_ids: Sequence[str]) -> list[Account]:
    """Return the accounts that are there and open, in the given order."""
    found = fetch([(Account, account_id, None) for account_id in account_ids])
    accounts = [found.get((Account, account_id, None)) for account_id in account_ids]
    return [account for account in accounts if isinstance(account, Account) and not account.closed]


def gather(
    read: Callable[[Page], Turned[Row]],
    ids: Callable[[Row], tuple[str, str]],
    find: Callable[[list[str]], list[Account]],
    page: Page,
) -> Filled[Account]:
    """Return a page of the accounts that rows name; those whom `find` leaves out are made up for.

    `ids` tells the id of a row, by which the list is paged, and the account's.
    """
    return fill_named(read, ids, find, lambda account: account.id, page)


def update(account_id: str, changes: dict[str, Any]) -> Account:
    """Change parts of one's profile: display_name, note, fields, flags, and defaults for new posts.

    The posts are drawn anew where something changed that they show.
    """
    check(changes)
    if "locked" in changes:
        privacy.set_private(account_id, is_private=changes["locked"])
    changes = {name: value for name, value in changes.items() if name != "locked"}
    account = Account.find(account_id)
    if all(name in account.profile and account.profile[name] == value for name, value in changes.items()):
        # Apps send the same again where an answer was lost.
        return account
    if "display_name" in changes:
        queue.announce("profiles", account_id=account_id)
    for attempt in range(RACES):
        if account.change_profile(changes):
            break
        wait_a_little(attempt)
        account = Account.find(account_id)
    else:
        raise Unavailable
    if "display_name" in changes:
        queue.send("profiles", account_id=account_id)
    return account


def check(changes: dict[str, Any]) -> None:
    """Raise Unprocessable for what a profile may not have. How long a note looks is counted where it is read."""
    if lengths.is_longer(changes.get("display_name", ""), LONGEST_NAME):
        raise Unprocessable(f"Validation failed: Display name is too long (maximum is {LONGEST_NAME} characters)")
    if len(changes.get("note", "").encode()) > LARGEST_NOTE:
        raise Unprocessable(f"Validation failed: Note is too long (maximum is {LONGEST_NOTE} characters)")
    fields = changes.get("fields", [])
    if len(fields) > MOST_FIELDS:
        raise Unprocessable(f"Validation failed: At most {MOST_FIELDS} profile fields")
    said = (field[part] for field in fields for part in ("name", "value"))
    if any(lengths.is_longer(one, LONGEST_FIELD, LARGEST_FIELD) for one in said):
        raise Unprocessable(f"Validation failed: Profile fields are at most {LONGEST_FIELD} characters long")


def redraw_posts(account_id: str, after: str = "") -> None:
    """Draw an account's profile on a page of its posts and of its comments, and queue the next page.

    The first page has the account found by its name of today.
    May run twice, and at the same time: whoever drew a profile that was changed meanwhile draws the page once more.
    """
    if not after:
        indexing.index(account_id)
    page = Page(limit=REDRAWN_AT_ONCE, max_id=after)
    turned = Post.ids_in(listings.every(account_id, with_reblogs=True), page)
    for attempt in range(RACES):
        snapshot = Account.find(account_id).snapshot()
        if not after:
            Reel.redraw(account_id, snapshot)
        for post in Post.find_all(turned.rows).values():
            if post.author != snapshot:
                post.redraw(snapshot)
        if Account.find(account_id).snapshot() == snapshot:
            break
        wait_a_little(attempt)
    else:
        raise Unavailable
    if turned.has_more:
        queue.send("profiles", account_id=account_id, after=turned.rows[-1])
