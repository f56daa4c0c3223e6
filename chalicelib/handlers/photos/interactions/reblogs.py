"""Reblogs."""

from chalice import Blueprint, Response

from chalicelib.handlers.door import ANY_FORM, caller_id, fields, filled_response, json_response, viewer_id
from chalicelib.handlers.keeping import same_for_all
from chalicelib.schemas.pages import PageForm
from chalicelib.schemas.people.accounts import render_account
from chalicelib.schemas.photos.interactions import ReblogForm
from chalicelib.schemas.photos.posts import render_status
from chalicelib.services.photos.interactions import reblogs

bp = Blueprint(__name__)


@bp.route("/api/v1/statuses/{post_id}/reblog", methods=["POST"], content_types=ANY_FORM)
def reblog_status(post_id: str) -> Response:
    """Show a post to one's followers again; what is paid or for some alone cannot be reblogged. Returns the reblog."""
    account_id = caller_id(bp.current_request, "write:statuses")
    form = ReblogForm.parse(fields(bp.current_request))
    return json_response(render_status(reblogs.reblog(account_id, post_id, form.access())))


@bp.route("/api/v1/statuses/{post_id}/unreblog", methods=["POST"], content_types=ANY_FORM)
def unreblog_status(post_id: str) -> Response:
    """Take a reblog back. Returns the post itself."""
    account_id = caller_id(bp.current_request, "write:statuses")
    return json_response(render_status(reblogs.unreblog(account_id, post_id)))


@bp.route("/api/v1/statuses/{post_id}/reblogged_by", methods=["GET"])
@same_for_all
def list_reblogged_by(post_id: str) -> Response:
    """Return a page of those who reblogged a post; its cursor is the reblog's own id."""
    page = PageForm.parse(fields(bp.current_request)).page(default=40, most=80)
    found = reblogs.rebloggers(viewer_id(bp.current_request, "read:accounts"), post_id, page)
    return filled_response(bp.current_request, [render_account(account) for account in found.shown], found)
