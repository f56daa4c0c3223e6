"""Read what a viewer did with posts and what they filter, with the posts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from chalicelib.models.base import Model
from chalicelib.models.batches import Key
from chalicelib.models.people.reading.filters import Filter, Filters
from chalicelib.models.photos.interactions import Interaction


@dataclass(frozen=True)
class Marks:
    """What a viewer did with each of the posts, and all of the viewer's filters, whether they match or not."""

    interactions: Mapping[str, Interaction]
    filters: Sequence[Filter]


def keys(viewer_id: str | None, post_ids: Sequence[str]) -> list[Key]:
    """Return what to read in one batch with the posts."""
    return [*Interaction.keys(viewer_id, post_ids), *Filters.keys(viewer_id)]


def among(viewer_id: str | None, post_ids: Sequence[str], found: Mapping[Key, Model]) -> Marks:
    """Return a viewer's marks out of a batch that read `keys` too; interactions may take a Query of their own."""
    return Marks(Interaction.among(viewer_id, post_ids, found), Filters.among(viewer_id, found))
