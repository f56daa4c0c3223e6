"""Places, as Pixelfed calls the towns that posts name.

Source: https://github.com/pixelfed/pixelfed, app/Place.php and its ComposeController
"""

import re
from typing import Any

from pydantic import Field

from chalicelib.gateways.gazetteer import Town
from chalicelib.models.photos.posts import Post
from chalicelib.models.photos.sharing import discussions
from chalicelib.models.words import fold
from chalicelib.schemas.base import Form
from chalicelib.services.photos.search.towns import Named


class PlaceSearchForm(Form):
    """Which towns are looked for."""

    q: str = Field(default="", max_length=200)
    limit: int | None = None

    def size(self) -> int:
        """Return how many are given out; a number beyond the most is cut."""
        return max(1, min(10 if self.limit is None else self.limit, 40))


def render_place(town: Town | Named) -> dict[str, Any]:
    """Return a place. It has no page of its own yet, and so no `url`; `region` is told of the United States."""
    told = town._asdict() if isinstance(town, Town) else town
    slug = re.sub(r"[^\w]+", "-", fold(told["name"])).strip("-")
    names = {name: told[name] for name in ("id", "name", "country")}
    return {**names, "slug": slug, "region": told["region"] or None, "url": None}


def render_extras(post: Post) -> dict[str, Any]:
    """Return what Pixelfed's status has beyond Mastodon's."""
    town: Named | None = post.body.get("town")
    return {"comments_disabled": discussions.are_off(post), "place": render_place(town) if town else None}
