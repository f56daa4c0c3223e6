"""Say what each write counts as: whoever writes, by whatever route, is limited by account and by address.

A write that stands in no table here counts as `other`, so that no route is without a limit.
"""

from collections.abc import Callable
from typing import Any

from chalice.app import Request

from chalicelib.errors import RossgramError
from chalicelib.handlers import body
from chalicelib.imaging.limits import limits as formats
from chalicelib.services import limits

# No route has any other method that writes; what has none is refused, and counts as nothing.
WRITES = {"POST", "PUT", "PATCH", "DELETE"}
# Stripe signs its events and sends each again until it is taken: whatever keeps them out delays money.
UNLIMITED = {("POST", "/webhooks/stripe")}
STATUS = "/api/v1/statuses/{post_id}"
ACCOUNT = "/api/v1/accounts/{account_id}"
# Pixelfed serves its own under both, and so what it made later.
PIXELFED = ("/api/v1.1", "/api/pixelfed/v1")
PIXELFED_LATER = ("/api/v1.2", "/api/pixelfed/v1.2")

STORIES = {"add": "uploads", "publish": "posts", "self-expire/{story_id}": "deletions"}

KINDS: dict[tuple[str, str], str] = {
    ("POST", "/api/v1/statuses"): "posts",
    ("POST", "/api/rossgram/v1/drafts/{post_id}/publish"): "posts",
    ("PUT", STATUS): "edits",
    ("DELETE", STATUS): "deletions",
    **{("POST", f"{STATUS}/{verb}"): "likes" for verb in ("favourite", "unfavourite", "bookmark", "unbookmark")},
    ("POST", "/api/v1/polls/{post_id}/votes"): "likes",
    **{("POST", f"{STATUS}/{verb}"): "posts" for verb in ("reblog", "unreblog")},
    **{("POST", f"{STATUS}/{verb}"): "edits" for verb in ("pin", "unpin")},
    **{("POST", f"{ACCOUNT}/{verb}"): "follows" for verb in ("follow", "unfollow", "block", "unblock")},
    **{("POST", path): "reports" for path in ("/api/v1/reports", "/api/v1.1/report", "/api/pixelfed/v1/report")},
    ("POST", "/api/rossgram/v1/strikes/{strike_id}/appeal"): "reports",
    ("POST", "/api/rossgram/v1/views"): "views",
    ("PUT", "/api/rossgram/v1/posts/{post_id}/comments"): "edits",
    ("PUT", "/api/rossgram/v1/statuses/{post_id}/people"): "tags",
    ("DELETE", "/api/rossgram/v1/statuses/{post_id}/people"): "edits",
    **{("POST", f"/api/rossgram/v1/tagged/{{post_id}}/{verb}"): "edits" for verb in ("show", "hide")},
    **{("POST", f"{root}/collections/{verb}"): "edits" for root in PIXELFED for verb in ("add", "remove")},
    **{("POST", f"{root}/collections/update/{{collection_id}}"): "edits" for root in PIXELFED},
    **{("DELETE", f"{root}/collections/delete/{{collection_id}}"): "deletions" for root in PIXELFED},
    ("POST", "/api/rossgram/v1/collections"): "edits",
    ("PUT", "/api/rossgram/v1/collections/{collection_id}"): "edits",
    ("POST", "/api/rossgram/v1/highlights"): "edits",
    ("POST", "/api/rossgram/v1/highlights/order"): "edits",
    ("PUT", "/api/rossgram/v1/highlights/{highlight_id}"): "edits",
    ("DELETE", "/api/rossgram/v1/highlights/{highlight_id}"): "deletions",
    **{("POST", f"{root}/archive/{verb}/{{post_id}}"): "edits" for root in PIXELFED for verb in ("add", "remove")},
    **{("POST", f"{root}/stories/{verb}"): kind for root in PIXELFED for verb, kind in STORIES.items()},
    **{("POST", f"{root}/stories/publish"): "uploads" for root in PIXELFED_LATER},
    **{("POST", f"{root}/direct/thread/media"): "uploads" for root in PIXELFED},
    **{("DELETE", f"{root}/direct/thread/message"): "deletions" for root in PIXELFED},
    **{("POST", f"/api/rossgram/v1/stories/{{story_id}}/{verb}"): "likes" for verb in ("favourite", "unfavourite")},
    ("POST", "/api/v1/media"): "uploads",
    ("POST", "/api/v2/media"): "uploads",
    ("POST", "/api/rossgram/v1/uploads"): "uploads",
    ("PUT", "/api/v1/media/{media_id}"): "edits",
    ("DELETE", "/api/v1/media/{media_id}"): "deletions",
    ("PATCH", "/api/v1/accounts/update_credentials"): "profile",
    ("POST", "/api/v1/accounts/update_credentials"): "profile",
}


def count_address(request: Request | None, address: Callable[[Request], str]) -> None:
    """Count a write of an address, before anything else is looked at; without a request there is none."""
    if request is not None and _is_limited(request):
        limits.count(address(request), limits.ADDRESS)


def count_account(request: Request, account_id: str) -> None:
    """Count a write of an account whose token is valid."""
    if _is_limited(request):
        kind = KINDS.get((request.method, request.path), limits.OTHER)
        if kind == "posts" and _said(request).get("in_reply_to_id"):
            kind = "comments"
        if request.path == STATUS and kind == "edits" and _tags(_said(request)):
            kind = "tags"
        limits.count(account_id, kind, COSTS.get(request.path, _nothing)(request))


def _is_limited(request: Request) -> bool:
    return request.method in WRITES and (request.method, request.path) not in UNLIMITED


def _said(request: Request) -> dict[str, Any]:
    """Return what a request says; nothing where it cannot be read, which its route tells."""
    try:
        return body.read_query(request.query_params) | body.read(request)
    except RossgramError:
        return {}


def _tags(said: dict[str, Any]) -> bool:
    """Tell whether an edit says who is in the photos."""
    ours = said.get("rossgram")
    return isinstance(ours, dict) and bool(ours.get("people"))


def _nothing(_: Request) -> int:
    return 0


def _sent(request: Request) -> int:
    return len(request.raw_body or b"")


def _announced(request: Request) -> int:
    """Return how many bytes a presigned form lets through: what the app says, or else what the format may have."""
    given = _said(request)
    limit = formats().get(str(given.get("content_type")))
    said = str(given.get("size") or "")
    most = limit.bytes if limit else 0
    return min(most, int(said)) if said.isascii() and said.isdigit() and len(said) < 20 else most


# What is stored for a day, whether or not it becomes a post.
COSTS: dict[str, Callable[[Request], int]] = {
    "/api/v1/media": _sent,
    "/api/v2/media": _sent,
    "/api/rossgram/v1/uploads": _announced,
    **{f"{root}/{verb}": _sent for root in PIXELFED for verb in ("stories/add", "direct/thread/media")},
    **{f"{root}/stories/publish": _sent for root in PIXELFED_LATER},
    "/api/v1/accounts/update_credentials": _sent,
}
