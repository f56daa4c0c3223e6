"""Collections, as Pixelfed's apps ask for them.

Source: https://github.com/pixelfed/pixelfed, app/Http/Controllers/CollectionController.php
"""

from chalice import Blueprint, Response

from chalicelib.handlers.door import ANY_FORM, answers, caller_id, fields, json_response, viewer_id
from chalicelib.schemas.photos.posts import render_status
from chalicelib.schemas.photos.sharing.collections import (
    ItemForm,
    NumberedPageForm,
    UpdateForm,
    render_collection,
    render_whole,
)
from chalicelib.services.photos import views
from chalicelib.services.photos.sharing import collected, collections

bp = Blueprint(__name__)


def list_own_collections() -> Response:
    """Return a page of nine of the caller's collections, the newest first, each with its first ten posts."""
    caller = caller_id(bp.current_request, "read:statuses")
    number = NumberedPageForm.parse(fields(bp.current_request)).page
    return json_response([render_whole(one, 1) for one in collected.of(caller, caller, number)])


def list_collections(account_id: str) -> Response:
    """Return a page of nine of an account's collections that the viewer is shown, the newest first."""
    viewer = viewer_id(bp.current_request, "read:statuses")
    number = NumberedPageForm.parse(fields(bp.current_request)).page
    return json_response([render_collection(one) for one in collected.of(viewer, account_id, number)])


def get_collection(collection_id: str) -> Response:
    """Return a collection; `post_count` counts those of its posts that the viewer is shown."""
    viewer = viewer_id(bp.current_request, "read:statuses")
    return json_response(render_collection(collected.find(viewer, collection_id)))


def list_items(collection_id: str) -> Response:
    """Return a page of ten posts of a collection, in its order: those that the viewer may see, or sees locked."""
    viewer = viewer_id(bp.current_request, "read:statuses")
    number = NumberedPageForm.parse(fields(bp.current_request)).page
    return json_response([render_status(view) for view in collected.find(viewer, collection_id).page(number)])


def add_item() -> Response:
    """Put one's own post behind the others of a collection, and return the post; a second time changes nothing."""
    caller = caller_id(bp.current_request, "write:statuses")
    form = ItemForm.parse(fields(bp.current_request))
    collections.add(caller, form.collection_id, form.post_id)
    return json_response(render_status(views.find(caller, form.post_id)))


@answers("int")
def remove_item() -> Response:
    """Take a post out of a collection; the only one stays: 400."""
    caller = caller_id(bp.current_request, "write:statuses")
    form = ItemForm.parse(fields(bp.current_request))
    collections.remove(caller, form.collection_id, form.post_id)
    return json_response(200)


def update_collection(collection_id: str) -> Response:
    """Change the title, the description and the visibility of one's own collection: what is not sent is emptied."""
    caller = caller_id(bp.current_request, "write:statuses")
    # What is not there is said before what is wrong with the words.
    collections.find(caller, collection_id)
    collections.edit(caller, collection_id, UpdateForm.parse(fields(bp.current_request)).given())
    return json_response(render_collection(collected.find(caller, collection_id)))


@answers("int")
def delete_collection(collection_id: str) -> Response:
    """Delete one's own collection and its secret links; its posts stay."""
    collections.delete(caller_id(bp.current_request, "write:statuses"), collection_id)
    return json_response(200)


# Pixelfed serves these under both.
for root in ("/api/v1.1/collections", "/api/pixelfed/v1/collections"):
    bp.route(f"{root}/self", methods=["GET"])(list_own_collections)
    bp.route(f"{root}/accounts/{{account_id}}", methods=["GET"])(list_collections)
    bp.route(f"{root}/view/{{collection_id}}", methods=["GET"])(get_collection)
    bp.route(f"{root}/items/{{collection_id}}", methods=["GET"])(list_items)
    bp.route(f"{root}/add", methods=["POST"], content_types=ANY_FORM)(add_item)
    bp.route(f"{root}/remove", methods=["POST"], content_types=ANY_FORM)(remove_item)
    bp.route(f"{root}/update/{{collection_id}}", methods=["POST"], content_types=ANY_FORM)(update_collection)
    bp.route(f"{root}/delete/{{collection_id}}", methods=["DELETE"], content_types=ANY_FORM)(delete_collection)
