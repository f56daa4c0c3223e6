"""Posts as the caller arranged to read them."""

from chalice import Blueprint, Response

from chalicelib.handlers.door import ANY_FORM, caller_id, fields, json_response, page_response, viewer_id
from chalicelib.schemas.pages import IdsForm, PageForm
from chalicelib.schemas.people.reading.filters import FilteredPostForm, render_filtered_post
from chalicelib.schemas.photos.posts import render_status
from chalicelib.services.photos import views
from chalicelib.services.photos.reading import filters, lists

bp = Blueprint(__name__)


@bp.route("/api/v1/timelines/list/{list_id}", methods=["GET"])
def get_list_timeline(list_id: str) -> Response:
    """Return a page of the posts of a list's members: the newest hundred of each, and no comments."""
    owner_id = caller_id(bp.current_request, "read:lists")
    found = lists.timeline(owner_id, list_id, PageForm.parse(fields(bp.current_request)).page())
    entities = [render_status(view) for view in found.views]
    return page_response(bp.current_request, entities, found.newest, found.oldest, found.has_more)


@bp.route("/api/v2/filters/{filter_id}/statuses", methods=["POST"], content_types=ANY_FORM)
def create_filtered_status(filter_id: str) -> Response:
    """Name a post in a filter: `status_id`."""
    account_id = caller_id(bp.current_request, "write:filters")
    form = FilteredPostForm.parse(fields(bp.current_request))
    return json_response(render_filtered_post(filters.add_post(account_id, filter_id, form.status_id)))


@bp.route("/api/v1/statuses", methods=["GET"])
def list_statuses() -> Response:
    """Return the posts with these ids, `id[]`, those that the viewer may see; a hundred at most."""
    viewer = viewer_id(bp.current_request, "read:statuses")
    form = IdsForm.parse(fields(bp.current_request))
    return json_response([render_status(view) for view in views.find_many(viewer, form.id)])
