"""People in photos: who is tagged in a post, and the posts in which somebody is."""

from chalice import Blueprint, Response

from chalicelib.handlers.door import ANY_FORM, answers, caller_id, fields, json_response, page_response, viewer_id
from chalicelib.handlers.keeping import same_for_all
from chalicelib.models.photos.sharing.person_tags import HIDDEN, SHOWN
from chalicelib.schemas.pages import PageForm
from chalicelib.schemas.photos.posts import render_status
from chalicelib.schemas.photos.sharing.person_tags import PeopleForm, TaggedForm, points
from chalicelib.services.photos import views
from chalicelib.services.photos.sharing import person_tags, tagged
from chalicelib.services.photos.views import PostPage

bp = Blueprint(__name__)
PEOPLE = "/api/rossgram/v1/statuses/{post_id}/people"
TAGGED = "/api/rossgram/v1/tagged"


@bp.route(PEOPLE, methods=["PUT"], content_types=ANY_FORM)
def tag_people(post_id: str) -> Response:
    """Say who is tagged in one's own post: `people[]` are all, by `account_id`, `media_id`, `x` and `y`; 20 at most."""
    author_id = caller_id(bp.current_request, "write:statuses")
    form = PeopleForm.parse(fields(bp.current_request))
    post = tagged.tag(author_id, post_id, points(form.people))
    return json_response(render_status(views.of_posts(author_id, [post])[0]))


@bp.route(PEOPLE, methods=["DELETE"], content_types=ANY_FORM)
@answers("Empty")
def untag_self(post_id: str) -> Response:
    """Take the caller off a post in which they are tagged, for good."""
    person_tags.take_off(caller_id(bp.current_request, "write:statuses"), post_id)
    return json_response({})


@bp.route("/api/rossgram/v1/accounts/{account_id}/tagged", methods=["GET"])
@same_for_all
def list_tagged(account_id: str) -> Response:
    """Return a page of the posts in which an account is tagged and that its profile shows, the newest first."""
    viewer = viewer_id(bp.current_request, "read:statuses")
    found = tagged.page(viewer, account_id, PageForm.parse(fields(bp.current_request)).page())
    return _statuses(found)


@bp.route(TAGGED, methods=["GET"])
def list_own_tagged() -> Response:
    """Return a page of the posts in which the caller is tagged: `state` is `shown`, `pending` or `hidden`."""
    account_id = caller_id(bp.current_request, "read:statuses")
    form = TaggedForm.parse(fields(bp.current_request))
    found = tagged.own(account_id, form.state, form.page())
    return _statuses(found)


@bp.route(f"{TAGGED}/{{post_id}}/show", methods=["POST"], content_types=ANY_FORM)
@answers("Empty")
def show_tagged(post_id: str) -> Response:
    """Show a post in which the caller is tagged on their profile."""
    tagged.put_in(caller_id(bp.current_request, "write:accounts"), post_id, SHOWN)
    return json_response({})


@bp.route(f"{TAGGED}/{{post_id}}/hide", methods=["POST"], content_types=ANY_FORM)
@answers("Empty")
def hide_tagged(post_id: str) -> Response:
    """Keep a post in which the caller is tagged from their profile; the tag stays on the post."""
    tagged.put_in(caller_id(bp.current_request, "write:accounts"), post_id, HIDDEN)
    return json_response({})


def _statuses(found: PostPage) -> Response:
    entities = [render_status(view) for view in found.views]
    return page_response(bp.current_request, entities, found.newest, found.oldest, found.has_more)
