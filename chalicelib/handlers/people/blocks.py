"""Blocks: whom the caller does not want to meet."""

from chalice import Blueprint, Response

from chalicelib.handlers.door import ANY_FORM, caller_id, fields, filled_response, json_response
from chalicelib.schemas.pages import PageForm
from chalicelib.schemas.people.accounts import render_account, render_relationship
from chalicelib.services.people.relationships import blocks, standing

bp = Blueprint(__name__)


@bp.route("/api/v1/accounts/{account_id}/block", methods=["POST"], content_types=ANY_FORM)
def block_account(account_id: str) -> Response:
    """Block an account: neither of the two sees anything of the other; what was bought stays."""
    caller = caller_id(bp.current_request, "write:blocks")
    blocks.block(caller, account_id)
    return json_response(render_relationship(standing.relationship(caller, account_id)))


@bp.route("/api/v1/accounts/{account_id}/unblock", methods=["POST"], content_types=ANY_FORM)
def unblock_account(account_id: str) -> Response:
    """Take a block back; follows that it ended stay ended."""
    caller = caller_id(bp.current_request, "write:blocks")
    blocks.unblock(caller, account_id)
    return json_response(render_relationship(standing.after(caller, account_id)))


@bp.route("/api/v1/blocks", methods=["GET"])
def list_blocks() -> Response:
    """Return a page of those whom the caller blocks; its cursor is the block's own id."""
    caller = caller_id(bp.current_request, "read:blocks")
    page = PageForm.parse(fields(bp.current_request)).page(default=40, most=80)
    found = blocks.blocked(caller, page)
    return filled_response(bp.current_request, [render_account(account) for account in found.shown], found)
