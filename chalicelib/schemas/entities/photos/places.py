"""Places. Source: https://github.com/pixelfed/pixelfed, app/Services/PlaceService.php"""

from typing_extensions import TypedDict

from chalicelib.schemas.entities.kinds import Url


class Place(TypedDict):
    """A town that a post names by its author's choice, and its page."""

    id: str
    name: str
    country: str
    region: str | None
    slug: str
    url: Url | None
