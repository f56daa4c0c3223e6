"""Markers and preferences in the dialect of the Mastodon API.

Source: https://docs.joinmastodon.org/entities/Marker/ and /entities/Preferences/
"""

from typing import TYPE_CHECKING, Annotated

from pydantic import Field

from chalicelib.models.people.accounts import Account
from chalicelib.models.people.reading.readings import Marker
from chalicelib.schemas.base import Form, Many
from chalicelib.schemas.people.credentials import render_own_account
from chalicelib.schemas.text import timestamp

if TYPE_CHECKING:
    from chalicelib.schemas import entities


class TimelinesForm(Form):
    """Of which timelines the markers are asked for."""

    timeline: Annotated[list[str], Many] = Field(default_factory=list)


class LastRead(Form):
    """Up to where a timeline was read."""

    last_read_id: str = Field(pattern=r"^[0-9]{1,30}$")


class MarkersForm(Form):
    """Up to where timelines were read."""

    home: LastRead | None = None
    notifications: LastRead | None = None

    def read(self) -> dict[str, str]:
        """Return the ids by timeline."""
        said = {"home": self.home, "notifications": self.notifications}
        return {name: form.last_read_id for name, form in said.items() if form}


def render_markers(found: dict[str, Marker]) -> "entities.Markers":
    """Return markers by their timelines."""
    entity: entities.Markers = {}
    for name in ("home", "notifications"):
        if name in found:
            entity[name] = {**found[name], "updated_at": timestamp(found[name]["updated_at"])}
    return entity


def render_preferences(account: Account) -> "entities.Preferences":
    """Return what the account chose for new posts. Reading is left to each client, which is told the defaults."""
    source = render_own_account(account)["source"]
    return {
        "posting:default:visibility": source["privacy"],
        "posting:default:sensitive": source["sensitive"],
        "posting:default:language": source["language"],
        "reading:expand:media": "default",
        "reading:expand:spoilers": False,
        "reading:autoplay:gifs": False,
    }
