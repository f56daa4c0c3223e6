"""How far the caller has read, and what the caller prefers."""

from chalice import Blueprint, Response

from chalicelib.handlers.door import ANY_FORM, caller_id, fields, json_response
from chalicelib.schemas.people.reading.markers import (
    MarkersForm,
    TimelinesForm,
    render_markers,
    render_preferences,
)
from chalicelib.services.people import accounts
from chalicelib.services.people.reading import markers

bp = Blueprint(__name__)


@bp.route("/api/v1/markers", methods=["GET"])
def get_markers() -> Response:
    """Return how far the timelines named in `timeline[]` were read: `home`, `notifications`."""
    account_id = caller_id(bp.current_request, "read:statuses")
    form = TimelinesForm.parse(fields(bp.current_request))
    return json_response(render_markers(markers.markers(account_id, form.timeline)))


@bp.route("/api/v1/markers", methods=["POST"], content_types=ANY_FORM)
def save_markers() -> Response:
    """Note how far timelines were read: `home[last_read_id]`, `notifications[last_read_id]`."""
    account_id = caller_id(bp.current_request, "write:statuses")
    form = MarkersForm.parse(fields(bp.current_request))
    return json_response(render_markers(markers.mark(account_id, form.read())))


@bp.route("/api/v1/preferences", methods=["GET"])
def get_preferences() -> Response:
    """Return what the caller chose for new posts, by `source` of `update_credentials`."""
    account_id = caller_id(bp.current_request, "read:accounts")
    return json_response(render_preferences(accounts.find(account_id)))
