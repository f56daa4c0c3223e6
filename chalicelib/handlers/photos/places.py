"""Places: towns that posts name by their authors' choice."""

from chalice import Blueprint, Response

from chalicelib.handlers.door import caller_id, fields, json_response, page_response, viewer_id
from chalicelib.handlers.keeping import same_for_all
from chalicelib.schemas.pages import PageForm
from chalicelib.schemas.photos.extras import render_place
from chalicelib.schemas.photos.posts import render_status
from chalicelib.schemas.photos.search import PlaceSearchForm
from chalicelib.services.photos.search import posts, towns

bp = Blueprint(__name__)


@bp.route("/api/rossgram/v1/places/{place_id}", methods=["GET"])
@same_for_all
def get_place(place_id: str) -> Response:
    """Return a place that posts may name: a town, without coordinates."""
    viewer_id(bp.current_request, "read:statuses")
    return json_response(render_place(towns.carried(towns.find(place_id))))


@bp.route("/api/rossgram/v1/places/{place_id}/posts", methods=["GET"])
@same_for_all
def list_place_posts(place_id: str) -> Response:
    """Return a page of the posts that name a place and are on lists for everybody."""
    viewer = viewer_id(bp.current_request, "read:statuses")
    found = posts.located(viewer, place_id, PageForm.parse(fields(bp.current_request)).page())
    entities = [render_status(view) for view in found.views]
    return page_response(bp.current_request, entities, found.newest, found.oldest, found.has_more)


def search_places() -> Response:
    """Return towns by the beginnings of their names, `q`; its id is the `place_id` of a new or edited post."""
    caller_id(bp.current_request, "read")
    form = PlaceSearchForm.parse(fields(bp.current_request))
    return json_response([render_place(towns.carried(town)) for town in towns.search(form.q, form.size())])


# Pixelfed serves it under both.
for root in ("/api/v1.1", "/api/pixelfed/v1"):
    bp.route(f"{root}/compose/search/location", methods=["GET"])(search_places)
