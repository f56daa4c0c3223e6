"""Lists that clients ask for at their start, of what this server does not have."""

from chalice import Blueprint, Response

from chalicelib.handlers.door import answers, caller_id, json_response, viewer_id

bp = Blueprint(__name__)


@bp.route("/api/v1/trends", methods=["GET"])
@answers("list[Tag]")
def list_trends() -> Response:
    """Return an empty list: hashtags are not counted."""
    viewer_id(bp.current_request, "read")
    return json_response([])


@bp.route("/api/v1/trends/tags", methods=["GET"])
@answers("list[Tag]")
def list_trending_tags() -> Response:
    """Return an empty list: hashtags are not counted."""
    viewer_id(bp.current_request, "read")
    return json_response([])


@bp.route("/api/v1/trends/statuses", methods=["GET"])
@answers("list[Status]")
def list_trending_statuses() -> Response:
    """Return an empty list: no post is said to trend."""
    viewer_id(bp.current_request, "read")
    return json_response([])


@bp.route("/api/v1/trends/links", methods=["GET"])
@answers("list[PreviewCard]")
def list_trending_links() -> Response:
    """Return an empty list: links are not counted."""
    viewer_id(bp.current_request, "read")
    return json_response([])


@bp.route("/api/v1/scheduled_statuses", methods=["GET"])
@answers("list[Empty]")
def list_scheduled_statuses() -> Response:
    """Return an empty list: posts are not scheduled."""
    caller_id(bp.current_request, "read:statuses")
    return json_response([])


@bp.route("/api/v1/domain_blocks", methods=["GET"])
@answers("list[str]")
def list_domain_blocks() -> Response:
    """Return an empty list: this server speaks to no other that could be blocked."""
    caller_id(bp.current_request, "read:blocks")
    return json_response([])


@bp.route("/api/v1/endorsements", methods=["GET"])
@answers("list[Account]")
def list_endorsements() -> Response:
    """Return an empty list: accounts are not featured on profiles."""
    caller_id(bp.current_request, "read:accounts")
    return json_response([])
