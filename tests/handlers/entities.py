"""The entities of the Mastodon API as its documentation says them: fields, types, and which may be null.

Sources: https://docs.joinmastodon.org/entities/ (Account, Status, MediaAttachment, PreviewCard, Relationship, Instance,
Context, StatusEdit, StatusSource). `?` marks a field that may be null.
"""

import re
from collections.abc import Callable
from datetime import datetime
from typing import Any

Check = Callable[[Any], bool]
# A shape is a kind, an object of shapes, or a list with the shape of its items.
Shape = dict[str, Any]


def _is_id(value: Any) -> bool:
    return isinstance(value, str) and re.fullmatch(r"\d{18}", value) is not None


def _is_time(value: Any) -> bool:
    return isinstance(value, str) and value.endswith("Z") and bool(datetime.fromisoformat(value))


def _is_url(value: Any) -> bool:
    return isinstance(value, str) and re.match(r"https?://[^\s]+$", value) is not None


def _is_count(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


KINDS: dict[str, Check] = {
    "id": _is_id,
    "time": _is_time,
    "url": _is_url,
    "count": _is_count,
    "text": lambda value: isinstance(value, str),
    "flag": lambda value: isinstance(value, bool),
    "number": lambda value: isinstance(value, int | float) and not isinstance(value, bool),
    "date": lambda value: re.fullmatch(r"\d{4}-\d\d-\d\d", value) is not None,
    "list": lambda value: isinstance(value, list),
    "object": lambda value: isinstance(value, dict),
}

ACCOUNT: Shape = {
    **dict.fromkeys(("username", "acct", "display_name", "note", "note_text"), "text"),
    **dict.fromkeys(("url", "uri", "avatar", "avatar_static", "header", "header_static"), "url"),
    **dict.fromkeys(("locked", "bot", "group", "local", "is_admin"), "flag"),
    **dict.fromkeys(("followers_count", "following_count", "statuses_count"), "count"),
    "id": "id",
    "discoverable": "flag?",
    "created_at": "time",
    "last_status_at": "date?",
    "emojis": "list",
    "fields": [{"name": "text", "value": "text", "verified_at": "time?"}],
    "rossgram": {"avatar_small": "url"},
}
SOURCE: Shape = {"note": "text", "fields": "list", "privacy": "text", "sensitive": "flag", "language": "text?"}
OWN_SOURCE: Shape = {
    **SOURCE,
    **dict.fromkeys(("hide_collections", "discoverable", "indexable"), "flag"),
    "follow_requests_count": "count",
}
OWN_ACCOUNT: Shape = {**ACCOUNT, "source": OWN_SOURCE}
SIZE: Shape = {"width": "count", "height": "count", "size": "text", "aspect": "number"}
MEDIA: Shape = {
    "id": "id",
    "type": "text",
    "url": "url",
    "preview_url": "url",
    "remote_url": "url?",
    "meta": {"original": SIZE, "small": SIZE, "focus": {"x": "number", "y": "number"}},
    "description": "text?",
    "blurhash": "text",
}
UNFINISHED_MEDIA: Shape = {**MEDIA, "url": "url?", "meta": "object", "blurhash": "text?"}
CARD: Shape = {
    **dict.fromkeys(("title", "description", "type", "author_name", "provider_name", "html", "embed_url"), "text"),
    **dict.fromkeys(("url", "author_url", "provider_url"), "url"),
    **dict.fromkeys(("width", "height"), "count"),
    "image": "url?",
    "blurhash": "text?",
    "published_at": "time?",
    "authors": "list",
}
STATUS: Shape = {
    **dict.fromkeys(("sensitive", "favourited", "reblogged", "muted", "bookmarked", "pinned"), "flag"),
    **dict.fromkeys(("replies_count", "reblogs_count", "favourites_count"), "count"),
    **dict.fromkeys(("reblog", "poll", "card", "application"), "object?"),
    **dict.fromkeys(("emojis", "filtered"), "list"),
    **dict.fromkeys(("spoiler_text", "content", "visibility"), "text"),
    "id": "id",
    "uri": "url",
    "url": "url?",
    "created_at": "time",
    "edited_at": "time?",
    "in_reply_to_id": "id?",
    "in_reply_to_account_id": "id?",
    "language": "text?",
    "account": ACCOUNT,
    "media_attachments": [MEDIA],
    "mentions": [{"id": "id", "username": "text", "acct": "text", "url": "url"}],
    "tags": [{"name": "text", "url": "url"}],
}
EDIT: Shape = {
    **dict.fromkeys(("content", "spoiler_text"), "text"),
    "sensitive": "flag",
    "created_at": "time",
    "account": ACCOUNT,
    "media_attachments": [MEDIA],
    "emojis": "list",
}
RELATIONSHIP: Shape = {
    "id": "id",
    **dict.fromkeys(("following", "showing_reblogs", "notifying", "followed_by", "blocking", "blocked_by"), "flag"),
    **dict.fromkeys(("muting", "muting_notifications", "requested", "domain_blocking", "endorsed"), "flag"),
    "note": "text",
    "languages": "list?",
}
REPORT: Shape = {
    **dict.fromkeys(("action_taken", "forwarded"), "flag"),
    **dict.fromkeys(("category", "comment"), "text"),
    "id": "id",
    "action_taken_at": "time?",
    "created_at": "time",
    "status_ids": "list",
    "rule_ids": "list",
    "target_account": ACCOUNT,
}
ROLE: Shape = {**dict.fromkeys(("id", "name", "permissions", "color"), "text"), "highlighted": "flag"}
ADMIN_ACCOUNT: Shape = {
    **dict.fromkeys(("confirmed", "approved", "suspended", "silenced", "sensitized", "disabled"), "flag"),
    **dict.fromkeys(("domain", "ip", "locale", "invite_request"), "text?"),
    **dict.fromkeys(("username", "email"), "text"),
    "id": "id",
    "ips": "list",
    "created_at": "time",
    "role": ROLE,
    "account": ACCOUNT,
}
ADMIN_REPORT: Shape = {
    **dict.fromkeys(("action_taken", "forwarded"), "flag"),
    **dict.fromkeys(("category", "comment"), "text"),
    "id": "id",
    "action_taken_at": "time?",
    "created_at": "time",
    "updated_at": "time",
    "account": ADMIN_ACCOUNT,
    "target_account": ADMIN_ACCOUNT,
    "statuses": [STATUS],
    "rules": "list",
}
CONTEXT: Shape = {"ancestors": [STATUS], "descendants": [STATUS]}


def faults(value: Any, shape: Any, place: str = "") -> list[str]:
    """Return what is wrong with a value: nothing, where it has the shape."""
    if isinstance(shape, list):
        if not isinstance(value, list):
            return [f"{place}: no list"]
        return [fault for number, item in enumerate(value) for fault in faults(item, shape[0], f"{place}[{number}]")]
    if isinstance(shape, dict):
        if not isinstance(value, dict):
            return [f"{place}: no object"]
        missing = [f"{place}.{name}: missing" for name in shape if name not in value]
        held = [name for name in shape if name in value]
        return missing + [fault for name in held for fault in faults(value[name], shape[name], f"{place}.{name}")]
    if value is None:
        return [] if shape.endswith("?") else [f"{place}: null"]
    return [] if KINDS[shape.rstrip("?")](value) else [f"{place}: {value!r} is no {shape}"]
