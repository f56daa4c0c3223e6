"""Keep lists of people whom one follows."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from chalicelib.errors import NotFound, Unavailable, Unprocessable
from chalicelib.models import rounds
from chalicelib.models.base import wait_a_little
from chalicelib.models.batches import fetch
from chalicelib.models.filling import Filled
from chalicelib.models.paging import Page, turn_at_hand
from chalicelib.models.people.accounts import Account
from chalicelib.models.people.barriers import Barriers
from chalicelib.models.people.follows import Follow
from chalicelib.models.people.reading.lists import OWN, List
from chalicelib.models.photos.sharing import posted_lists
from chalicelib.services import lengths
from chalicelib.services.people import accounts

# As many lists as Mastodon lets an account have. Each member costs a unit when the list is read.
MOST_LISTS = 50
MOST_MEMBERS = 250
LONGEST_TITLE = 256
RACES = 8


def owned_by(owner_id: str) -> list[List]:
    """Return all lists of an account, oldest first."""
    return list(List.owned_by(owner_id))


def find(owner_id: str, list_id: str) -> List:
    """Return one's own list, or raise NotFound."""
    return List.of(owner_id, list_id)


def create(owner_id: str, title: str, *, is_exclusive: bool = False) -> List:
    """Make an empty list, unless one has as many as there may be; home has no posts of an exclusive one's members."""
    _check(title)
    if len(owned_by(owner_id)) >= MOST_LISTS:
        raise Unprocessable("Validation failed: You have reached the maximum number of lists")
    made = List(owner_id, title=title.strip(), is_exclusive=is_exclusive or None)
    made.create()
    return made


def change(owner_id: str, list_id: str, title: str | None, *, is_exclusive: bool | None = None) -> List:
    """Give a list another title, or say whether it is exclusive; what is not said stays as it is."""
    found = List.of(owner_id, list_id)
    values: dict[str, Any] = {}
    if title is not None:
        _check(title)
        values["title"] = title.strip()
    if is_exclusive is not None:
        values["is_exclusive"] = is_exclusive or None
    if values and not found.change(values):
        raise NotFound
    return found


def delete(owner_id: str, list_id: str) -> None:
    """Delete one's own list, or raise NotFound."""
    if not List(owner_id, list_id).remove():
        raise NotFound
    posted_lists.forget(owner_id, list_id)


def add(owner_id: str, list_id: str, account_ids: Sequence[str]) -> None:
    """Add accounts that the owner follows, all of them or none.

    Raises NotFound where one is not followed or not there, and Unprocessable where one is a member.
    """
    wanted = set(account_ids)

    def added(held: Mapping[str, str]) -> dict[str, str]:
        follows = _follow_ids(owner_id, {*wanted, *held})
        if not wanted <= follows.keys():
            raise NotFound
        # Those whom the owner follows no more, or anew, are left out: that is when they are written down.
        kept = {member for member, follow_id in held.items() if follows.get(member) == follow_id}
        if wanted & kept:
            raise Unprocessable("Validation failed: Account has already been taken")
        if len(wanted | kept) > MOST_MEMBERS:
            raise Unprocessable(f"Validation failed: A list has at most {MOST_MEMBERS} accounts")
        return {member: follows[member] for member in wanted | kept}

    _change(owner_id, list_id, added)


def remove(owner_id: str, list_id: str, account_ids: Sequence[str]) -> None:
    """Take accounts off a list; those that are not on it change nothing."""
    _change(owner_id, list_id, lambda held: {one: held[one] for one in held if one not in set(account_ids)})


def members(owner_id: str, list_id: str, page: Page) -> Filled[Account]:
    """Return a page of a list's members, by the ids of their accounts, the newest account first."""
    read = partial(turn_at_hand, _current(List.of(owner_id, list_id)))
    return accounts.gather(read, lambda member: (member, member), accounts.find_all, page)


def containing(owner_id: str, account_id: str) -> list[List]:
    """Return one's own lists that an account is on: one trip.

    Raises NotFound without the account, and where it blocks the owner, which took it off all lists.
    """
    held, (followed, barriers) = rounds.both(
        lambda: owned_by(owner_id),
        lambda: rounds.both(lambda: _followed(owner_id, account_id), lambda: Barriers.of(owner_id, [account_id])),
    )
    if account_id in barriers.blocked_by:
        raise NotFound
    follow_id = followed.get(account_id)
    return [one for one in held if follow_id and one.follow_ids.get(account_id) == follow_id]


def _followed(owner_id: str, account_id: str) -> dict[str, str]:
    found = fetch([(Account, account_id, None), (Follow, owner_id, account_id)])
    account = found.get((Account, account_id, None))
    if not isinstance(account, Account) or (account.closed and account_id != owner_id):
        raise NotFound
    follows = {item.followee_id: item.id for item in found.values() if isinstance(item, Follow)}
    return follows | ({owner_id: OWN} if owner_id == account_id else {})


def _follow_ids(owner_id: str, account_ids: set[str]) -> dict[str, str]:
    """Return the id of the owner's follow of each account: one trip. One may have oneself on a list."""
    found = fetch([(Follow, owner_id, account_id) for account_id in sorted(account_ids - {owner_id})])
    follows = {item.followee_id: item.id for item in found.values() if isinstance(item, Follow)}
    return follows | ({owner_id: OWN} if owner_id in account_ids else {})


def _current(found: List) -> list[str]:
    held = found.follow_ids
    follows = _follow_ids(found.owner_id, set(held))
    return [member for member, follow_id in held.items() if follows.get(member) == follow_id]


def _change(owner_id: str, list_id: str, change: Callable[[Mapping[str, str]], dict[str, str]]) -> None:
    """Change the members of a list from what they are at this moment, whoever else changes them."""
    for attempt in range(RACES):
        found = List.of(owner_id, list_id)
        held = found.follow_ids
        wanted = change(held)
        if wanted == held or found.replace_members(wanted):
            return
        wait_a_little(attempt)
    raise Unavailable


def _check(title: str) -> None:
    if not title.strip():
        raise Unprocessable("Validation failed: Title can't be blank")
    if lengths.is_longer(title, LONGEST_TITLE):
        raise Unprocessable(f"Validation failed: Title is too long (maximum is {LONGEST_TITLE} characters)")
