"""Lists: accounts whose posts the caller reads together."""

from chalice import Blueprint, Response

from chalicelib.handlers.door import ANY_FORM, caller_id, fields, filled_response, json_response
from chalicelib.models.paging import Page
from chalicelib.schemas.people.accounts import render_account
from chalicelib.schemas.people.reading.lists import ListForm, MembersForm, MembersPageForm, render_list
from chalicelib.services.people.reading import lists

bp = Blueprint(__name__)


@bp.route("/api/v1/lists", methods=["GET"])
def list_lists() -> Response:
    """Return all lists of the caller."""
    owner_id = caller_id(bp.current_request, "read:lists")
    return json_response([render_list(found) for found in lists.owned_by(owner_id)])


@bp.route("/api/v1/lists", methods=["POST"], content_types=ANY_FORM)
def create_list() -> Response:
    """Make an empty list: `title`. `replies_policy` is always `none` and `exclusive` false, whatever is asked for."""
    owner_id = caller_id(bp.current_request, "write:lists")
    form = ListForm.parse(fields(bp.current_request))
    return json_response(render_list(lists.create(owner_id, form.title or "")))


@bp.route("/api/v1/lists/{list_id}", methods=["GET"])
def get_list(list_id: str) -> Response:
    """Return one of the caller's lists."""
    return json_response(render_list(lists.find(caller_id(bp.current_request, "read:lists"), list_id)))


@bp.route("/api/v1/lists/{list_id}", methods=["PUT"], content_types=ANY_FORM)
def update_list(list_id: str) -> Response:
    """Give a list another title."""
    owner_id = caller_id(bp.current_request, "write:lists")
    form = ListForm.parse(fields(bp.current_request))
    return json_response(render_list(lists.rename(owner_id, list_id, form.title)))


@bp.route("/api/v1/lists/{list_id}", methods=["DELETE"], content_types=ANY_FORM)
def delete_list(list_id: str) -> Response:
    """Delete a list; its members are followed as before."""
    lists.delete(caller_id(bp.current_request, "write:lists"), list_id)
    return json_response({})


@bp.route("/api/v1/lists/{list_id}/accounts", methods=["GET"])
def list_members(list_id: str) -> Response:
    """Return a page of a list's members; with `limit=0` all of them."""
    owner_id = caller_id(bp.current_request, "read:lists")
    form = MembersPageForm.parse(fields(bp.current_request))
    page = Page(lists.MOST_MEMBERS) if form.wants_all else form.page(default=40, most=80)
    found = lists.members(owner_id, list_id, page)
    entities = [render_account(account) for account in found.shown]
    if form.wants_all:
        return json_response(entities)
    return filled_response(bp.current_request, entities, found)


@bp.route("/api/v1/lists/{list_id}/accounts", methods=["POST"], content_types=ANY_FORM)
def add_members(list_id: str) -> Response:
    """Put accounts that the caller follows on a list: `account_ids[]`, all of them or none; 250 a list at most."""
    owner_id = caller_id(bp.current_request, "write:lists")
    lists.add(owner_id, list_id, MembersForm.parse(fields(bp.current_request)).account_ids)
    return json_response({})


@bp.route("/api/v1/lists/{list_id}/accounts", methods=["DELETE"], content_types=ANY_FORM)
def remove_members(list_id: str) -> Response:
    """Take accounts off a list: `account_ids[]`."""
    owner_id = caller_id(bp.current_request, "write:lists")
    lists.remove(owner_id, list_id, MembersForm.parse(fields(bp.current_request)).account_ids)
    return json_response({})


@bp.route("/api/v1/accounts/{account_id}/lists", methods=["GET"])
def list_lists_of_account(account_id: str) -> Response:
    """Return the caller's lists that an account is on."""
    owner_id = caller_id(bp.current_request, "read:lists")
    return json_response([render_list(found) for found in lists.containing(owner_id, account_id)])
