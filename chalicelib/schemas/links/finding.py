"""Say of hashtags and places what links to them show: their names, and nothing of the posts that are found there."""

from urllib.parse import quote

from chalicelib import config
from chalicelib.schemas.links.heads import Head
from chalicelib.schemas.text import tag_url
from chalicelib.services.photos.search.towns import Named


def head_of_tag(tag: str) -> Head:
    """Return the head of a hashtag's page."""
    path = tag_url(tag).removeprefix(config.PUBLIC_URL)
    return Head(f"#{tag}", path, f"Photos with #{tag} on {config.INSTANCE_TITLE}.")


def head_of_place(town: Named) -> Head:
    """Return the head of a place's page."""
    name = ", ".join(part for part in (town["name"], town["region"], town["country"]) if part)
    return Head(name, f"/places/{quote(town['id'])}", f"Photos from {name} on {config.INSTANCE_TITLE}.")
