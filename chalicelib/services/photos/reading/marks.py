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


def read(viewer_id: str | None, post_ids: Sequence[str], keys: Sequence[Key]) -> dict[Key, Model]:
    """Read keys, and a viewer's marks of posts: one trip."""
    return Interaction.read(viewer_id, post_ids, [*keys, *Filters.keys(viewer_id)])


def among(viewer_id: str | None, found: Mapping[Key, Model]) -> Marks:
    """Return a viewer's marks out of what `read` found."""
    return Marks(Interaction.among(found), Filters.among(viewer_id, found))
