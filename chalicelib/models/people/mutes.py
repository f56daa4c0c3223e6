"""Mutes: accounts whose posts somebody does not want to find in timelines."""

from collections.abc import Iterable

from pynamodb.expressions.update import Action

from chalicelib.models.base import moment, now
from chalicelib.models.batches import fetch
from chalicelib.models.people.barriers import MUTES, SILENCES, Barrier


def put(account_id: str, other_id: str, seconds: int, *, hides_notifications: bool) -> None:
    """Mute an account, or change a mute; it ends by itself after so many seconds, and never where they are 0."""
    new = Barrier.own(account_id, other_id, MUTES)
    ends: Action = Barrier.expires_at.set(moment(now() + seconds)) if seconds else Barrier.expires_at.remove()
    actions: list[Action] = [
        # A mute that is changed keeps its place in the list.
        Barrier.id.set(Barrier.id | new.id),
        Barrier.listing.set(new.listing),
        Barrier.hides_notifications.set(hides_notifications),
        ends,
    ]
    new.update(actions)


def remove(account_id: str, other_id: str) -> None:
    """Take a mute back; one that is gone stays gone."""
    Barrier(account_id, f"{other_id}{MUTES}").delete()


def silence(account_id: str, post_id: str) -> None:
    """Mute the conversation below a post; doing it again changes nothing."""
    Barrier(account_id, f"{post_id}{SILENCES}").save()


def unsilence(account_id: str, post_id: str) -> None:
    """Take the mute of a conversation back; one that is gone stays gone."""
    Barrier(account_id, f"{post_id}{SILENCES}").delete()


def held(account_id: str, other_ids: Iterable[str]) -> dict[str, Barrier]:
    """Return the mutes of some others that have not ended, by the other's id."""
    found = fetch([(Barrier, account_id, f"{other_id}{MUTES}") for other_id in other_ids])
    return {row.other_id: row for row in found.values() if isinstance(row, Barrier) and not row.is_over}
