"""Pinned posts."""

from chalice import Blueprint, Response

from chalicelib.handlers.door import ANY_FORM, caller_id, json_response
from chalicelib.schemas.photos.posts import render_status
from chalicelib.services.photos.interactions import pins

bp = Blueprint(__name__)


@bp.route("/api/v1/statuses/{post_id}/pin", methods=["POST"], content_types=ANY_FORM)
def pin_status(post_id: str) -> Response:
    """Pin one of one's own posts to the top of one's page; three at most."""
    return json_response(render_status(pins.pin(caller_id(bp.current_request, "write:accounts"), post_id)))


@bp.route("/api/v1/statuses/{post_id}/unpin", methods=["POST"], content_types=ANY_FORM)
def unpin_status(post_id: str) -> Response:
    """Take a pin off a post."""
    return json_response(render_status(pins.unpin(caller_id(bp.current_request, "write:accounts"), post_id)))
