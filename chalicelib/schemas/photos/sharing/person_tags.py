"""People who are tagged in photos: forms, and who is shown in them."""

from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, Field

from chalicelib.schemas.base import Form, Many
from chalicelib.schemas.pages import PageForm
from chalicelib.schemas.people.accounts import render_account
from chalicelib.services.photos.sharing.person_tags import MOST_PEOPLE, Point

if TYPE_CHECKING:
    from chalicelib.schemas import entities
    from chalicelib.services.photos.views import PostView


def _no_blanks(value: Any) -> Any:
    """Return a list without the empty text by which a form says that nobody is in it."""
    return [one for one in value if one != ""] if isinstance(value, list) else value


Share = Annotated[float, Field(ge=0, le=1, allow_inf_nan=False), AfterValidator(lambda value: round(value, 4))]


class PersonForm(Form):
    """Somebody at a point of a photo, both numbers from 0 to 1."""

    account_id: str = Field(max_length=100)
    media_id: str = Field(max_length=100)
    x: Share
    y: Share

    def point(self) -> Point:
        """Return who is tagged, and where."""
        return Point(self.account_id, self.media_id, self.x, self.y)


People = Annotated[list[PersonForm], Field(max_length=MOST_PEOPLE), BeforeValidator(_no_blanks), Many]


class PeopleForm(Form):
    """All who are to be tagged in a post."""

    people: People | None = None


def points(people: list[PersonForm] | None) -> list[Point] | None:
    """Return who is tagged, and where; None where a form says nothing of it."""
    return None if people is None else [person.point() for person in people]


class TaggedForm(PageForm):
    """Which of the posts in which one is tagged are asked for."""

    state: Literal["shown", "pending", "hidden"] = "shown"


def render_people(view: "PostView", media_id: str) -> "list[entities.PersonInPhoto]":
    """Return who is tagged in one of a post's photos, as far as the viewer may know."""
    here = [person for person in view.people if person.media_id == media_id]
    return [{"account": render_account(person.account), "x": person.x, "y": person.y} for person in here]


def render_tagged_people(view: "PostView") -> "list[entities.TaggedPerson]":
    """Return who is tagged in a post, each once, as Pixelfed names them."""
    accounts = {person.account.id: render_account(person.account) for person in view.people}
    return [{"id": one["id"], "username": one["username"], "avatar": one["avatar"]} for one in accounts.values()]
