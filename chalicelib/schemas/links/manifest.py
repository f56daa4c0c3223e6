"""Describe the web client to systems that install it.

Source: https://www.w3.org/TR/appmanifest/
"""

from typing import TYPE_CHECKING

from chalicelib import config

if TYPE_CHECKING:
    from chalicelib.schemas import entities

# Longer names are cut under an icon.
LONGEST_SHORT_NAME = 12
# The files of the web client; the operator's own take their place under the same names.
ICONS = (
    ("/mark.svg", "any", "image/svg+xml", "any"),
    ("/icon-192.png", "192x192", "image/png", "any"),
    ("/icon-512.png", "512x512", "image/png", "any"),
    ("/icon-maskable.png", "512x512", "image/png", "maskable"),
)


def render_manifest() -> "entities.Manifest":
    """Return the manifest; its addresses are paths of this server."""
    title = config.INSTANCE_TITLE
    whole = title if len(title) <= LONGEST_SHORT_NAME else title[: LONGEST_SHORT_NAME + 1].rpartition(" ")[0]
    return {
        "id": "/",
        "name": title,
        "short_name": whole or title[:LONGEST_SHORT_NAME],
        "description": config.INSTANCE_DESCRIPTION,
        "start_url": "/",
        "scope": "/",
        "display": "standalone",
        "background_color": config.INSTANCE_BACKGROUND,
        "theme_color": config.INSTANCE_BACKGROUND,
        "icons": [{"src": src, "sizes": sizes, "type": kind, "purpose": use} for src, sizes, kind, use in ICONS],
    }
