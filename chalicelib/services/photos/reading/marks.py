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
from chalicelib.models.photos.interactions import Interaction


@dataclass(frozen=True)
class Marks:
    """What a viewer did with each of the posts, and all of the viewer's filters, whether they match or not."""

    interactions: Mapping[str, Interaction]
    filters: Sequence[Filter]


@dataclass(frozen=True)
class Marked:
    """Rows by their keys, what stands between the viewer and others, and who is closing at this moment."""

    found: Mapping[Key, Model]
    barriers: Barriers
    closing: Closing


def read(viewer_id: str | None, post_ids: Sequence[str], keys: Sequence[Key]) -> Marked:
    """Read keys, a viewer's marks of posts, and what stands between the viewer and others: one trip."""
    closing = ClosingAccounts.key()
    reads = Interaction.reads(viewer_id, post_ids, [closing, *keys, *Filters.keys(viewer_id)])
    acts: list[Callable[[], Any]] = [*reads, partial(Barriers.of, viewer_id)] if viewer_id else [*reads]
    read_ones = rounds.each(acts)
    found: dict[Key, Model] = {}
    for rows in read_ones[: len(reads)]:
        found |= rows
    return Marked(found, read_ones[-1] if viewer_id else Barriers(), ClosingAccounts.among(found.get(closing)))


def among(viewer_id: str | None, found: Mapping[Key, Model]) -> Marks:
    """Return a viewer's marks out of what `read` found."""
    return Marks(Interaction.among(found), Filters.among(viewer_id, found))
