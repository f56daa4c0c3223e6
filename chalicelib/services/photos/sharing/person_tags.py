"""Tag people in photos: who may be, by whom, and how they take themselves off.

docs/decisions/2026-11-28-person-tags.md says why. A tag opens nothing to whom it names.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from chalicelib.errors import NotFound, Unavailable, Unprocessable
from chalicelib.models import rounds
from chalicelib.models.batches import Key, fetch
from chalicelib.models.people.accounts import Account
from chalicelib.models.people.barriers import Barriers
from chalicelib.models.people.follows import Follow
from chalicelib.models.photos.posts import Post
from chalicelib.models.photos.revisions import Revision
from chalicelib.models.photos.sharing.person_tags import PersonTag, entries, ids_in

MOST_PEOPLE = 20
RACES = 5
EVERYONE, FOLLOWED, NOBODY = "everyone", "following", "nobody"
TOO_MANY = f"Validation failed: At most {MOST_PEOPLE} people are tagged, each once in a photo"
ELSEWHERE = "Validation failed: People are tagged in photos of the post"
ALONE = "Validation failed: People are tagged in the photos of posts alone"
CLOSED = "Validation failed: This account cannot be tagged: {}"


@dataclass(frozen=True)
class Point:
    """Somebody at a point of a photo: `x` from its left and `y` from its top, both from 0 to 1."""

    account_id: str
    media_id: str
    x: float
    y: float


def put_in(post: Post, wanted: Sequence[Point] | None) -> None:
    """Tag those in a post whom its author wants there, instead of whoever was; None keeps them in the photos that stay.

    Raises Unprocessable for whoever may not be tagged; those who are tagged already may stay.
    """
    here, held = {photo["id"] for photo in post.body["media"]}, post.people or []
    if wanted is None:
        kept = [entry for entry in held if entry.get("removed") or entry["media_id"] in here]
        post.people = kept or None
        return
    _check(post, wanted, here)
    by_hand = _by_hand(post, wanted)
    removed = [entry for entry in held if entry.get("removed")]
    post.people = [*removed, *(_entry(point, by_hand[point.account_id]) for point in wanted)] or None


def _check(post: Post, wanted: Sequence[Point], here: set[str]) -> None:
    if wanted and not post.stands_alone:
        raise Unprocessable(ALONE)
    check_number(wanted)
    if any(point.media_id not in here for point in wanted):
        raise Unprocessable(ELSEWHERE)


def check_number(wanted: Sequence[Point]) -> None:
    """Raise Unprocessable where more are tagged than a post may have, or one twice in a photo."""
    if len(wanted) > MOST_PEOPLE or len({(point.account_id, point.media_id) for point in wanted}) < len(wanted):
        raise Unprocessable(TOO_MANY)


def _by_hand(post: Post, wanted: Iterable[Point]) -> dict[str, bool]:
    """Return of all who are wanted whether they approve tags by hand; raises Unprocessable where one may not be."""
    held = {entry["id"]: bool(entry.get("by_hand")) for entry in entries(post)}
    added = list(dict.fromkeys(point.account_id for point in wanted if point.account_id not in held))
    removed = {entry["id"] for entry in post.people or [] if entry.get("removed")}
    found = _open_to(post.author_id, added) if added else {}
    for account_id in added:
        if account_id not in found or account_id in removed:
            raise Unprocessable(CLOSED.format(account_id))
    return held | {one.id: _approves(one) and one.id != post.author_id for one in found.values()}


def _open_to(author_id: str, account_ids: Sequence[str]) -> dict[str, Account]:
    """Return those of some accounts whom an author may tag: one trip.

    Whoever blocks the author, is not there or wishes no tags is left out alike, so that none of it is told.
    """
    keys: list[Key] = [(Account, one, None) for one in account_ids]
    keys += [(Follow, one, author_id) for one in account_ids]
    rows, barriers = rounds.both(partial(fetch, keys), partial(Barriers.of, author_id, account_ids))
    follows = {row.follower_id for row in rows.values() if isinstance(row, Follow)}
    people = [row for row in rows.values() if isinstance(row, Account)]
    return {
        one.id: one
        for one in people
        if one.id == author_id
        or not (one.closed or one.id in barriers.barred or not _lets(one, is_followed=one.id in follows))
    }


def _lets(account: Account, *, is_followed: bool) -> bool:
    """Tell whether an account wishes to be tagged by somebody whom it follows, or does not follow."""
    wish = account.profile.get("tags_from", EVERYONE)
    return wish == EVERYONE or (wish == FOLLOWED and is_followed)


def _approves(account: Account) -> bool:
    return bool(account.profile.get("tags_by_hand"))


def _entry(point: Point, by_hand: bool) -> dict[str, Any]:
    entry = {"id": point.account_id, "media_id": point.media_id, "x": point.x, "y": point.y}
    return entry | ({"by_hand": True} if by_hand else {})


def take_off(account_id: str, post_id: str) -> None:
    """Take oneself off a post for good, whether or not one may see it; raises NotFound where one is not tagged."""
    if not _without(account_id, post_id, [{"id": account_id, "removed": True}]):
        raise NotFound


def forget(account_id: str, post_id: str) -> None:
    """Take an account that leaves off a post, and delete the row of it; of a post that is gone nothing."""
    _without(account_id, post_id, [])
    PersonTag.forget(account_id, post_id)


def _without(account_id: str, post_id: str, left: list[dict[str, Any]]) -> bool:
    """Write a post without somebody's tags, and with what is left of them; False where there are none."""
    for _ in range(RACES):
        post = Post.find_all([post_id]).get(post_id)
        if post is None or account_id not in ids_in(post):
            return False
        changed = post.copy()
        changed.people = [*left, *(entry for entry in post.people or [] if entry["id"] != account_id)] or None
        if Revision.replace(post, changed):
            return True
    raise Unavailable
