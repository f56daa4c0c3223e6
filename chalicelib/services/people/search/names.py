"""Find accounts by the beginnings of their handles and of the words of their names."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial

from chalicelib import config
from chalicelib.errors import NotFound
from chalicelib.models.batches import Key, fetch
from chalicelib.models.people.accounts import Account, Name
from chalicelib.models.people.barriers import Barriers
from chalicelib.models.people.follows import Follow
from chalicelib.models.people.search.account_words import AccountWord, account_words
from chalicelib.models.rounds import both, each
from chalicelib.models.words import LONGEST_WORD, fold, words
from chalicelib.services.people.relationships import blocks, silence

# So many of the words of a query are looked up.
MOST_WORDS = 4
# So many accounts are read and ranked for a query, more for a long page, and so many words are looked at where those
# that several words or the viewer's follows leave over are read.
RANKED, MOST_READ, MOST_LOOKED_AT = 40, 100, 500
HANDLE = re.compile(r"[a-z0-9_]+")


@dataclass(frozen=True)
class Query:
    """What somebody looks for: the beginnings of words, all of which an account must have."""

    prefixes: list[str]
    viewer_id: str | None = None
    only_followed: bool = False
    followed: set[str] = field(default_factory=set)

    def fits(self, account: Account) -> bool:
        """Tell whether an account has what is looked for at this moment, and wants this viewer to find it."""
        own = account_words(account.handle, account.profile.get("display_name", ""))
        if not all(any(word.startswith(prefix) for word in own) for prefix in self.prefixes):
            return False
        if self.only_followed:
            return account.id in self.followed
        is_known = account.id == self.viewer_id or account.id in self.followed or self.names(account)
        return bool(is_known or account.profile.get("discoverable", True))

    def names(self, account: Account) -> bool:
        """Tell whether the query is the account's whole handle."""
        return self.prefixes == [fold(account.handle)]

    def rank(self, account: Account) -> tuple[bool, bool, int, str]:
        """Return what sorts the accounts: whom it names, whom the viewer follows, whom many follow."""
        is_followed = account.id in self.followed
        return not self.names(account), not is_followed, -int(account.followers_count), account.handle


def search(
    viewer_id: str | None, text: str, limit: int, offset: int = 0, *, only_followed: bool = False
) -> list[Account]:
    """Return the accounts that a text finds: two trips, and a third for `only_followed`, however many there are.

    An address or a profile's URL finds the one that it names, and a whole handle also whom the viewer blocks, since
    clients look up by it whom they unblock. Of very many that begin alike, those are ranked whose
    words come first in the alphabet; `only_followed` leaves out whom the viewer does not follow.
    """
    local = _local(text)
    if local is None:
        return []
    prefixes = _prefixes(local.handle)
    if not prefixes or (only_followed and viewer_id is None):
        return []
    if local.is_address and not only_followed:
        return _named(viewer_id, local.handle)[offset : offset + limit]
    most = min(MOST_READ, max(RANKED, offset + limit))
    return _ranked(viewer_id, prefixes, most, only_followed=only_followed)[offset : offset + limit]


def _ranked(viewer_id: str | None, prefixes: list[str], most: int, *, only_followed: bool) -> list[Account]:
    ids, followed = _candidates(viewer_id, prefixes, only_followed=only_followed)
    keys: list[Key] = [(Account, account_id, None) for account_id in ids[:most]]
    if viewer_id is not None and not only_followed:
        keys += [(Follow, viewer_id, account_id) for account_id in ids[:most]]
    read, barriers = both(partial(fetch, keys), partial(Barriers.of, viewer_id, ids[:most]))
    followed |= {row.followee_id for row in read.values() if isinstance(row, Follow)}
    query = Query(prefixes, viewer_id, only_followed, followed)
    found = [row for row in read.values() if isinstance(row, Account) and query.fits(row)]
    barred = barriers.barred - {row.id for row in found if query.names(row)} | barriers.blocked_by
    met = [row for row in found if not row.closed and row.id not in barred]
    return sorted(silence.without_unknown(viewer_id, met), key=query.rank)


def _candidates(viewer_id: str | None, prefixes: list[str], *, only_followed: bool) -> tuple[list[str], set[str]]:
    """Return the ids of accounts that may fit; where that was asked, by a second trip, of whom the viewer follows."""
    most = MOST_LOOKED_AT if only_followed or len(prefixes) > 1 else MOST_READ
    looks: list[Callable[[], list[str]]] = [partial(AccountWord.beginning_with, one, most) for one in prefixes]
    looks.append(partial(_holder, prefixes))
    *of_words, named = each(looks)
    ids = list(dict.fromkeys([*named, *_common(of_words, most)]))
    if not only_followed or viewer_id is None:
        return ids, set()
    # Whom somebody follows may be many more than whom a word finds.
    followed = {followee_id for _, followee_id in Follow.among((viewer_id, one) for one in ids)}
    return [one for one in ids if one in followed], followed


def _common(lists: list[list[str]], most: int) -> list[str]:
    """Return the ids of the shortest list that the others may have too: one that was cut says nothing of the rest."""
    shortest = min(lists, key=len)
    whole = [set(one) for one in lists if len(one) < most]
    return [one for one in shortest if all(one in other for other in whole)]


def _holder(prefixes: list[str]) -> list[str]:
    """Return the id of whoever has the query as their handle: accounts of earlier releases have no words yet."""
    try:
        return [Name.get(f"@{prefixes[0]}").account_id] if len(prefixes) == 1 else []
    except Name.DoesNotExist:
        return []


@dataclass(frozen=True)
class _Local:
    """What is looked for on this server, and whether it was written as an address."""

    handle: str
    is_address: bool


def _local(text: str) -> _Local | None:
    """Return a query without signs and server; None where it names another server."""
    written = text.strip()
    bare = written.removeprefix(f"{config.PUBLIC_URL}/").removeprefix("@")
    handle, sign, domain = bare.partition("@")
    if sign and domain.strip().lower() not in ("", config.DOMAIN.lower()):
        return None
    return _Local(handle, bool(domain.strip()) or written.startswith(f"{config.PUBLIC_URL}/"))


def _prefixes(text: str) -> list[str]:
    found: list[str] = []
    for token in fold(text).split():
        found += [token[:LONGEST_WORD]] if HANDLE.fullmatch(token) else words(token)
    return list(dict.fromkeys(found))[:MOST_WORDS]


def _named(viewer_id: str | None, handle: str) -> list[Account]:
    try:
        return [blocks.find_named(viewer_id, handle)]
    except NotFound:
        return []
