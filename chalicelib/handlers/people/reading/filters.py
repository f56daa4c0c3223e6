"""Filters: what the caller does not want to read, told with each status that matches."""

from chalice import Blueprint, Response

from chalicelib.handlers.door import ANY_FORM, caller_id, fields, json_response
from chalicelib.schemas.people.reading.filters import (
    FilterForm,
    KeywordForm,
    render_filter,
    render_filtered_post,
    render_keyword,
)
from chalicelib.services.people.reading import filters

bp = Blueprint(__name__)


@bp.route("/api/v2/filters", methods=["GET"])
def list_filters() -> Response:
    """Return all filters of the caller; those that have expired stay until they are deleted."""
    account_id = caller_id(bp.current_request, "read:filters")
    return json_response([render_filter(one) for one in filters.all_of(account_id)])


@bp.route("/api/v2/filters", methods=["POST"], content_types=ANY_FORM)
def create_filter() -> Response:
    """Make a filter: `title`, `context[]`, `filter_action`, `expires_in`, `keywords_attributes[]`."""
    account_id = caller_id(bp.current_request, "write:filters")
    form = FilterForm.parse(fields(bp.current_request))
    return json_response(render_filter(filters.create(account_id, form.changes(is_new=True))))


@bp.route("/api/v2/filters/{filter_id}", methods=["GET"])
def get_filter(filter_id: str) -> Response:
    """Return one of the caller's filters."""
    return json_response(render_filter(filters.find(caller_id(bp.current_request, "read:filters"), filter_id)))


@bp.route("/api/v2/filters/{filter_id}", methods=["PUT"], content_types=ANY_FORM)
def update_filter(filter_id: str) -> Response:
    """Change a filter, and those of its keywords that `keywords_attributes[]` names."""
    account_id = caller_id(bp.current_request, "write:filters")
    form = FilterForm.parse(fields(bp.current_request))
    return json_response(render_filter(filters.update(account_id, filter_id, form.changes())))


@bp.route("/api/v2/filters/{filter_id}", methods=["DELETE"], content_types=ANY_FORM)
def delete_filter(filter_id: str) -> Response:
    """Delete a filter with its keywords."""
    filters.delete(caller_id(bp.current_request, "write:filters"), filter_id)
    return json_response({})


@bp.route("/api/v2/filters/{filter_id}/keywords", methods=["GET"])
def list_filter_keywords(filter_id: str) -> Response:
    """Return the keywords of a filter."""
    found = filters.find(caller_id(bp.current_request, "read:filters"), filter_id)
    return json_response([render_keyword(keyword) for keyword in found["keywords"]])


@bp.route("/api/v2/filters/{filter_id}/keywords", methods=["POST"], content_types=ANY_FORM)
def create_filter_keyword(filter_id: str) -> Response:
    """Add a keyword to a filter: `keyword`, `whole_word`."""
    account_id = caller_id(bp.current_request, "write:filters")
    form = KeywordForm.parse(fields(bp.current_request))
    whole_word = True if form.whole_word is None else form.whole_word
    added = filters.add_keyword(account_id, filter_id, form.keyword or "", whole_word=whole_word)
    return json_response(render_keyword(added))


@bp.route("/api/v2/filters/keywords/{keyword_id}", methods=["GET"])
def get_filter_keyword(keyword_id: str) -> Response:
    """Return a keyword of one of the caller's filters."""
    account_id = caller_id(bp.current_request, "read:filters")
    return json_response(render_keyword(filters.find_keyword(account_id, keyword_id)[1]))


@bp.route("/api/v2/filters/keywords/{keyword_id}", methods=["PUT"], content_types=ANY_FORM)
def update_filter_keyword(keyword_id: str) -> Response:
    """Change a keyword."""
    account_id = caller_id(bp.current_request, "write:filters")
    form = KeywordForm.parse(fields(bp.current_request))
    return json_response(render_keyword(filters.update_keyword(account_id, keyword_id, form.change())[1]))


@bp.route("/api/v2/filters/keywords/{keyword_id}", methods=["DELETE"], content_types=ANY_FORM)
def delete_filter_keyword(keyword_id: str) -> Response:
    """Take a keyword out of its filter."""
    filters.delete_keyword(caller_id(bp.current_request, "write:filters"), keyword_id)
    return json_response({})


@bp.route("/api/v2/filters/{filter_id}/statuses", methods=["GET"])
def list_filtered_statuses(filter_id: str) -> Response:
    """Return the posts that a filter names."""
    found = filters.find(caller_id(bp.current_request, "read:filters"), filter_id)
    return json_response([render_filtered_post(item) for item in found["posts"]])


@bp.route("/api/v2/filters/statuses/{item_id}", methods=["GET"])
def get_filtered_status(item_id: str) -> Response:
    """Return a post that a filter names, by the id that it has there."""
    account_id = caller_id(bp.current_request, "read:filters")
    return json_response(render_filtered_post(filters.find_post(account_id, item_id)))


@bp.route("/api/v2/filters/statuses/{item_id}", methods=["DELETE"], content_types=ANY_FORM)
def delete_filtered_status(item_id: str) -> Response:
    """Name a post no longer in a filter."""
    account_id = caller_id(bp.current_request, "write:filters")
    return json_response(render_filtered_post(filters.delete_post(account_id, item_id)))
