"""Notifications: the server makes none yet, and says so in the shapes that clients read at their start."""

from chalice import Blueprint, Response

from chalicelib.errors import NotFound
from chalicelib.handlers.door import ANY_FORM, caller_id, json_response

bp = Blueprint(__name__)
EVERYBODY = (
    "for_not_following",
    "for_not_followers",
    "for_new_accounts",
    "for_private_mentions",
    "for_limited_accounts",
)


@bp.route("/api/v1/notifications", methods=["GET"])
def list_notifications() -> Response:
    """Return an empty list: no notifications are made."""
    caller_id(bp.current_request, "read:notifications")
    return json_response([])


@bp.route("/api/v2/notifications", methods=["GET"])
def list_grouped_notifications() -> Response:
    """Return no groups: no notifications are made."""
    caller_id(bp.current_request, "read:notifications")
    return json_response({"accounts": [], "statuses": [], "notification_groups": []})


@bp.route("/api/v1/notifications/unread_count", methods=["GET"])
def count_unread_notifications() -> Response:
    """Return 0: no notifications are made."""
    caller_id(bp.current_request, "read:notifications")
    return json_response({"count": 0})


@bp.route("/api/v2/notifications/unread_count", methods=["GET"])
def count_unread_groups() -> Response:
    """Return 0: no notifications are made."""
    caller_id(bp.current_request, "read:notifications")
    return json_response({"count": 0})


@bp.route("/api/v1/notifications/clear", methods=["POST"], content_types=ANY_FORM)
def clear_notifications() -> Response:
    """Leave no notification, of which there is none."""
    caller_id(bp.current_request, "write:notifications")
    return json_response({})


@bp.route("/api/v2/notifications/policy", methods=["GET"])
def get_notification_policy() -> Response:
    """Return that nothing is filtered; it cannot be changed."""
    caller_id(bp.current_request, "read:notifications")
    summary = {"pending_requests_count": 0, "pending_notifications_count": 0}
    return json_response({**dict.fromkeys(EVERYBODY, "accept"), "summary": summary})


@bp.route("/api/v1/notifications/requests", methods=["GET"])
def list_notification_requests() -> Response:
    """Return an empty list: nothing is filtered."""
    caller_id(bp.current_request, "read:notifications")
    return json_response([])


@bp.route("/api/v1/notifications/requests/merged", methods=["GET"])
def get_merged_requests() -> Response:
    """Return that no accepted request waits to be merged."""
    caller_id(bp.current_request, "read:notifications")
    return json_response({"merged": True})


@bp.route("/api/v1/push/subscription", methods=["GET"])
def get_push_subscription() -> Response:
    """Answer 404, as is documented for a token without a subscription: nothing is pushed."""
    caller_id(bp.current_request, "push")
    raise NotFound


@bp.route("/api/v1/conversations", methods=["GET"])
def list_conversations() -> Response:
    """Return an empty list: there are no direct messages."""
    caller_id(bp.current_request, "read:statuses")
    return json_response([])
