"""Lists in the dialect of the Mastodon API.

Source: https://docs.joinmastodon.org/entities/List/
"""

from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import Field

from chalicelib.models.people.reading.lists import List
from chalicelib.schemas.base import Flag, Form, Many, Name
from chalicelib.schemas.pages import PageForm

if TYPE_CHECKING:
    from chalicelib.schemas import entities


class ListForm(Form):
    """A list's title, and whether home is without its members' posts. No list has replies, whatever is sent of them."""

    title: Name | None = None
    replies_policy: Literal["followed", "list", "none"] | None = None
    exclusive: Flag | None = None


class MembersForm(Form):
    """Which accounts are put on a list or taken off it."""

    account_ids: Annotated[list[str], Many] = Field(default_factory=list, max_length=250)


class MembersPageForm(PageForm):
    """Which page of a list's members is asked for."""

    @property
    def wants_all(self) -> bool:
        """Tell whether all members are asked for at once."""
        return self.limit == 0


def render_list(found: List) -> "entities.UserList":
    """Return a list: replies are in none."""
    return {"id": found.id, "title": found.title, "replies_policy": "none", "exclusive": bool(found.is_exclusive)}
