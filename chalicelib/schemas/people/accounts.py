"""Accounts and relationships in the dialect of the Mastodon API.

Source: https://docs.joinmastodon.org/entities/Account/ and /entities/Relationship/
"""

from typing import TYPE_CHECKING, Any

from chalicelib import config
from chalicelib.models.people.accounts import Account
from chalicelib.schemas.text import html, inline_html, profile_url, timestamp
from chalicelib.services.people.relationships.standing import Relationship

if TYPE_CHECKING:
    from chalicelib.schemas import entities


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
        "note_text": "",
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
        # Pixelfed's app reads these. Whether somebody is of the staff is told of nobody.
        "website": None,
        "local": True,
        "is_admin": False,
        "pronouns": [],
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
        "note_text": profile.get("note", ""),
        "followers_count": int(account.followers_count),
        "following_count": int(account.following_count),
        "statuses_count": int(account.posts_count),
        "last_status_at": last_posted,
        "fields": [render_field(row["name"], inline_html(row["value"])) for row in profile.get("fields", [])],
    }
    if account.silenced_at:
        # Clients look whether it is there, as Mastodon sends it.
        entity["limited"] = True
    return entity


def render_field(name: str, value: str) -> "entities.Field":
    """Return a row of the table on a profile; nobody verifies its links."""
    return {"name": name, "value": value, "verified_at": None}


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
