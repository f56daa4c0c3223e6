"""What the operator announces."""

from chalice import Blueprint, Response

from chalicelib.handlers.door import ANY_FORM, caller_id, json_response
from chalicelib.schemas.people.reading.announcements import render_announcement
from chalicelib.services.people.reading import announcements

bp = Blueprint(__name__)


@bp.route("/api/v1/announcements", methods=["GET"])
def list_announcements() -> Response:
    """Return what the operator announces at this moment. There are no reactions to it."""
    account_id = caller_id(bp.current_request, "read")
    return json_response([render_announcement(shown) for shown in announcements.shown(account_id)])


@bp.route("/api/v1/announcements/{announcement_id}/dismiss", methods=["POST"], content_types=ANY_FORM)
def dismiss_announcement(announcement_id: str) -> Response:
    """Note that the caller has read an announcement."""
    announcements.dismiss(caller_id(bp.current_request, "write:accounts"), announcement_id)
    return json_response({})
