"""Say which photo a page shows first, so that a browser fetches it before the web client has started."""

from html import escape
from typing import TYPE_CHECKING, NamedTuple

from chalicelib import config

if TYPE_CHECKING:
    from chalicelib.schemas import entities

# Below it lies what everybody may fetch at this moment, and nothing else.
OPEN = f"{config.PUBLIC_URL}/media/"
# How wide the web client draws the photo of a post and the cover of a campaign. A browser that finds other words there
# fetches the photo twice: web/checks/asking.spec.ts looks.
OF_POST, OF_CAMPAIGN = "(width < 736px) 100vw, 60vw", "(width < 1000px) 100vw, 660px"
# Browsers without AVIF leave the element alone.
TYPE = "image/avif"


class Preload(NamedTuple):
    """The files of a photo, with their widths, and how wide it is drawn."""

    srcset: str
    sizes: str

    def draw(self) -> str:
        """Return the element by which a browser fetches the one that it needs."""
        told = f'imagesrcset="{escape(self.srcset)}" imagesizes="{escape(self.sizes)}"'
        return f'<link rel="preload" as="image" type="{TYPE}" {told} fetchpriority="high">'


def preload_of(photo: "entities.MediaAttachment", sizes: str) -> Preload | None:
    """Return how a photo is fetched early, or None where not everybody may have it or it has no small files."""
    made = [one for one in photo.get("rossgram", {}).get("renditions", []) if one["type"] == TYPE]
    if not made or not all(one["url"].startswith(OPEN) for one in made):
        return None
    return Preload(", ".join(f"{one['url']} {one['width']}w" for one in made), sizes)
