"""Those of an account's followers whom it tells of each of its posts: a follow that ends takes the wish along."""

from collections.abc import Iterable

from chalicelib.models.base import guarded, new_id
from chalicelib.models.paging import Page, Turned, turn
from chalicelib.models.people.follows import Follow, NotifiedIndex
from chalicelib.models.people.requests import FollowRequest


def wish(follower_id: str, followee_id: str, *, is_wanted: bool) -> None:
    """Tell a follower of what an account posts, or do not; a request to follow carries the wish until then."""
    held = Follow.notify_id.set(Follow.notify_id | new_id()) if is_wanted else Follow.notify_id.remove()
    there = Follow.follower_id.exists()
    if guarded(lambda: Follow(follower_id, followee_id).update([held], condition=there)):
        return
    asked = FollowRequest.notifies.set(True) if is_wanted else FollowRequest.notifies.remove()
    asking = FollowRequest.asked_id.exists()
    guarded(lambda: FollowRequest(followee_id, follower_id).update([asked], condition=asking))


def wishing(account_id: str, page: Page) -> Turned[Follow]:
    """Return a page of the follows whose followers wish to be told of what an account posts: one Query."""

    def read(low: str, high: str, rising: bool, limit: int) -> Iterable[Follow]:
        between = NotifiedIndex.notify_id.between(low, high)
        return Follow.notified.query(account_id, between, scan_index_forward=rising, limit=limit)

    return turn(read, lambda follow: follow.notify_id or "", page)
