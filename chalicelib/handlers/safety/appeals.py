"""Appeals for those who moderate: whom a role allows it, which is asked at each use of a token."""

from collections.abc import Callable

from chalice import Blueprint, Response

from chalicelib.handlers.door import ANY_FORM, caller_id, fields, filled_response, json_response
from chalicelib.schemas.safety.appeals import AnswerForm, AppealsForm, render_filed
from chalicelib.services.safety.appeals import deciding
from chalicelib.services.safety.appeals.deciding import Filed

bp = Blueprint(__name__)
APPEALS = "/api/rossgram/v1/moderation/appeals"


@bp.route(APPEALS, methods=["GET"])
def list_appeals() -> Response:
    """Return a page of the appeals that wait, or of another `state`; none of the moderator who asks."""
    moderator_id = caller_id(bp.current_request, "admin:read")
    form = AppealsForm.parse(fields(bp.current_request))
    found = deciding.listed(moderator_id, form.state, form.page())
    return filled_response(bp.current_request, [render_filed(one) for one in found.shown], found)


@bp.route(f"{APPEALS}/{{appeal_id}}/approve", methods=["POST"], content_types=ANY_FORM)
def approve_appeal(appeal_id: str) -> Response:
    """Approve an appeal: what was done is taken back where it still stands; a deleted post does not come back.

    One that was approved stays so; 422 for one that was rejected. A mail has the `text`.
    """
    return _decided(deciding.approve, appeal_id)


@bp.route(f"{APPEALS}/{{appeal_id}}/reject", methods=["POST"], content_types=ANY_FORM)
def reject_appeal(appeal_id: str) -> Response:
    """Reject an appeal: what was done stays. 422 for one that was approved. A mail has the `text`."""
    return _decided(deciding.reject, appeal_id)


def _decided(decide: Callable[[str, str, str], Filed], appeal_id: str) -> Response:
    moderator_id = caller_id(bp.current_request, "admin:write")
    answer = AnswerForm.parse(fields(bp.current_request)).text.strip()
    return json_response(render_filed(decide(moderator_id, appeal_id, answer)))
