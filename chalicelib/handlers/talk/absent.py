"""What clients ask for at their start and this server does not have."""

from chalice import Blueprint, Response

from chalicelib.errors import NotFound
from chalicelib.handlers.door import answers, caller_id, json_response

bp = Blueprint(__name__)


@bp.route("/api/v1/push/subscription", methods=["GET"])
@answers("WebPushSubscription")
def get_push_subscription() -> Response:
    """Answer 404, as is documented for a token without a subscription: nothing is pushed."""
    caller_id(bp.current_request, "push")
    raise NotFound


@bp.route("/api/v1/conversations", methods=["GET"])
@answers("list[Conversation]")
def list_conversations() -> Response:
    """Return an empty list: there are no direct messages."""
    caller_id(bp.current_request, "read:statuses")
    return json_response([])
