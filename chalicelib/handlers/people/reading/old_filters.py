"""Filters as clients knew them before version 4 of Mastodon: each keyword is one."""

from chalice import Blueprint, Response

from chalicelib.handlers.door import ANY_FORM, caller_id, fields, json_response
from chalicelib.schemas.people.reading.filters import OldFilterForm, render_old_filter
from chalicelib.services.people.reading import filters

bp = Blueprint(__name__)


@bp.route("/api/v1/filters", methods=["GET"])
def list_old_filters() -> Response:
    """Return each keyword of the caller's filters as a filter of its own."""
    found = filters.all_of(caller_id(bp.current_request, "read:filters"))
    return json_response([render_old_filter(one, keyword) for one in found for keyword in one["keywords"]])


@bp.route("/api/v1/filters", methods=["POST"], content_types=ANY_FORM)
def create_old_filter() -> Response:
    """Make a filter of one keyword: `phrase`, `context[]`, `irreversible`, `whole_word`, `expires_in`."""
    account_id = caller_id(bp.current_request, "write:filters")
    made = filters.create(account_id, OldFilterForm.parse(fields(bp.current_request)).created())
    return json_response(render_old_filter(made, made["keywords"][0]))


@bp.route("/api/v1/filters/{keyword_id}", methods=["GET"])
def get_old_filter(keyword_id: str) -> Response:
    """Return one keyword as a filter."""
    account_id = caller_id(bp.current_request, "read:filters")
    return json_response(render_old_filter(*filters.find_keyword(account_id, keyword_id)))


@bp.route("/api/v1/filters/{keyword_id}", methods=["PUT"], content_types=ANY_FORM)
def update_old_filter(keyword_id: str) -> Response:
    """Change a keyword, and its filter where that has no other."""
    account_id = caller_id(bp.current_request, "write:filters")
    form = OldFilterForm.parse(fields(bp.current_request))
    return json_response(
        render_old_filter(*filters.update_keyword(account_id, keyword_id, form.keyword(), form.changes()))
    )


@bp.route("/api/v1/filters/{keyword_id}", methods=["DELETE"], content_types=ANY_FORM)
def delete_old_filter(keyword_id: str) -> Response:
    """Take a keyword out of its filter, which stays."""
    filters.delete_keyword(caller_id(bp.current_request, "write:filters"), keyword_id)
    return json_response({})
