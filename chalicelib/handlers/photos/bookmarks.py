"""Bookmarks of posts."""

from chalice import Blueprint, Response

from chalicelib.handlers.door import ANY_FORM, caller_id, fields, json_response, page_response
from chalicelib.schemas.pages import PageForm
from chalicelib.schemas.photos.posts import render_status
from chalicelib.services.photos import bookmarks

bp = Blueprint(__name__)


@bp.route("/api/v1/statuses/{post_id}/bookmark", methods=["POST"], content_types=ANY_FORM)
def bookmark_status(post_id: str) -> Response:
    """Bookmark a post. Nobody else is told."""
    account_id = caller_id(bp.current_request, "write:bookmarks")
    return json_response(render_status(bookmarks.bookmark(account_id, post_id)))


@bp.route("/api/v1/statuses/{post_id}/unbookmark", methods=["POST"], content_types=ANY_FORM)
def unbookmark_status(post_id: str) -> Response:
    """Take a bookmark away."""
    account_id = caller_id(bp.current_request, "write:bookmarks")
    return json_response(render_status(bookmarks.unbookmark(account_id, post_id)))


@bp.route("/api/v1/bookmarks", methods=["GET"])
def list_bookmarks() -> Response:
    """Return a page of the posts that the caller bookmarked; its cursor is the bookmark's own id."""
    account_id = caller_id(bp.current_request, "read:bookmarks")
    found = bookmarks.bookmarked(account_id, PageForm.parse(fields(bp.current_request)).page())
    entities = [render_status(view) for view in found.views]
    return page_response(bp.current_request, entities, found.newest, found.oldest, found.has_more)
