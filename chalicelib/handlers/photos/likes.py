"""Favourites: likes of posts."""

from chalice import Blueprint, Response

from chalicelib.handlers.door import (
    ANY_FORM,
    caller_id,
    fields,
    filled_response,
    json_response,
    page_response,
    viewer_id,
)
from chalicelib.handlers.keeping import same_for_all
from chalicelib.schemas.pages import PageForm
from chalicelib.schemas.people.accounts import render_account
from chalicelib.schemas.photos.posts import render_status
from chalicelib.services.photos import likes

bp = Blueprint(__name__)


@bp.route("/api/v1/statuses/{post_id}/favourite", methods=["POST"], content_types=ANY_FORM)
def favourite_status(post_id: str) -> Response:
    """Like a post."""
    return json_response(render_status(likes.like(caller_id(bp.current_request, "write:favourites"), post_id)))


@bp.route("/api/v1/statuses/{post_id}/unfavourite", methods=["POST"], content_types=ANY_FORM)
def unfavourite_status(post_id: str) -> Response:
    """Take a like back."""
    return json_response(render_status(likes.unlike(caller_id(bp.current_request, "write:favourites"), post_id)))


@bp.route("/api/v1/statuses/{post_id}/favourited_by", methods=["GET"])
@same_for_all
def list_favourited_by(post_id: str) -> Response:
    """Return a page of those who like a post; its cursor is the like's own id."""
    page = PageForm.parse(fields(bp.current_request)).page(default=40, most=80)
    found = likes.likers(viewer_id(bp.current_request, "read:accounts"), post_id, page)
    return filled_response(bp.current_request, [render_account(account) for account in found.shown], found)


@bp.route("/api/v1/favourites", methods=["GET"])
def list_favourites() -> Response:
    """Return a page of the posts that the caller likes; its cursor is the like's own id."""
    account_id = caller_id(bp.current_request, "read:favourites")
    found = likes.liked(account_id, PageForm.parse(fields(bp.current_request)).page())
    entities = [render_status(view) for view in found.views]
    return page_response(bp.current_request, entities, found.newest, found.oldest, found.has_more)
