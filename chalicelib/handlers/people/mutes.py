"""Mutes: whose posts the caller does not want to find in timelines."""

from chalice import Blueprint, Response

from chalicelib.handlers.door import ANY_FORM, caller_id, fields, filled_response, json_response
from chalicelib.schemas.pages import PageForm
from chalicelib.schemas.people.accounts import render_relationship
from chalicelib.schemas.people.relationships import MuteForm, render_muted
from chalicelib.services.people.relationships import mutes, standing

bp = Blueprint(__name__)


@bp.route("/api/v1/accounts/{account_id}/mute", methods=["POST"], content_types=ANY_FORM)
def mute_account(account_id: str) -> Response:
    """Take an account's posts out of the caller's timelines, for `duration` seconds; nobody is told."""
    caller = caller_id(bp.current_request, "write:mutes")
    form = MuteForm.parse(fields(bp.current_request))
    mutes.mute(caller, account_id, form.duration, hides_notifications=form.notifications)
    return json_response(render_relationship(standing.relationship(caller, account_id)))


@bp.route("/api/v1/accounts/{account_id}/unmute", methods=["POST"], content_types=ANY_FORM)
def unmute_account(account_id: str) -> Response:
    """Take a mute back."""
    caller = caller_id(bp.current_request, "write:mutes")
    mutes.unmute(caller, account_id)
    return json_response(render_relationship(standing.after(caller, account_id)))


@bp.route("/api/v1/mutes", methods=["GET"])
def list_mutes() -> Response:
    """Return a page of those whom the caller has muted, with the end of each mute; its cursor is the mute's own id."""
    caller = caller_id(bp.current_request, "read:mutes")
    found = mutes.muted(caller, PageForm.parse(fields(bp.current_request)).page(default=40, most=80))
    return filled_response(bp.current_request, [render_muted(one) for one in found.shown], found)
