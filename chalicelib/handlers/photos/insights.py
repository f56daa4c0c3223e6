"""Reports of what was seen, and numbers for one's own posts."""

from chalice import Blueprint, Response

from chalicelib.handlers.door import ANY_FORM, caller_id, fields, json_response
from chalicelib.schemas.photos.insights import SeenForm, render_insights, render_post_insights
from chalicelib.services.photos.insights import reading, reporting

bp = Blueprint(__name__)


@bp.route("/api/rossgram/v1/views", methods=["POST"], content_types=ANY_FORM)
def report_views() -> Response:
    """Take what the caller has seen, of which numbers are made for its authors; who saw it is not kept."""
    account_id = caller_id(bp.current_request, "write")
    form = SeenForm.parse(fields(bp.current_request))
    reporting.report(account_id, form.status_ids, form.account_ids)
    return json_response({})


@bp.route("/api/rossgram/v1/insights", methods=["GET"])
def get_insights() -> Response:
    """Return how often the caller's posts and profile were seen in the last thirty days that are over."""
    return json_response(render_insights(reading.of_account(caller_id(bp.current_request, "read:accounts"))))


@bp.route("/api/rossgram/v1/statuses/{post_id}/insights", methods=["GET"])
def get_post_insights(post_id: str) -> Response:
    """Return how often the caller's own post was seen in the last thirty days that are over, and saved."""
    account_id = caller_id(bp.current_request, "read:statuses")
    return json_response(render_post_insights(reading.of_post(account_id, post_id)))
