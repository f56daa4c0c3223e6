"""Accounts that a client looks at together."""

from chalice import Blueprint, Response

from chalicelib.handlers.door import fields, json_response, viewer_id
from chalicelib.schemas.pages import IdsForm
from chalicelib.schemas.people.accounts import render_account
from chalicelib.services.people.relationships import blocks

bp = Blueprint(__name__)


@bp.route("/api/v1/accounts", methods=["GET"])
def list_accounts() -> Response:
    """Return the accounts with these ids, `id[]`, those that are there; a hundred at most."""
    viewer = viewer_id(bp.current_request, "read:accounts")
    form = IdsForm.parse(fields(bp.current_request))
    return json_response([render_account(account) for account in blocks.find_all_shown(viewer, form.id)])
