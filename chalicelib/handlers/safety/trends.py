"""/api/v1/admin/trends: what leads these days, for those who moderate, and what of it is not shown."""

from chalice import Blueprint, Response

from chalicelib.handlers.door import ANY_FORM, answers, caller_id, fields, json_response, offset_response
from chalicelib.schemas.photos.timelines import TrendsForm
from chalicelib.schemas.safety.trends import render_leading_status, render_leading_tag
from chalicelib.services.safety.trends import keeping_out

bp = Blueprint(__name__)
TAG = "/api/v1/admin/trends/tags/{name}"
STATUS = "/api/v1/admin/trends/statuses/{post_id}"


@bp.route("/api/v1/admin/trends/tags", methods=["GET"])
def list_leading_tags() -> Response:
    """Return the hashtags that lead by their numbers; `trendable` says of each whether it is shown among them."""
    found = keeping_out.tags(caller_id(bp.current_request, "admin:read"))
    return json_response([render_leading_tag(one) for one in found])


@bp.route(f"{TAG}/approve", methods=["POST"], content_types=ANY_FORM)
def approve_trending_tag(name: str) -> Response:
    """Show a hashtag among what leads again, where it does."""
    return _tag(name, is_shown=True)


@bp.route(f"{TAG}/reject", methods=["POST"], content_types=ANY_FORM)
def reject_trending_tag(name: str) -> Response:
    """Keep a hashtag out of what leads; it is found and used as before."""
    return _tag(name, is_shown=False)


@bp.route("/api/v1/admin/trends/statuses", methods=["GET"])
@answers("list[AdminStatus]")
def list_leading_statuses() -> Response:
    """Return the posts that lead by their numbers: `limit`, `offset`."""
    moderator_id = caller_id(bp.current_request, "admin:read")
    form = TrendsForm.parse(fields(bp.current_request))
    wanted = form.size(20, 40)
    found, has_more = keeping_out.posts(moderator_id, wanted, form.offset)
    following = form.offset + wanted if has_more else None
    return offset_response(bp.current_request, [render_leading_status(one) for one in found], following)


@bp.route(f"{STATUS}/approve", methods=["POST"], content_types=ANY_FORM)
def approve_trending_status(post_id: str) -> Response:
    """Show a post among what leads again, where it does."""
    return _status(post_id, is_shown=True)


@bp.route(f"{STATUS}/reject", methods=["POST"], content_types=ANY_FORM)
def reject_trending_status(post_id: str) -> Response:
    """Keep a post out of what leads; it stands everywhere else as before."""
    return _status(post_id, is_shown=False)


def _tag(name: str, *, is_shown: bool) -> Response:
    moderator_id = caller_id(bp.current_request, "admin:write")
    return json_response(render_leading_tag(keeping_out.decide_tag(moderator_id, name, is_shown=is_shown)))


def _status(post_id: str, *, is_shown: bool) -> Response:
    moderator_id = caller_id(bp.current_request, "admin:write")
    return json_response(render_leading_status(keeping_out.decide_post(moderator_id, post_id, is_shown=is_shown)))
