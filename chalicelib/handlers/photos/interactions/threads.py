"""Muted conversations."""

from chalice import Blueprint, Response

from chalicelib.handlers.door import ANY_FORM, caller_id, json_response
from chalicelib.schemas.photos.posts import render_status
from chalicelib.services.photos.interactions import threads

bp = Blueprint(__name__)


@bp.route("/api/v1/statuses/{post_id}/mute", methods=["POST"], content_types=ANY_FORM)
def mute_status(post_id: str) -> Response:
    """Mute the conversation to which a post belongs: nothing that happens in it is told."""
    return json_response(render_status(threads.mute(caller_id(bp.current_request, "write:mutes"), post_id)))


@bp.route("/api/v1/statuses/{post_id}/unmute", methods=["POST"], content_types=ANY_FORM)
def unmute_status(post_id: str) -> Response:
    """Be told of a conversation again."""
    return json_response(render_status(threads.unmute(caller_id(bp.current_request, "write:mutes"), post_id)))
