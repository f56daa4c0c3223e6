"""What people look at these days, as it was counted within the last minutes."""

from chalice import Blueprint, Response

from chalicelib.handlers.door import answers, fields, json_response, offset_response, viewer_id
from chalicelib.handlers.keeping import same_for_all
from chalicelib.schemas.people.reading.hashtags import render_tag
from chalicelib.schemas.photos.posts import render_status
from chalicelib.schemas.photos.timelines import TrendsForm
from chalicelib.services.photos.trends import showing

bp = Blueprint(__name__)


@bp.route("/api/v1/trends/statuses", methods=["GET"])
@same_for_all
@answers("list[Status]")
def list_trending_statuses() -> Response:
    """Return the public photos of the last days that are looked at most for their age: `limit`, `offset`.

    Likes, comments, reblogs and bookmarks count, and of one author three posts at most. What is sensitive, sold, of a
    private or silenced account, or of somebody who does not wish to be found, is not among them, whoever asks.
    """
    viewer = viewer_id(bp.current_request, "read")
    form = TrendsForm.parse(fields(bp.current_request))
    wanted = form.size(20, 40)
    found, has_more = showing.posts(viewer, wanted, form.offset)
    following = form.offset + wanted if has_more else None
    return offset_response(bp.current_request, [render_status(view) for view in found], following)


@same_for_all
@answers("list[Tag]")
def list_trending_tags() -> Response:
    """Return the hashtags that most people used in public photos of the last days: `limit`, `offset`.

    `history` has the last seven days. What fewer than two people used is no trend.
    """
    viewer = viewer_id(bp.current_request, "read")
    form = TrendsForm.parse(fields(bp.current_request))
    return json_response([render_tag(tag) for tag in showing.tags(viewer, form.size(10, 20), form.offset)])


# The first is that of Mastodon's releases before 3.5.
for path in ("/api/v1/trends", "/api/v1/trends/tags"):
    bp.route(path, methods=["GET"])(list_trending_tags)
