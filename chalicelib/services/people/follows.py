"""Follow people and tell how two accounts stand to each other."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from chalicelib.errors import NotFound, Unprocessable
from chalicelib.gateways import queue
from chalicelib.models import rounds
from chalicelib.models.batches import Key, fetch
from chalicelib.models.filling import Filled
from chalicelib.models.paging import Page
from chalicelib.models.people.accounts import Account
from chalicelib.models.people.barriers import Barriers
from chalicelib.models.people.follows import Follow
from chalicelib.models.people.notes import Note
from chalicelib.models.people.requests import FollowRequest
from chalicelib.services.people import accounts, counts
from chalicelib.services.people.relationships import blocks

if TYPE_CHECKING:
    from chalicelib.models.photos.timelines import Home


@dataclass(frozen=True, kw_only=True)
class Relationship:
    """How the viewer stands to another account."""

    account_id: str
    following: bool
    showing_reblogs: bool
    notifying: bool
    followed_by: bool
    blocking: bool
    blocked_by: bool
    requested: bool
    requested_by: bool
    note: str
    muting: bool
    muting_notifications: bool
    endorsed: bool


@dataclass(frozen=True)
class Between:
    """What two accounts did to each other, as pairs of who did it and to whom, and what the viewer noted."""

    following: set["Pair"]
    asking: set["Pair"]
    endorsing: set["Pair"]
    notifying: set["Pair"]
    notes: dict[str, str]
    home: "Home"


def follow(follower_id: str, followee_id: str) -> bool:
    """Follow an account that is there; False where it was followed before, or became private meanwhile and is asked.

    What follows from it is finished by a message that is sent before: `homes.settle` looks at what is so by then.
    """
    if follower_id == followee_id:
        raise Unprocessable("Validation failed: You cannot follow yourself")
    if not begin(Follow.create, follower_id, followee_id):
        return False
    # A follow is written alone, for half the units of a transaction, so what it may not do is looked at after it. Where
    # this is cut, the message does the same.
    if not Account.find(followee_id).is_private:
        return True
    return not begin(FollowRequest.put_back, follower_id, followee_id)


def unfollow(follower_id: str, followee_id: str) -> bool:
    """Unfollow an account; False where it was not followed. Raises NotFound without the account."""
    Account.find_open(followee_id)
    if follower_id == followee_id:
        return False
    # Where there is no follow, there may be the wish for one.
    return begin(Follow.remove, follower_id, followee_id) or FollowRequest.remove(follower_id, followee_id)


def remove_follower(account_id: str, follower_id: str) -> None:
    """Let somebody follow an account no longer; without a follow nothing changes. Raises NotFound without the account.

    The message that is sent ahead takes the posts out of their home timeline; `may_see` refuses what is for followers.
    """
    Account.find_open(follower_id)
    if begin(Follow.remove, follower_id, account_id):
        queue.send("follows", follower_id=follower_id, followee_id=account_id)


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
    between, barriers = rounds.both(partial(_between, viewer_id, pairs), partial(Barriers.of, viewer_id, others))
    return [
        Relationship(
            account_id=other,
            following=(viewer_id, other) in between.following,
            showing_reblogs=(viewer_id, other) in between.following | between.asking
            and not between.home.hides(other, is_reblog=True),
            notifying=(viewer_id, other) in between.notifying,
            followed_by=(other, viewer_id) in between.following,
            requested=(viewer_id, other) in between.asking,
            requested_by=(other, viewer_id) in between.asking,
            endorsed=(viewer_id, other) in between.endorsing,
            note=between.notes.get(other, ""),
            blocking=other in barriers.blocking,
            blocked_by=other in barriers.blocked_by,
            muting=other in barriers.muted,
            muting_notifications=other in barriers.silenced,
        )
        for other in others
    ]


Pair = tuple[str, str]


def _between(viewer_id: str, pairs: list[Pair]) -> Between:
    follows: list[Key] = [(Follow, one, other) for one, other in pairs]
    requests: list[Key] = [(FollowRequest, other, one) for one, other in pairs]
    # Payments make people follow, and start without home timelines.
    from chalicelib.models.photos.timelines import Home  # noqa: PLC0415

    home: Key = (Home, viewer_id, None)
    found = fetch([home, *follows, *requests, *Note.keys(viewer_id, {other for _, other in pairs})])
    rows = [row for row in found.values() if isinstance(row, Follow)]
    asked = [row for row in found.values() if isinstance(row, FollowRequest)]
    row = found.get(home)
    return Between(
        following={(row.follower_id, row.followee_id) for row in rows},
        asking={pair for pair, key in zip(pairs, requests, strict=True) if key in found},
        endorsing={(row.follower_id, row.followee_id) for row in rows if row.endorsement_id},
        notifying={(row.follower_id, row.followee_id) for row in rows if row.notify_id}
        | {(row.asker_id, row.asked_id) for row in asked if row.notifies},
        notes={note.about_id: note.text for note in found.values() if isinstance(note, Note)},
        home=row if isinstance(row, Home) else Home(viewer_id),
    )


def relationship(viewer_id: str, account_id: str) -> Relationship:
    """Return how the viewer stands to one account, or raise NotFound."""
    for found in relationships(viewer_id, [account_id]):
        return found
    raise NotFound


def followers(viewer_id: str | None, account_id: str, page: Page) -> Filled[Account]:
    """Return a page of those who follow an account, without those whom the viewer must not meet."""
    if not shows_lists(viewer_id, blocks.find_shown(viewer_id, account_id)):
        return Filled()
    read, find = partial(Follow.followers_of, account_id), partial(blocks.find_met, viewer_id)
    return accounts.gather(read, lambda follow: (follow.id, follow.follower_id), find, page)


def followees(viewer_id: str | None, account_id: str, page: Page) -> Filled[Account]:
    """Return a page of those whom an account follows, without those whom the viewer must not meet."""
    if not shows_lists(viewer_id, blocks.find_shown(viewer_id, account_id)):
        return Filled()
    read, find = partial(Follow.followees_of, account_id), partial(blocks.find_met, viewer_id)
    return accounts.gather(read, lambda follow: (follow.id, follow.followee_id), find, page)


def shows_lists(viewer_id: str | None, account: Account) -> bool:
    """Tell whether a viewer sees whom an account follows and who follows it: by its choice, and if let in."""
    if viewer_id == account.id:
        return True
    is_let_in = not account.is_private or (viewer_id is not None and Follow.is_there(viewer_id, account.id))
    return is_let_in and not account.profile.get("hide_collections")
