"""The archive, as its author reads it."""

from dataclasses import replace
from typing import Any

from chalicelib import config
from chalicelib.models.paging import Page
from chalicelib.schemas.pages import Below, PageForm


class ArchiveForm(PageForm):
    """Which page of the archive is asked for; Pixelfed's apps send `cursor`, and others `max_id`."""

    cursor: Below = ""

    def page(self, default: int = 20, most: int = 40) -> Page:
        """Return the page."""
        return replace(super().page(default, most), max_id=self.cursor or self.max_id)


def render_cursors(path: str, cursor: str, asked: str = "") -> dict[str, Any]:
    """Return what stands beside the entities of a page that is turned by a cursor; without one it is the last.

    `asked` is what else is asked for, with an ampersand behind it.
    """
    address = f"{config.PUBLIC_URL}{path}"
    following = f"{address}?{asked}cursor={cursor}" if cursor else None
    return {
        "links": {"first": None, "last": None, "prev": None, "next": following},
        "meta": {"path": address, "next_cursor": cursor or None, "prev_cursor": None},
    }
