"""Follow people and tell how two accounts stand to each other."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from chalicelib.errors import NotFound, Unprocessable
from chalicelib.gateways import queue
from chalicelib.models import rounds
from chalicelib.models.batches import Key, fetch
from chalicelib.models.paging import Page, Turned
from chalicelib.models.people.accounts import Account
from chalicelib.models.people.barriers import Barriers
from chalicelib.models.people.follows import Follow
from chalicelib.models.people.requests import FollowRequest
from chalicelib.services.people import accounts, counts
from chalicelib.services.people.relationships import blocks


@dataclass(frozen=True, kw_only=True)
class Relationship:
    """How the viewer stands to another account."""

    account_id: str
    following: bool
    followed_by: bool
    blocking: bool
    blocked_by: bool
    requested: bool
    requested_by: bool
    muting: bool
    muting_notifications: bool


def follow(follower_id: str, followee_id: str) -> bool:
    """Follow an account that is there; False where it was followed before.

    What follows from it is finished by a message that is sent before: `homes.settle` looks at what is so by then.
    """
    if follower_id == followee_id:
        raise Unprocessable("Validation failed: You cannot follow yourself")
    return begin(Follow.create, follower_id, followee_id)


def unfollow(follower_id: str, followee_id: str) -> bool:
    """Unfollow an account; False where it was not followed. Raises NotFound without the account."""
    Account.find(followee_id)
    if follower_id == followee_id:
        return False
    # Where there is no follow, there may be the wish for one.
    return begin(Follow.remove, follower_id, followee_id) or FollowRequest.remove(follower_id, followee_id)


def begin(write: Callable[[str, str], bool], follower_id: str, followee_id: str) -> bool:
    """Write a follow or its end, in a way that tells whether it was new, and have both totals counted at any rate."""
    subjects = (("following", follower_id), ("followers", followee_id))
    queue.announce("follows", follower_id=follower_id, followee_id=followee_id, **counts.late(*subjects))
    is_new = write(follower_id, followee_id)
    if is_new:
        counts.hint(*subjects)
    return is_new


def relationships(viewer_id: str, account_ids: Sequence[str]) -> list[Relationship]:
    """Return how the viewer stands to each of the accounts that are there: two trips."""
    found = accounts.find_all(account_ids)
    others = [account.id for account in found]
    pairs = [(viewer_id, other) for other in others] + [(other, viewer_id) for other in others]
    (there, asked), barriers = rounds.both(partial(_between, pairs), partial(Barriers.of, viewer_id, others))
    return [
        Relationship(
            account_id=other,
            following=(viewer_id, other) in there,
            followed_by=(other, viewer_id) in there,
            requested=(viewer_id, other) in asked,
            requested_by=(other, viewer_id) in asked,
            blocking=other in barriers.blocking,
            blocked_by=other in barriers.blocked_by,
            muting=other in barriers.muted,
            muting_notifications=other in barriers.silenced,
        )
        for other in others
    ]


def _between(pairs: list[tuple[str, str]]) -> tuple[set[tuple[str, str]], set[tuple[str, str]]]:
    """Return those pairs of which the first follows the second, and those where it asks to: one trip."""
    follows: list[Key] = [(Follow, one, other) for one, other in pairs]
    requests: list[Key] = [(FollowRequest, other, one) for one, other in pairs]
    found = fetch([*follows, *requests])
    there = {pair for pair, key in zip(pairs, follows, strict=True) if key in found}
    return there, {pair for pair, key in zip(pairs, requests, strict=True) if key in found}


def relationship(viewer_id: str, account_id: str) -> Relationship:
    """Return how the viewer stands to one account, or raise NotFound."""
    for found in relationships(viewer_id, [account_id]):
        return found
    raise NotFound


def followers(viewer_id: str | None, account_id: str, page: Page) -> tuple[Turned[Follow], list[Account]]:
    """Return a page of those who follow an account, without those whom the viewer must not meet."""
    blocks.find_shown(viewer_id, account_id)
    turned = Follow.followers_of(account_id, page)
    return turned, blocks.find_met(viewer_id, [follow.follower_id for follow in turned.rows])


def followees(viewer_id: str | None, account_id: str, page: Page) -> tuple[Turned[Follow], list[Account]]:
    """Return a page of those whom an account follows, without those whom the viewer must not meet."""
    blocks.find_shown(viewer_id, account_id)
    turned = Follow.followees_of(account_id, page)
    return turned, blocks.find_met(viewer_id, [follow.followee_id for follow in turned.rows])
