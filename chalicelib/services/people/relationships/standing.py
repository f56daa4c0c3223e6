"""Tell how two accounts stand to each other, and whom an account follows and who follows it."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from chalicelib.errors import NotFound
from chalicelib.models import rounds
from chalicelib.models.batches import Key, fetch
from chalicelib.models.filling import Filled
from chalicelib.models.paging import Page
from chalicelib.models.people.accounts import Account
from chalicelib.models.people.barriers import Barriers
from chalicelib.models.people.follows import Follow
from chalicelib.models.people.notes import Note
from chalicelib.models.people.requests import FollowRequest
from chalicelib.models.photos.timelines import Home
from chalicelib.services.people import accounts
from chalicelib.services.people.relationships import blocks

# Who did something, and to whom.
Pair = tuple[str, str]


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
    """What two accounts did to each other, as pairs, and what the viewer noted."""

    following: set[Pair]
    asking: set[Pair]
    endorsing: set[Pair]
    notifying: set[Pair]
    notes: dict[str, str]
    home: Home


def relationships(viewer_id: str, account_ids: Sequence[str]) -> list[Relationship]:
    """Return how the viewer stands to each of the accounts that are there: two trips."""
    return _standing(viewer_id, [account.id for account in accounts.find_all(account_ids)])


def _standing(viewer_id: str, others: Sequence[str]) -> list[Relationship]:
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


def _between(viewer_id: str, pairs: list[Pair]) -> Between:
    follows: list[Key] = [(Follow, one, other) for one, other in pairs]
    requests: list[Key] = [(FollowRequest, other, one) for one, other in pairs]
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


def after(viewer_id: str, account_id: str) -> Relationship:
    """Return how the viewer stands to an account after they took something back from it; it may be closed by now."""
    return _standing(viewer_id, [account_id])[0]


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
