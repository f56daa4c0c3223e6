"""Follow requests: who asks to follow the caller."""

from chalice import Blueprint, Response

from chalicelib.handlers.door import ANY_FORM, caller_id, fields, filled_response, json_response
from chalicelib.schemas.pages import PageForm
from chalicelib.schemas.people.accounts import render_account, render_relationship
from chalicelib.services.people.relationships import requests, standing

bp = Blueprint(__name__)


@bp.route("/api/v1/follow_requests", methods=["GET"])
def list_requests() -> Response:
    """Return a page of those who ask to follow the caller, the newest first; its cursor is the request's own id."""
    caller = caller_id(bp.current_request, "read:follows")
    found = requests.asking(caller, PageForm.parse(fields(bp.current_request)).page(default=40, most=80))
    return filled_response(bp.current_request, [render_account(account) for account in found.shown], found)


@bp.route("/api/v1/follow_requests/{account_id}/authorize", methods=["POST"], content_types=ANY_FORM)
def authorize_request(account_id: str) -> Response:
    """Let somebody follow the caller who asks to."""
    caller = caller_id(bp.current_request, "write:follows")
    requests.authorize(caller, account_id)
    return json_response(render_relationship(standing.relationship(caller, account_id)))


@bp.route("/api/v1/follow_requests/{account_id}/reject", methods=["POST"], content_types=ANY_FORM)
def reject_request(account_id: str) -> Response:
    """Turn down somebody who asks to follow the caller; they are not told."""
    caller = caller_id(bp.current_request, "write:follows")
    requests.reject(caller, account_id)
    return json_response(render_relationship(standing.after(caller, account_id)))
