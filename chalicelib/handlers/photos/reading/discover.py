"""What Pixelfed's own app shows where one looks around."""

from chalice import Blueprint, Response

from chalicelib.handlers.door import answers, caller_id, fields, json_response
from chalicelib.schemas.pages import PageForm
from chalicelib.schemas.people.accounts import render_account
from chalicelib.schemas.photos.posts import render_status
from chalicelib.services.photos import timelines
from chalicelib.services.photos.reading import suggestions

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
    """Return those who posted last in public, whoever has most followers first."""
    found = suggestions.directory(caller_id(bp.current_request, "read"), "popular", 0, 40)
    return json_response([render_account(account) for account in found])


@answers("list[Status]")
def discover_trending() -> Response:
    """Return an empty list: no post is said to trend."""
    caller_id(bp.current_request, "read")
    return json_response([])


@answers("list[Status]")
def discover_network() -> Response:
    """Return an empty list: this server speaks to no other."""
    caller_id(bp.current_request, "read")
    return json_response([])


@answers("list[Tag]")
def discover_hashtags() -> Response:
    """Return an empty list: hashtags are not counted."""
    caller_id(bp.current_request, "read")
    return json_response([])


# Pixelfed serves these under both.
for root in ("/api/v1.1/discover", "/api/pixelfed/v1/discover"):
    bp.route(f"{root}/accounts/popular", methods=["GET"])(discover_accounts)
    bp.route(f"{root}/posts/trending", methods=["GET"])(discover_trending)
    bp.route(f"{root}/posts/network/trending", methods=["GET"])(discover_network)
    bp.route(f"{root}/posts/hashtags", methods=["GET"])(discover_hashtags)
