"""Accounts and relationships in the dialect of the Mastodon API.

Source: https://docs.joinmastodon.org/entities/Account/ and /entities/Relationship/
"""

from typing import TYPE_CHECKING, Annotated, Any

from pydantic import Field, field_validator

from chalicelib import config
from chalicelib.errors import Unprocessable
from chalicelib.models.people.accounts import Account
from chalicelib.schemas.base import Flag, Form, Line, Many, Name
from chalicelib.schemas.text import html, inline_html, profile_url, timestamp
from chalicelib.schemas.uploads import Upload
from chalicelib.services.people.accounts import LONGEST_NOTE
from chalicelib.services.people.follows import Relationship
from chalicelib.services.photos.text import is_longer

if TYPE_CHECKING:
    from chalicelib.schemas import entities

FLAGS = ("locked", "bot", "discoverable", "hide_collections", "noindex")


class ProfileField(Form):
    """A row of the table on a profile."""

    name: Name = ""
    value: Name = ""


class SourceForm(Form):
    """Defaults for new posts."""

    privacy: str | None = Field(default=None, pattern="^(public|unlisted|private)$")
    sensitive: Flag | None = None
    language: Line | None = Field(default=None, max_length=20)


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
    fields_attributes: Annotated[list[ProfileField], Many] | None = None
    source: SourceForm | None = None

    @field_validator("avatar", "header", mode="before")
    @classmethod
    def _no_file(cls, value: object) -> object:
        # A form sends an empty string where no file was chosen.
        return value or None

    def changes(self) -> dict[str, Any]:
        """Return what changes of the profile, or raise Unprocessable for a note that looks too long."""
        if self.note is not None and is_longer(self.note, LONGEST_NOTE):
            raise Unprocessable(f"Validation failed: Note is too long (maximum is {LONGEST_NOTE} characters)")
        found = {one: value for one in ("display_name", "note", *FLAGS) if (value := getattr(self, one)) is not None}
        if self.fields_attributes is not None:
            rows = self.fields_attributes
            found["fields"] = [row.model_dump() for row in rows if row.name.strip() or row.value.strip()]
        if self.source is not None:
            given = self.source.model_dump(exclude_none=True)
            found |= {f"default_{name}": value for name, value in given.items()}
        return found


def picture(key: str | None, file: str) -> str:
    """Return the address of an avatar or a header, or of the picture for those who have none."""
    return f"{config.PUBLIC_URL}/media/{key}/{file}" if key else f"{config.PUBLIC_URL}/media/missing/{file}"


def render_snapshot(account_id: str, snapshot: dict[str, Any]) -> "entities.Account":
    """Return an account from what its posts carry of it; what they do not carry is empty."""
    avatar, header = picture(snapshot["avatar"], "avatar.jpg"), picture(snapshot["header"], "header.jpg")
    small = picture(snapshot["avatar"], "square.jpg") if snapshot["avatar"] else avatar
    return {
        "id": account_id,
        "username": snapshot["handle"],
        "acct": snapshot["handle"],
        "display_name": snapshot["name"],
        "locked": False,
        "bot": False,
        "discoverable": True,
        "group": False,
        "created_at": timestamp(snapshot["created_at"]),
        "note": "",
        "url": profile_url(snapshot["handle"]),
        "uri": profile_url(snapshot["handle"]),
        "avatar": avatar,
        "avatar_static": avatar,
        "header": header,
        "header_static": header,
        "followers_count": 0,
        "following_count": 0,
        "statuses_count": 0,
        "last_status_at": None,
        "noindex": False,
        "emojis": [],
        "roles": [],
        "fields": [],
        "rossgram": {"avatar_small": small},
    }


def render_account(account: Account) -> "entities.Account":
    """Return an account as everybody sees it."""
    profile = account.profile
    last_posted = timestamp(account.last_posted_at)[:10] if account.last_posted_at else None
    entity: entities.Account = {
        **render_snapshot(account.id, account.snapshot()),
        "locked": bool(account.is_private),
        "bot": bool(profile.get("bot")),
        "discoverable": bool(profile.get("discoverable", True)),
        "hide_collections": bool(profile.get("hide_collections")),
        "noindex": bool(profile.get("noindex")),
        "note": html(profile.get("note", "")),
        "followers_count": int(account.followers_count),
        "following_count": int(account.following_count),
        "statuses_count": int(account.posts_count),
        "last_status_at": last_posted,
        "fields": [_field(row["name"], inline_html(row["value"])) for row in profile.get("fields", [])],
    }
    if account.silenced_at:
        # Clients look whether it is there, as Mastodon sends it.
        entity["limited"] = True
    return entity


def _field(name: str, value: str) -> "entities.Field":
    return {"name": name, "value": value, "verified_at": None}


def render_own_account(account: Account, requests_count: int = 0) -> "entities.CredentialAccount":
    """Return one's own account, with what only its owner sees: how many ask to follow it, too."""
    profile = account.profile
    source: entities.Source = {
        "note": profile.get("note", ""),
        "fields": [_field(row["name"], row["value"]) for row in profile.get("fields", [])],
        "privacy": profile.get("default_privacy", "public"),
        "sensitive": bool(profile.get("default_sensitive")),
        "language": profile.get("default_language") or None,
        "follow_requests_count": requests_count,
    }
    role: entities.Role = {"id": "-99", "name": "", "permissions": "0", "color": "", "highlighted": False}
    return {**render_account(account), "source": source, "role": role}


def render_relationship(relationship: Relationship) -> "entities.Relationship":
    """Return how the viewer stands to another account."""
    return {
        "id": relationship.account_id,
        "following": relationship.following,
        "showing_reblogs": relationship.showing_reblogs,
        "notifying": relationship.notifying,
        "languages": None,
        "followed_by": relationship.followed_by,
        "blocking": relationship.blocking,
        "blocked_by": relationship.blocked_by,
        "muting": relationship.muting,
        "muting_notifications": relationship.muting_notifications,
        "requested": relationship.requested,
        "requested_by": relationship.requested_by,
        "domain_blocking": False,
        "endorsed": relationship.endorsed,
        "note": relationship.note,
    }


def render_userinfo(account: Account) -> "entities.UserInfo":
    """Return who somebody is, as OpenID Connect names it (https://docs.joinmastodon.org/methods/oauth/#userinfo)."""
    return {
        "iss": f"{config.PUBLIC_URL}/",
        "sub": profile_url(account.handle),
        "name": account.profile.get("display_name", ""),
        "preferred_username": account.handle,
        "profile": profile_url(account.handle),
        "picture": picture(account.snapshot()["avatar"], "avatar.jpg"),
    }


def render_webfinger(account: Account) -> "entities.Webfinger":
    """Return what an address names, as RFC 7033 describes it."""
    page = profile_url(account.handle)
    return {
        "subject": f"acct:{account.handle}@{config.DOMAIN}",
        "aliases": [page],
        "links": [
            {"rel": "self", "type": "application/json", "href": f"{config.PUBLIC_URL}/api/v1/accounts/{account.id}"}
        ],
    }
