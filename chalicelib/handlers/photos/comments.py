"""The conversation around a post."""

from chalice import Blueprint, Response

from chalicelib.handlers.door import json_response, viewer_id
from chalicelib.handlers.keeping import same_for_all
from chalicelib.schemas.photos.posts import render_status
from chalicelib.services.photos import comments

bp = Blueprint(__name__)


@bp.route("/api/v1/statuses/{post_id}/context", methods=["GET"])
@same_for_all
def get_context(post_id: str) -> Response:
    """Return what a post answers, and the comments below it."""
    found = comments.context(viewer_id(bp.current_request, "read:statuses"), post_id)
    return json_response(
        {
            "ancestors": [render_status(view) for view in found.ancestors],
            "descendants": [render_status(view) for view in found.descendants],
        }
    )
