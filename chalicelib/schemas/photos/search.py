"""What somebody looks for, in the dialect of the Mastodon API.

Source: https://docs.joinmastodon.org/methods/search/ and /methods/accounts/#search
"""

from typing import TYPE_CHECKING

from pydantic import Field

from chalicelib.schemas.base import Flag, Form
from chalicelib.schemas.pages import PageForm
from chalicelib.schemas.text import tag_url
from chalicelib.services.photos.search.everything import Wish

if TYPE_CHECKING:
    from chalicelib.schemas import entities

# Mastodon's: https://docs.joinmastodon.org/methods/accounts/#search
MOST_ACCOUNTS = 80
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
        return max(1, min(default if self.limit is None else self.limit, most))


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


def render_tag(name: str) -> "entities.Tag":
    """Return a hashtag. Its uses are not counted, so its history has no day."""
    return {"id": name, "name": name, "url": tag_url(name), "history": []}
