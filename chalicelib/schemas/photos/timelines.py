"""Forms of the timelines."""

from typing import Annotated

from pydantic import Field

from chalicelib.schemas.base import Flag, Many
from chalicelib.schemas.pages import PageForm
from chalicelib.services.photos.search.posts import Rule

# As Mastodon has it.
MOST_MORE_TAGS = 4


class PublicTimelineForm(PageForm):
    """Which public posts are asked for. `local` changes nothing: all posts are local."""

    local: Flag = False
    remote: Flag = False
    only_media: Flag = False


class TagTimelineForm(PageForm):
    """Which posts with a hashtag are asked for, beside it `any[]`, `all[]`, `none[]`; four of each count.

    `local` changes nothing: all posts are local.
    """

    any: Annotated[list[str], Many] = Field(default_factory=list)
    all: Annotated[list[str], Many] = Field(default_factory=list)
    none: Annotated[list[str], Many] = Field(default_factory=list)
    local: Flag = False
    remote: Flag = False
    only_media: Flag = False

    def names(self, name: str) -> list[str]:
        """Return the hashtags of which a post must have one."""
        return [name, *self.any[:MOST_MORE_TAGS]]

    def rule(self) -> Rule:
        """Return which of the posts with one of them are shown."""
        return Rule(self.all[:MOST_MORE_TAGS], self.none[:MOST_MORE_TAGS], self.only_media)


class AccountTimelineForm(PageForm):
    """Which posts of an account are asked for."""

    only_media: Flag = False
    exclude_replies: Flag = False
    exclude_reblogs: Flag = False
    tagged: str = Field(default="", max_length=500)
    pinned: Flag = False
