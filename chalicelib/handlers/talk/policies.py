"""Whose notifications are kept apart: nobody's, which is said in the shapes that clients read."""

from chalice import Blueprint, Response

from chalicelib.handlers.door import answers, caller_id, json_response

bp = Blueprint(__name__)
EVERYBODY = (
    "for_not_following",
    "for_not_followers",
    "for_new_accounts",
    "for_private_mentions",
    "for_limited_accounts",
)


@bp.route("/api/v2/notifications/policy", methods=["GET"])
@answers("NotificationPolicy")
def get_notification_policy() -> Response:
    """Return that nothing is filtered; it cannot be changed."""
    caller_id(bp.current_request, "read:notifications")
    summary = {"pending_requests_count": 0, "pending_notifications_count": 0}
    return json_response({**dict.fromkeys(EVERYBODY, "accept"), "summary": summary})


@bp.route("/api/v1/notifications/requests", methods=["GET"])
@answers("list[NotificationRequest]")
def list_notification_requests() -> Response:
    """Return an empty list: nothing is filtered."""
    caller_id(bp.current_request, "read:notifications")
    return json_response([])


@bp.route("/api/v1/notifications/requests/merged", methods=["GET"])
@answers("MergedRequests")
def get_merged_requests() -> Response:
    """Return that no accepted request waits to be merged."""
    caller_id(bp.current_request, "read:notifications")
    return json_response({"merged": True})
