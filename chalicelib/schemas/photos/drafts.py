"""Forms of new and of edited statuses.

Source: https://docs.joinmastodon.org/methods/statuses/#create
"""

import math
from dataclasses import replace
from datetime import UTC, datetime
from typing import Annotated, Any, Self

from pydantic import BeforeValidator, Field, field_validator, model_validator

from chalicelib.models.photos.posts import FOLLOWERS, PUBLIC, UNLISTED
from chalicelib.models.photos.sharing.audiences import DIRECT
from chalicelib.schemas.base import Flag, Form, Line, Many
from chalicelib.schemas.photos.media import AltText, Focus
from chalicelib.schemas.photos.offers import OfferForm
from chalicelib.schemas.photos.polls.forms import PollForm
from chalicelib.schemas.photos.sharing.person_tags import points
from chalicelib.services.photos.offers import Terms
from chalicelib.services.photos.posts import Draft

# The words of a post by their names in a form.
WORDS = {"status": "caption", "spoiler_text": "spoiler", "sensitive": "sensitive", "language": "language"}
VISIBILITY = {"public": PUBLIC, "unlisted": UNLISTED, "private": FOLLOWERS, "direct": DIRECT}
ACCESS = {access: visibility for visibility, access in VISIBILITY.items()}


def visibility_of(access: str, *, is_sold: bool) -> str:
    """Return Mastodon's word for who sees a post: one that is sold is shown to everybody."""
    return "public" if is_sold else ACCESS.get(access, "private")


def _absent(value: Any) -> Any:
    """Return nothing for what clients send where there is no poll or date: empty texts, and options that are all so."""
    if isinstance(value, dict):
        return None if not _absent(value.get("options")) else value
    if isinstance(value, list):
        return None if not any(_absent(item) for item in value) else value
    return None if value is False or not str(value or "").strip() else value


NO_TIME = "must be a time such as 2027-01-31T18:00:00Z"
LAST_YEAR = 9998


def _seconds(value: Any) -> int | None:
    """Return a moment in seconds since 1970, whatever offset it is written with; without one it is UTC."""
    text = str(_absent(value) or "").strip()
    if not text:
        return None
    try:
        found = datetime.fromisoformat(text)
    except ValueError as error:
        raise ValueError(NO_TIME) from error
    if found.year > LAST_YEAR:
        raise ValueError(NO_TIME)
    return math.ceil((found if found.tzinfo else found.replace(tzinfo=UTC)).timestamp())


Time = Annotated[int | None, BeforeValidator(_seconds)]


class StatusForm(Form):
    """A new post or comment."""

    status: str | None = None
    media_ids: Annotated[list[str] | None, Many] = None
    in_reply_to_id: str | None = None
    visibility: str | None = Field(default=None, pattern="^(public|unlisted|private|direct|)$")
    spoiler_text: str | None = None
    sensitive: Flag | None = None
    language: Line | None = Field(default=None, max_length=20)
    rossgram: OfferForm | None = None
    # Pixelfed's name: the town that the post names.
    place_id: Line | None = Field(default=None, max_length=20)
    poll: Annotated[PollForm | None, BeforeValidator(_absent)] = None
    scheduled_at: Time = None

    @field_validator("media_ids", mode="after")
    @classmethod
    def _no_blanks(cls, value: list[str] | None) -> list[str] | None:
        return None if value is None else [media_id for media_id in value if media_id]

    @model_validator(mode="after")
    def _between_some(self) -> Self:
        if self.visibility == "direct" and self.terms():
            raise ValueError("a direct message is for those between whom it is")
        return self

    @property
    def is_direct(self) -> bool:
        """Tell whether it is a message to those whom it names."""
        return self.visibility == "direct"

    def draft(self) -> Draft:
        """Return what the author sends."""
        terms = self.terms() or Terms(VISIBILITY[self.visibility or "public"])
        return Draft(
            caption=self.status or "",
            media_ids=self.media_ids,
            access=terms.access,
            offer=terms.offer,
            spoiler=self.spoiler_text or "",
            sensitive=bool(self.sensitive),
            language=self.language or None,
            originals=self.rossgram.chosen_originals() if self.rossgram else None,
            town_id=None if self.place_id is None else self.place_id.strip(),
            people=points(self.rossgram.people if self.rossgram else None),
            poll=self.poll.poll() if self.poll else None,
            unsaid=frozenset(name for name, is_said in self._said().items() if not is_said),
        )

    def _said(self) -> dict[str, bool]:
        """Tell of what an author may have defaults for whether the form says it."""
        return {
            "access": bool(self.visibility or self.terms()),
            "sensitive": self.sensitive is not None,
            "language": bool(self.language),
        }

    def terms(self) -> Terms | None:
        """Return who may see the post, where the author says so in our own words."""
        return self.rossgram.terms() if self.rossgram else None


class MediaChange(Form):
    """New alt text or focus of one photo of a post."""

    id: str
    description: Annotated[str | None, AltText] = None
    focus: Focus = None


class LocationForm(Form):
    """A place as Pixelfed's app names it in an edit."""

    id: Line = Field(max_length=20)


class EditForm(StatusForm):
    """Changes to a post.

    A form with a `status` says all words anew, as Mastodon's does: a warning that it leaves out is taken off, and a
    language that it leaves out stays. One without, as of alt text alone, changes only what it names.
    """

    media_attributes: Annotated[list[MediaChange], Many] = Field(default_factory=list)
    location: LocationForm | None = None

    @model_validator(mode="after")
    def _located(self) -> Self:
        # Who knows no places says nothing of one, and leaves it as it is.
        if self.place_id is None and "location" in self.model_fields_set:
            self.place_id = self.location.id if self.location else ""
        return self

    def draft(self) -> Draft:
        """Return what the author sends, and which words they say nothing of."""
        if self.status is not None:
            return replace(super().draft(), unsaid=frozenset() if self.language else frozenset({"language"}))
        unsaid = {
            ours for name, ours in WORDS.items() if getattr(self, name) is None or name not in self.model_fields_set
        }
        return replace(super().draft(), unsaid=frozenset(unsaid))

    def media_changes(self) -> dict[str, dict[str, Any]]:
        """Return the new alt text and focus by media id."""
        return {item.id: _changed(item) for item in self.media_attributes}


class TimeForm(Form):
    """When a post is to be published."""

    scheduled_at: Time = None


class DeleteForm(Form):
    """What becomes of a deleted post's photos."""

    delete_media: Flag = False


def _changed(item: MediaChange) -> dict[str, Any]:
    changes: dict[str, Any] = {}
    if item.description is not None:
        changes["alt"] = item.description
    if item.focus is not None:
        changes["focus"] = list(item.focus)
    return changes
