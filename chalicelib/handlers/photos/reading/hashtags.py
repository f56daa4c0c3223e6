"""Hashtags that the caller follows, or shows on the profile."""

from chalice import Blueprint, Response

from chalicelib.errors import NotFound, Unprocessable
from chalicelib.handlers.door import ANY_FORM, caller_id, fields, json_response, rows_response, viewer_id
from chalicelib.schemas.pages import PageForm
from chalicelib.schemas.people.reading.hashtags import FeaturedTagForm, render_featured_tag, render_tag
from chalicelib.services.photos.reading import hashtags

bp = Blueprint(__name__)


@bp.route("/api/v1/tags/{name}", methods=["GET"])
def get_tag(name: str) -> Response:
    """Return a hashtag, and whether the caller follows it. Uses are not counted by days: `history` is empty.

    `count` is of the posts with it that are on lists for everybody, 100 where there are more.
    """
    return json_response(render_tag(hashtags.find(viewer_id(bp.current_request, "read"), name)))


@bp.route("/api/v1/tags/{name}/follow", methods=["POST"], content_types=ANY_FORM)
def follow_tag(name: str) -> Response:
    """Follow a hashtag: posts with it come home, by the twenty that the caller followed last."""
    return json_response(render_tag(hashtags.follow(caller_id(bp.current_request, "write:follows"), name)))


@bp.route("/api/v1/tags/{name}/unfollow", methods=["POST"], content_types=ANY_FORM)
def unfollow_tag(name: str) -> Response:
    """Follow a hashtag no longer."""
    return json_response(render_tag(hashtags.unfollow(caller_id(bp.current_request, "write:follows"), name)))


@bp.route("/api/v1/tags/{name}/feature", methods=["POST"], content_types=ANY_FORM)
def feature_tag(name: str) -> Response:
    """Show a hashtag on one's profile, ten at most."""
    return json_response(render_tag(hashtags.feature(caller_id(bp.current_request, "write:accounts"), name)))


@bp.route("/api/v1/tags/{name}/unfeature", methods=["POST"], content_types=ANY_FORM)
def unfeature_tag(name: str) -> Response:
    """Show a hashtag on one's profile no longer."""
    return json_response(render_tag(hashtags.unfeature(caller_id(bp.current_request, "write:accounts"), name)))


@bp.route("/api/v1/followed_tags", methods=["GET"])
def list_followed_tags() -> Response:
    """Return a page of the hashtags that the caller follows, by the order of following them."""
    account_id = caller_id(bp.current_request, "read:follows")
    page = PageForm.parse(fields(bp.current_request)).page(default=100, most=200)
    turned, tags = hashtags.followed(account_id, page)
    ids = turned.rows
    return rows_response(bp.current_request, [render_tag(tag) for tag in tags], ids, turned.has_more)


@bp.route("/api/v1/featured_tags", methods=["GET"])
def list_featured_tags() -> Response:
    """Return the hashtags on the caller's profile, counted in the newest hundred posts."""
    account_id = caller_id(bp.current_request, "read:accounts")
    return json_response([render_featured_tag(found) for found in hashtags.featured(account_id, account_id)])


@bp.route("/api/v1/featured_tags", methods=["POST"], content_types=ANY_FORM)
def create_featured_tag() -> Response:
    """Show a hashtag on one's profile: `name`; ten at most."""
    account_id = caller_id(bp.current_request, "write:accounts")
    form = FeaturedTagForm.parse(fields(bp.current_request))
    try:
        tag = hashtags.feature(account_id, form.name)
    except NotFound as error:
        raise Unprocessable("Validation failed: Tag is invalid") from error
    return json_response(render_featured_tag(hashtags.find_featured(account_id, tag.name)))


@bp.route("/api/v1/featured_tags/{choice_id}", methods=["DELETE"], content_types=ANY_FORM)
def delete_featured_tag(choice_id: str) -> Response:
    """Take a hashtag off one's profile."""
    hashtags.remove_featured(caller_id(bp.current_request, "write:accounts"), choice_id)
    return json_response({})


@bp.route("/api/v1/featured_tags/suggestions", methods=["GET"])
def list_featured_tag_suggestions() -> Response:
    """Return the ten hashtags that the caller used most in the newest hundred posts, but for those on the profile."""
    account_id = caller_id(bp.current_request, "read:accounts")
    return json_response([render_tag(tag) for tag in hashtags.suggested(account_id)])


@bp.route("/api/v1/accounts/{account_id}/featured_tags", methods=["GET"])
def list_account_featured_tags(account_id: str) -> Response:
    """Return the hashtags on an account's profile, counted in those of its newest hundred posts that one sees."""
    viewer = viewer_id(bp.current_request, "read:accounts")
    return json_response([render_featured_tag(found) for found in hashtags.featured(viewer, account_id)])
