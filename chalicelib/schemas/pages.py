"""Forms that every list shares: which page, and which ids."""

from dataclasses import replace
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, Field

from chalicelib.models.paging import Page
from chalicelib.schemas.base import Form, Many


def _cursor(value: object) -> object:
    return "" if value is None else str(value).strip()


def _no_zeros(value: str) -> str:
    return value if value.strip("0") else ""


# An id of ours has 18 digits; others sent longer ones, which are just later than anything here.
Cursor = Annotated[str, BeforeValidator(_cursor), Field(pattern=r"^[0-9]{0,30}$")]
# Nothing is below zero: Pixelfed's app asks for the first page by it.
Below = Annotated[Cursor, AfterValidator(_no_zeros)]


def cut(limit: int | None, default: int, most: int) -> int:
    """Return how many are given out: one beyond the most is cut, as Mastodon does."""
    return max(1, min(default if limit is None else limit, most))


class PageForm(Form):
    """Which page of a list is asked for."""

    max_id: Below = ""
    since_id: Cursor = ""
    min_id: Cursor = ""
    limit: int | None = None

    def page(self, default: int = 20, most: int = 40) -> Page:
        """Return the page; a limit beyond what is given out is cut, as Mastodon does."""
        return Page(cut(self.limit, default, most), self.max_id, self.since_id, self.min_id)


class PeoplePageForm(PageForm):
    """Which page of a list of people is asked for; `cursor` is `max_id`, as Pixelfed's app sends it."""

    cursor: Below = ""

    def page(self, default: int = 40, most: int = 80) -> Page:
        """Return the page; a limit beyond what is given out is cut, as Mastodon does."""
        page = super().page(default, most)
        return replace(page, max_id=page.max_id or self.cursor)


class IdsForm(Form):
    """A list of ids, as `id[]`."""

    id: Annotated[list[str], Many] = Field(default_factory=list, max_length=100)
