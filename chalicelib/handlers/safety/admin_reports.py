"""Reports for those who moderate: whom a role allows it, which is asked at each use of a token."""

from collections.abc import Callable

from chalice import Blueprint, Response

from chalicelib.handlers.door import ANY_FORM, caller_id, fields, filled_response, json_response
from chalicelib.schemas.safety.admin import RefileForm, ReportsForm, render_opened
from chalicelib.services.safety import handling
from chalicelib.services.safety.handling import Opened

bp = Blueprint(__name__)
REPORT = "/api/v1/admin/reports/{report_id}"


@bp.route("/api/v1/admin/reports", methods=["GET"])
def list_filed_reports() -> Response:
    """Return a page of the open reports, or with `resolved` of the others; none about the moderator who asks."""
    moderator_id = caller_id(bp.current_request, "admin:read:reports")
    form = ReportsForm.parse(fields(bp.current_request))
    found = handling.listed(moderator_id, form.sought(), form.page())
    return filled_response(bp.current_request, [render_opened(one) for one in found.shown], found)


@bp.route(REPORT, methods=["GET"])
def show_filed_report(report_id: str) -> Response:
    """Return a report; `statuses` has what this moderator may see, `rossgram.posts` what all of them said."""
    moderator_id = caller_id(bp.current_request, "admin:read:reports")
    return json_response(render_opened(handling.find(moderator_id, report_id)))


@bp.route(REPORT, methods=["PUT"], content_types=ANY_FORM)
def refile_report(report_id: str) -> Response:
    """Change the category of a report, and its rules."""
    moderator_id = caller_id(bp.current_request, "admin:write:reports")
    form = RefileForm.parse(fields(bp.current_request))
    return json_response(render_opened(handling.refile(moderator_id, report_id, form.category, form.rule_ids)))


@bp.route(f"{REPORT}/assign_to_self", methods=["POST"], content_types=ANY_FORM)
def take_report(report_id: str) -> Response:
    """See to a report oneself."""
    return _handled(handling.take, report_id)


@bp.route(f"{REPORT}/unassign", methods=["POST"], content_types=ANY_FORM)
def leave_report(report_id: str) -> Response:
    """Leave a report to whoever sees to it."""
    return _handled(handling.leave, report_id)


@bp.route(f"{REPORT}/resolve", methods=["POST"], content_types=ANY_FORM)
def resolve_report(report_id: str) -> Response:
    """Close a report without doing anything else."""
    return _handled(handling.resolve, report_id)


@bp.route(f"{REPORT}/reopen", methods=["POST"], content_types=ANY_FORM)
def reopen_report(report_id: str) -> Response:
    """Open a report again that was closed."""
    return _handled(handling.reopen, report_id)


def _handled(deed: Callable[[str, str], Opened], report_id: str) -> Response:
    moderator_id = caller_id(bp.current_request, "admin:write:reports")
    return json_response(render_opened(deed(moderator_id, report_id)))
