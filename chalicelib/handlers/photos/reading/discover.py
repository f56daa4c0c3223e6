"""What Pixelfed's own app shows where one looks around."""

from chalice import Blueprint, Response

from chalicelib.handlers.door import answers, caller_id, fields, json_response
from chalicelib.schemas.pages import PageForm
from chalicelib.schemas.people.accounts import render_account
from chalicelib.schemas.people.reading.hashtags import render_tag
from chalicelib.schemas.photos.posts import render_status
from chalicelib.schemas.photos.timelines import TrendsForm
from chalicelib.services.photos import timelines
from chalicelib.services.photos.trends import showing

bp = Blueprint(__name__)


@bp.route("/api/v1/discover/posts", methods=["GET"])
@answers("DiscoveredPosts")
def discover_posts() -> Response:
    """Return the newest public photos, as `posts` of an object."""
    account_id = caller_id(bp.current_request, "read")
    page = PageForm.parse(fields(bp.current_request)).page()
    found = timelines.public(account_id, page, only_media=True)
    return json_response({"posts": [render_status(view) for view in found.views]})


def discover_accounts() -> Response:
    """Return those who posted in public in the last days, whoever has most followers first."""
    viewer = caller_id(bp.current_request, "read")
    found = showing.people(viewer, TrendsForm.parse(fields(bp.current_request)).size(40, 40))
    return json_response([render_account(account) for account in found])


@answers("list[Status]")
def discover_trending() -> Response:
    """Return what `trends/statuses` does; with a `range` of `daily` what is of the last day."""
    viewer = caller_id(bp.current_request, "read")
    form = TrendsForm.parse(fields(bp.current_request))
    found, _ = showing.posts(viewer, form.size(20, 40), form.offset, form.within)
    return json_response([render_status(view) for view in found])


@answers("list[Status]")
def discover_network() -> Response:
    """Return an empty list: this server speaks to no other."""
    caller_id(bp.current_request, "read")
    return json_response([])


@answers("list[Tag]")
def discover_hashtags() -> Response:
    """Return what `trends/tags` does."""
    viewer = caller_id(bp.current_request, "read")
    form = TrendsForm.parse(fields(bp.current_request))
    return json_response([render_tag(tag) for tag in showing.tags(viewer, form.size(10, 20), form.offset)])


# Pixelfed serves these under both.
for root in ("/api/v1.1/discover", "/api/pixelfed/v1/discover"):
    bp.route(f"{root}/accounts/popular", methods=["GET"])(discover_accounts)
    bp.route(f"{root}/posts/trending", methods=["GET"])(discover_trending)
    bp.route(f"{root}/posts/network/trending", methods=["GET"])(discover_network)
    bp.route(f"{root}/posts/hashtags", methods=["GET"])(discover_hashtags)
