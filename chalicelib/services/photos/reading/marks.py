"""Read what a viewer did with posts and what they filter, with the posts."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from chalicelib.models import rounds
from chalicelib.models.base import Model
from chalicelib.models.batches import Key
from chalicelib.models.people.barriers import Barriers
from chalicelib.models.people.privacy import Closing, ClosingAccounts
from chalicelib.models.people.reading.filters import Filter, Filters
from chalicelib.models.photos.interactions.rows import Interaction, Read


@dataclass(frozen=True)
class Marks:
    """What a viewer did with each of the posts, and all of the viewer's filters, whether they match or not."""

    interactions: Mapping[str, Interaction]
    filters: Sequence[Filter]


@dataclass(frozen=True)
class Marked:
    """Rows by their keys, what stands between the viewer and others, and who is closing at this moment.

    `known` are rows of what decides that were read before, None for one that is not there; `linked` the posts to which
    the viewer came by a secret link.
    """

    found: Mapping[Key, Model]
    barriers: Barriers
    closing: Closing
    known: Mapping[Key, Model | None] | None = None
    linked: frozenset[str] = frozenset()


def read(viewer_id: str | None, post_ids: Sequence[str], keys: Sequence[Key]) -> Marked:
    """Read keys, a viewer's marks of posts, and what stands between the viewer and others: one trip."""
    acts: list[Callable[[], Any]] = [*reads(viewer_id, post_ids, keys)]
    if viewer_id is None:
        return joined(rounds.each(acts), Barriers())
    acts.append(partial(Barriers.of, viewer_id))
    *rows, barriers = rounds.each(acts)
    return joined(rows, barriers)


def reads(viewer_id: str | None, post_ids: Sequence[str], keys: Sequence[Key]) -> list[Read]:
    """Return what reads keys and a viewer's marks of posts, for a round that reads more; `joined` takes the answers."""
    return Interaction.reads(viewer_id, post_ids, [ClosingAccounts.key(), *keys, *Filters.keys(viewer_id)])


def joined(answers: Sequence[Mapping[Key, Model]], barriers: Barriers) -> Marked:
    """Return as one what the acts of `reads` returned, with what stands between the viewer and others."""
    found: dict[Key, Model] = {}
    for rows in answers:
        found |= rows
    closing = next((row for row in found.values() if isinstance(row, ClosingAccounts)), None)
    return Marked(found, barriers, ClosingAccounts.among(closing))


def among(viewer_id: str | None, found: Mapping[Key, Model]) -> Marks:
    """Return a viewer's marks out of what `read` found."""
    return Marks(Interaction.among(found), Filters.among(viewer_id, found))
