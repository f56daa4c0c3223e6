"""Forms of the timelines, and of what leads."""

from typing import Literal

from pydantic import Field

from chalicelib.schemas.base import Flag, Form
from chalicelib.schemas.pages import PageForm, cut


class PublicTimelineForm(PageForm):
    """Which public posts are asked for. `local` changes nothing: all posts are local."""

    local: Flag = False
    remote: Flag = False
    only_media: Flag = False


class AccountTimelineForm(PageForm):
    """Which posts of an account are asked for."""

    only_media: Flag = False
    exclude_replies: Flag = False
    exclude_reblogs: Flag = False
    tagged: str = Field(default="", max_length=500)
    pinned: Flag = False


class TrendsForm(Form):
    """Which part of what leads is asked for, and of how long, as Pixelfed's app asks; all of it is of a few days."""

    limit: int | None = None
    offset: int = Field(default=0, ge=0, le=1000)
    range: Literal["daily", "weekly", "monthly", "yearly"] = "yearly"

    def size(self, default: int, most: int) -> int:
        """Return how many are given out; a number beyond the most is cut, as Mastodon does."""
        return cut(self.limit, default, most)

    @property
    def within(self) -> int | None:
        """Return of how many seconds it is; None for all of it."""
        return 86400 if self.range == "daily" else None
