"""Those of an account's follows that it shows on its profile: a follow that ends takes its endorsement along."""

from collections.abc import Iterable

from chalicelib.models.base import guarded, new_id
from chalicelib.models.paging import Page, Turned, turn
from chalicelib.models.people.follows import EndorsedIndex, Follow


def endorse(follower_id: str, followee_id: str) -> bool:
    """Show a follow on the follower's profile; a second time it is the same. False where there is no follow."""
    chosen = Follow.endorsement_id.set(Follow.endorsement_id | new_id())
    there = Follow.follower_id.exists()
    return guarded(lambda: Follow(follower_id, followee_id).update([chosen], condition=there))


def unendorse(follower_id: str, followee_id: str) -> None:
    """Show a follow no longer; without one nothing changes."""
    there = Follow.follower_id.exists()
    guarded(lambda: Follow(follower_id, followee_id).update([Follow.endorsement_id.remove()], condition=there))


def is_endorsed(follower_id: str, followee_id: str) -> bool:
    """Tell whether a follow is shown on the follower's profile at this moment: a consistent read."""
    found = Follow.one(follower_id, followee_id)
    return found is not None and found.endorsement_id is not None


def endorsed_by(account_id: str, page: Page) -> Turned[Follow]:
    """Return a page of the follows that an account shows on its profile."""

    def read(low: str, high: str, rising: bool, limit: int) -> Iterable[Follow]:
        between = EndorsedIndex.endorsement_id.between(low, high)
        return Follow.endorsed.query(account_id, between, scan_index_forward=rising, limit=limit)

    return turn(read, lambda follow: follow.endorsement_id or "", page)
