"""What somebody looks for, in the dialect of the Mastodon API.

Source: https://docs.joinmastodon.org/methods/search/ and /methods/accounts/#search
"""

from typing import Annotated

from pydantic import Field

from chalicelib.schemas.base import Flag, Form, Many
from chalicelib.schemas.pages import PageForm, cut
from chalicelib.services.photos.search.everything import Wish
from chalicelib.services.photos.search.posts import Rule

# Mastodon's: https://docs.joinmastodon.org/methods/accounts/#search
MOST_ACCOUNTS = 80
# Of the hashtags beside the one of a page; as Mastodon has it.
MOST_MORE_TAGS = 4
FURTHEST = 400


class AccountSearchForm(Form):
    """Which accounts are looked for. `resolve` changes nothing: all accounts are of this server."""

    q: str = Field(default="", max_length=2000)
    limit: int | None = None
    offset: int = Field(default=0, ge=0, le=FURTHEST)
    resolve: Flag = False
    following: Flag = False

    def size(self, default: int = 40, most: int = MOST_ACCOUNTS) -> int:
        """Return how many are given out; a number beyond the most is cut, as Mastodon does."""
        return cut(self.limit, default, most)


class SearchForm(PageForm):
    """What is looked for. `resolve` and `exclude_unreviewed` change nothing: all is of this server."""

    q: str = Field(default="", max_length=2000)
    type: str | None = None
    offset: int = Field(default=0, ge=0, le=FURTHEST)
    account_id: str = ""
    following: Flag = False
    resolve: Flag = False
    exclude_unreviewed: Flag = False

    def wish(self) -> Wish:
        """Return what is looked for; an offset counts only where one type is named."""
        kind = self.type or None
        return Wish(self.q, kind, self.page(), self.offset if kind else 0, self.account_id, self.following)


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


class PlaceSearchForm(Form):
    """Which towns are looked for."""

    q: str = Field(default="", max_length=200)
    limit: int | None = None

    def size(self) -> int:
        """Return how many are given out; a number beyond the most is cut."""
        return cut(self.limit, 10, 40)
