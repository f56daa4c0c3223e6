"""One's own profile: what changes of it, and what its owner alone sees.

Source: https://docs.joinmastodon.org/methods/accounts/#update_credentials and /entities/Account/#CredentialAccount
"""

from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import Field, field_validator

from chalicelib.errors import Unprocessable
from chalicelib.models.people.accounts import Account
from chalicelib.schemas.base import Flag, Form, Line, Many, Name
from chalicelib.schemas.people.accounts import render_account, render_field
from chalicelib.schemas.people.roles import render_role
from chalicelib.schemas.uploads import Upload
from chalicelib.services.people.accounts import LONGEST_NOTE
from chalicelib.services.photos.text import is_longer

if TYPE_CHECKING:
    from chalicelib.schemas import entities

FLAGS = ("locked", "bot", "discoverable", "hide_collections", "noindex")


class ProfileField(Form):
    """A row of the table on a profile."""

    name: Name = ""
    value: Name = ""

    @field_validator("name", mode="after")
    @classmethod
    def _one_line(cls, value: str) -> str:
        return " ".join(value.split())


class SourceForm(Form):
    """Defaults for new posts."""

    privacy: Literal["public", "unlisted", "private"] | None = None
    sensitive: Flag | None = None
    language: Line | None = Field(default=None, max_length=20)


class TagSettingsForm(Form):
    """Who may tag one in photos, and whether one approves each before one's profile shows it."""

    tags_from: Literal["everyone", "following", "nobody"] | None = None
    tags_by_hand: Flag | None = None


class CredentialsForm(Form):
    """Changes to one's own profile."""

    display_name: Name | None = None
    note: str | None = None
    avatar: Upload | None = None
    header: Upload | None = None
    locked: Flag | None = None
    bot: Flag | None = None
    discoverable: Flag | None = None
    hide_collections: Flag | None = None
    # Whether search engines are asked to leave one's pages out.
    noindex: Flag | None = None
    # The names by which Pixelfed's app says what the flags above do.
    crawlable: Flag | None = None
    is_suggestable: Flag | None = None
    show_profile_follower_count: Flag | None = None
    show_profile_following_count: Flag | None = None
    fields_attributes: Annotated[list[ProfileField], Many] | None = None
    source: SourceForm | None = None
    rossgram: TagSettingsForm | None = None

    @field_validator("avatar", "header", mode="before")
    @classmethod
    def _no_file(cls, value: object) -> object:
        # A form sends an empty string where no file was chosen.
        return value or None

    def changes(self) -> dict[str, Any]:
        """Return what changes of the profile, or raise Unprocessable for a note that looks too long."""
        if self.note is not None and is_longer(self.note, LONGEST_NOTE):
            raise Unprocessable(f"Validation failed: Note is too long (maximum is {LONGEST_NOTE} characters)")
        said = {one: getattr(self, one) for one in ("display_name", "note", *FLAGS)}
        found = self._pixelfeds() | {one: value for one, value in said.items() if value is not None}
        if self.fields_attributes is not None:
            rows = self.fields_attributes
            found["fields"] = [row.model_dump() for row in rows if row.name.strip() or row.value.strip()]
        if self.source is not None:
            given = self.source.model_dump(exclude_none=True)
            found |= {f"default_{name}": value for name, value in given.items()}
        if self.rossgram is not None:
            found |= self.rossgram.model_dump(exclude_none=True)
        return found

    def _pixelfeds(self) -> dict[str, Any]:
        """Return what changes by the names of Pixelfed's app; both lists of a profile are hidden, or neither."""
        counts = [self.show_profile_follower_count, self.show_profile_following_count]
        shown = [one for one in counts if one is not None]
        changes = {
            "noindex": None if self.crawlable is None else not self.crawlable,
            "discoverable": self.is_suggestable,
            "hide_collections": not all(shown) if shown else None,
        }
        return {name: value for name, value in changes.items() if value is not None}


def render_own_account(account: Account, requests_count: int = 0) -> "entities.CredentialAccount":
    """Return one's own account, with what only its owner sees: how many ask to follow it, too."""
    profile, told = account.profile, render_account(account)
    source: entities.Source = {
        "note": profile.get("note", ""),
        "fields": [render_field(row["name"], row["value"]) for row in profile.get("fields", [])],
        "privacy": profile.get("default_privacy", "public"),
        "sensitive": bool(profile.get("default_sensitive")),
        "language": profile.get("default_language") or None,
        "follow_requests_count": requests_count,
        "hide_collections": told["hide_collections"],
        "discoverable": told["discoverable"],
        # No search of other servers reads the posts of this one.
        "indexable": False,
        "rossgram": {
            "tags_from": profile.get("tags_from", "everyone"),
            "tags_by_hand": bool(profile.get("tags_by_hand")),
        },
    }
    return {**told, "source": source, "role": render_role(account), "settings": _settings(told)}


def _settings(told: "entities.Account") -> "entities.ProfileSettings":
    """Return what is set as Pixelfed's app shows it; what is not there to set is off."""
    shows_lists = not told["hide_collections"]
    return {
        "crawlable": not told["noindex"],
        "is_suggestable": told["discoverable"],
        "show_profile_follower_count": shows_lists,
        "show_profile_following_count": shows_lists,
        "public_dm": False,
        "disable_embeds": False,
        "show_atom": False,
        "indexable": False,
        "reduce_motion": False,
        "high_contrast_mode": False,
        "video_autoplay": False,
        "media_descriptions": False,
    }
