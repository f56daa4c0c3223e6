"""Tell what this server holds, and who answers for it."""

from contextlib import suppress
from dataclasses import dataclass

from chalicelib import config
from chalicelib.errors import NotFound
from chalicelib.models.people.accounts import Account, Name
from chalicelib.models.people.door.first_account import FIRST
from chalicelib.models.photos.posts import Post


@dataclass(frozen=True)
class Size:
    """How many accounts there are, and how many posts and comments."""

    accounts: int
    posts: int


def size() -> Size:
    """Return the server's size, some hours old: two trips that cost no units."""
    return Size(Account.count_roughly(), Post.count_roughly())


def contact() -> Account | None:
    """Return the operator's account: the one that the settings name, or else the first; None before there is any.

    Where nobody open has the name of the settings, as of one that is misspelt, it is the first too.
    """
    named = [f"@{config.CONTACT_ACCOUNT.lower()}"] if config.CONTACT_ACCOUNT else []
    for name in (*named, FIRST):
        with suppress(NotFound):
            return Account.find_open(Name.holder(name))
    return None
