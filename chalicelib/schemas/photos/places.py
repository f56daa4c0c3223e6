"""Places, as Pixelfed calls the towns that posts name.

Source: https://github.com/pixelfed/pixelfed, app/Place.php and its ComposeController
"""

from pydantic import Field

from chalicelib.schemas.base import Form


class PlaceSearchForm(Form):
    """Which towns are looked for."""

    q: str = Field(default="", max_length=200)
    limit: int | None = None

    def size(self) -> int:
        """Return how many are given out; a number beyond the most is cut."""
        return max(1, min(10 if self.limit is None else self.limit, 40))
