"""Secret links: one post for whoever has the link."""

from chalice import Blueprint, Response

from chalicelib.errors import NotFound
from chalicelib.handlers import browser
from chalicelib.handlers.door import ANY_FORM, caller_id, fields, json_response, viewer_id
from chalicelib.schemas.photos.posts import render_status
from chalicelib.schemas.photos.sharing.collections import NumberedPageForm
from chalicelib.schemas.photos.sharing.links import LinkForm, render_link
from chalicelib.services.photos.sharing import collected, secret_links

bp = Blueprint(__name__)


@bp.route("/api/rossgram/v1/statuses/{post_id}/links", methods=["POST"], content_types=ANY_FORM)
def create_link(post_id: str) -> Response:
    """Make a secret link to one's own post: `expires_in` seconds, an hour to 90 days, or none for one without an end.

    `token` and `url` are told in this answer alone.
    """
    caller = caller_id(bp.current_request, "write:statuses")
    form = LinkForm.parse(fields(bp.current_request))
    return json_response(render_link(*secret_links.create(caller, post_id, form.expires_in or None)))


@bp.route("/api/rossgram/v1/statuses/{post_id}/links", methods=["GET"])
def list_links(post_id: str) -> Response:
    """Return the links to one's own post with how often each was used: exactly up to a hundred, then estimated."""
    caller = caller_id(bp.current_request, "read:statuses")
    return json_response([render_link(link) for link in secret_links.of(caller, post_id)])


@bp.route("/api/rossgram/v1/statuses/{post_id}/links/{link_id}", methods=["DELETE"], content_types=ANY_FORM)
def revoke_link(post_id: str, link_id: str) -> Response:
    """End a link at once; photos that were shown by it are reached until their addresses end, a day at most."""
    secret_links.revoke(caller_id(bp.current_request, "write:statuses"), post_id, link_id)
    return json_response({})


@bp.route("/api/rossgram/v1/links/{token}", methods=["GET"])
def get_linked_status(token: str) -> Response:
    """Return the post that a secret link leads to. What is paid for is shown locked; what ended or never was is 404."""
    viewer = viewer_id(bp.current_request, "read:statuses")
    return json_response(render_status(secret_links.follow(viewer, token)))


@bp.route("/s/{token}", methods=["GET"])
@browser.shows_failures
def show_linked_status(token: str) -> Response:
    """Show the post, or the collection, that a secret link leads to; search engines are asked not to keep the page."""
    # jinja2 is loaded when the first page is drawn.
    from chalicelib.schemas.photos.linked import draw_linked, draw_linked_collection  # noqa: PLC0415

    try:
        return browser.page(draw_linked(secret_links.follow(None, token)))
    except NotFound:
        number = NumberedPageForm.parse(fields(bp.current_request)).page
        return browser.page(draw_linked_collection(collected.follow(None, token), number))
