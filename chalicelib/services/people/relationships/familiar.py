"""Find those whom one follows and who follow somebody else: what makes a stranger familiar."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from chalicelib.models import rounds
from chalicelib.models.paging import Page, Turned
from chalicelib.models.people.accounts import Account
from chalicelib.models.people.barriers import Barriers
from chalicelib.models.people.follows import Follow
from chalicelib.services.people import accounts

# Of how many of the viewer's newest follows and of an account's newest followers it is looked who is in both, and of
# how many of the former each is looked up where an account has more followers than that.
LOOKED_THROUGH, LOOKED_UP = 500, 40
MOST_SHOWN = 40


@dataclass(frozen=True)
class Familiar:
    """An account, and those of its followers whom the viewer follows, the viewer's newest follow first."""

    account: Account
    followers: Sequence[Account]


def familiar(viewer_id: str, account_ids: Sequence[str]) -> list[Familiar]:
    """Return who makes each of some accounts familiar: three trips, however many follow them.

    Nobody is told of an account that hides its lists, or is private and does not let the viewer follow; and nobody
    who hides whom they follow.
    """
    acts: list[Callable[[], Any]] = [
        partial(accounts.find_all, account_ids),
        partial(Barriers.of, viewer_id, account_ids),
        partial(Follow.followees_of, viewer_id, Page(limit=LOOKED_THROUGH)),
        *(partial(Follow.followers_of, one, Page(limit=LOOKED_THROUGH)) for one in account_ids),
    ]
    found, barriers, own, *lists = rounds.each(acts)
    followed = [follow.followee_id for follow in own.rows]
    followers: dict[str, Turned[Follow]] = dict(zip(account_ids, lists, strict=True))
    shown = [one for one in found if one.id not in barriers.blocked_by]
    there = _pairs(viewer_id, shown, followed, followers)
    ids = {one.id: [other for other in followed if (other, one.id) in there] for one in shown}
    for one in shown:
        if one.profile.get("hide_collections") or (one.is_private and (viewer_id, one.id) not in there):
            ids[one.id] = []
    people = _people(viewer_id, {other for some in ids.values() for other in some})
    return [Familiar(one, [people[other] for other in ids[one.id] if other in people][:MOST_SHOWN]) for one in shown]


def _pairs(
    viewer_id: str, shown: Sequence[Account], followed: Sequence[str], lists: dict[str, Turned[Follow]]
) -> set[tuple[str, str]]:
    """Return the follows that are known from the lists, and those that had to be looked up by key."""
    there = {(row.follower_id, row.followee_id) for turned in lists.values() for row in turned.rows}
    there |= {(viewer_id, other) for other in followed}
    asked = [(viewer_id, one.id) for one in shown if one.is_private]
    asked += [(other, one.id) for one in shown if lists[one.id].has_more for other in followed[:LOOKED_UP]]
    missing = [pair for pair in asked if pair not in there]
    return there | Follow.among(missing) if missing else there


def _people(viewer_id: str, ids: set[str]) -> dict[str, Account]:
    """Return those of the viewer's followees who may be told of, by their ids."""
    if not ids:
        return {}
    found, barriers = rounds.both(partial(accounts.find_all, sorted(ids)), partial(Barriers.of, viewer_id, ids))
    return {one.id: one for one in found if one.id not in barriers.barred and not one.profile.get("hide_collections")}
