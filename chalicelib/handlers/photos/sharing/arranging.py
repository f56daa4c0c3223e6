"""What Pixelfed's apps do not ask of collections: making one, its order and cover, and secret links to it."""

from chalice import Blueprint, Response

from chalicelib.handlers.door import ANY_FORM, caller_id, fields, json_response, viewer_id
from chalicelib.schemas.photos.sharing.collections import (
    CollectionForm,
    NumberedPageForm,
    render_collection,
    render_whole,
)
from chalicelib.schemas.photos.sharing.links import LinkForm, render_link
from chalicelib.services.photos.sharing import collected, collections, secret_links

bp = Blueprint(__name__)


@bp.route("/api/rossgram/v1/collections", methods=["POST"], content_types=ANY_FORM)
def create_collection() -> Response:
    """Make a collection: `title`, `description`, `visibility` (a draft without it), `post_ids[]`, `cover_id`."""
    caller = caller_id(bp.current_request, "write:statuses")
    form = CollectionForm.parse(fields(bp.current_request))
    made = collections.create(caller, form.model_dump())
    return json_response(render_collection(collected.find(caller, made.id)))


@bp.route("/api/rossgram/v1/collections/{collection_id}", methods=["PUT"], content_types=ANY_FORM)
def edit_collection(collection_id: str) -> Response:
    """Change what is sent of one's own collection; `post_ids[]` are all of its posts, in their order."""
    caller = caller_id(bp.current_request, "write:statuses")
    collections.edit(caller, collection_id, CollectionForm.parse(fields(bp.current_request)).model_dump())
    return json_response(render_collection(collected.find(caller, collection_id)))


@bp.route("/api/rossgram/v1/collections/{collection_id}/links", methods=["POST"], content_types=ANY_FORM)
def create_collection_link(collection_id: str) -> Response:
    """Make a secret link to one's own collection, as to a post: it opens all of its posts but those that are paid."""
    caller = caller_id(bp.current_request, "write:statuses")
    form = LinkForm.parse(fields(bp.current_request))
    made = secret_links.create_for_collection(caller, collection_id, form.expires_in or None)
    return json_response(render_link(*made))


@bp.route("/api/rossgram/v1/collections/{collection_id}/links", methods=["GET"])
def list_collection_links(collection_id: str) -> Response:
    """Return the links to one's own collection with how often each was used: exactly up to a hundred."""
    caller = caller_id(bp.current_request, "read:statuses")
    return json_response([render_link(link) for link in secret_links.of_collection(caller, collection_id)])


@bp.route("/api/rossgram/v1/collections/{collection_id}/links/{link_id}", methods=["DELETE"], content_types=ANY_FORM)
def revoke_collection_link(collection_id: str, link_id: str) -> Response:
    """End a link to one's own collection at once."""
    secret_links.revoke_of_collection(caller_id(bp.current_request, "write:statuses"), collection_id, link_id)
    return json_response({})


@bp.route("/api/rossgram/v1/linked_collections/{collection_token}", methods=["GET"])
def get_linked_collection(collection_token: str) -> Response:
    """Return the collection that a secret link leads to, with a page of ten of its posts in `items`."""
    viewer = viewer_id(bp.current_request, "read:statuses")
    number = NumberedPageForm.parse(fields(bp.current_request)).page
    return json_response(render_whole(collected.follow(viewer, collection_token), number))
