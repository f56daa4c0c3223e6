"""Reports: what the caller asks the moderators to look at."""

from chalice import Blueprint, Response

from chalicelib.handlers.door import ANY_FORM, answers, caller_id, fields, json_response, page_response
from chalicelib.schemas.pages import PageForm
from chalicelib.schemas.safety.reports import PixelfedReportForm, ReportForm, render_report
from chalicelib.services.safety import reports

bp = Blueprint(__name__)


@bp.route("/api/v1/reports", methods=["POST"], content_types=ANY_FORM)
def create_report() -> Response:
    """Report an account, with posts, a category, rules and a comment; `forward` does nothing and is told as off."""
    account_id = caller_id(bp.current_request, "write:reports")
    form = ReportForm.parse(fields(bp.current_request))
    return json_response(render_report(reports.file(account_id, form.account_id, form.complaint())))


@bp.route("/api/v1/reports", methods=["GET"])
def list_reports() -> Response:
    """Return a page of what the caller reported, and whether moderators have acted on it."""
    account_id = caller_id(bp.current_request, "read")
    page = PageForm.parse(fields(bp.current_request)).page()
    found = reports.filed(account_id, page)
    entities = [render_report(one) for one in found.shown]
    return page_response(bp.current_request, entities, found.newest, found.oldest, found.has_more)


@answers("SentReport")
def create_pixelfed_report() -> Response:
    """Report a post or an account as Pixelfed's app does: `report_type`, `object_type`, `object_id`."""
    account_id = caller_id(bp.current_request, "write")
    form = PixelfedReportForm.parse(fields(bp.current_request))
    reports.file_once(account_id, form.report_type, form.object_type, form.object_id, (form.message or "").strip())
    return json_response({"msg": "Successfully sent report", "code": 200})


# Pixelfed serves this under both.
for root in ("/api/v1.1", "/api/pixelfed/v1"):
    bp.route(f"{root}/report", methods=["POST"], content_types=ANY_FORM)(create_pixelfed_report)
