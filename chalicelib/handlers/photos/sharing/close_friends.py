"""Close friends: whom the caller shows to what is not for all followers."""

from chalice import Blueprint, Response

from chalicelib.handlers.door import ANY_FORM, caller_id, fields, filled_response, json_response
from chalicelib.schemas.pages import PageForm
from chalicelib.schemas.people.accounts import render_account
from chalicelib.schemas.people.reading.lists import MembersForm
from chalicelib.services.photos.sharing import close_friends

bp = Blueprint(__name__)


@bp.route("/api/rossgram/v1/close_friends", methods=["GET"])
def list_close_friends() -> Response:
    """Return a page of the caller's close friends, the last added first; nobody else sees who they are."""
    caller = caller_id(bp.current_request, "read:lists")
    found = close_friends.page(caller, PageForm.parse(fields(bp.current_request)).page(default=40, most=80))
    return filled_response(bp.current_request, [render_account(account) for account in found.shown], found)


@bp.route("/api/rossgram/v1/close_friends", methods=["POST"], content_types=ANY_FORM)
def add_close_friends() -> Response:
    """Count accounts among the caller's close friends: `account_ids[]`, all of them or none; 500 at most."""
    caller = caller_id(bp.current_request, "write:lists")
    close_friends.add(caller, MembersForm.parse(fields(bp.current_request)).account_ids)
    return json_response({})


@bp.route("/api/rossgram/v1/close_friends", methods=["DELETE"], content_types=ANY_FORM)
def remove_close_friends() -> Response:
    """Count accounts among the caller's close friends no more: `account_ids[]`. They are not told."""
    caller = caller_id(bp.current_request, "write:lists")
    close_friends.remove(caller, MembersForm.parse(fields(bp.current_request)).account_ids)
    return json_response({})
