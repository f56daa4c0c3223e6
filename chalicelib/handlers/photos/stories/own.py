"""What our own client asks of stories beside what Pixelfed has."""

from chalice import Blueprint, Response

from chalicelib.handlers.door import ANY_FORM, answers, caller_id, fields, filled_response, json_response
from chalicelib.schemas.pages import PageForm
from chalicelib.schemas.photos.stories.reels import render_one, render_viewers
from chalicelib.services.photos.stories import watching

bp = Blueprint(__name__)
STORY = "/api/rossgram/v1/stories/{story_id}"


@bp.route(STORY, methods=["GET"])
def get_story(story_id: str) -> Response:
    """Return a story that stands and that the caller may see, with whose it is."""
    caller = caller_id(bp.current_request, "read:statuses")
    return json_response(render_one(caller, watching.show(caller, story_id)))


@bp.route(f"{STORY}/favourite", methods=["POST"], content_types=ANY_FORM)
@answers("Empty")
def favourite_story(story_id: str) -> Response:
    """Like a story, which its author is told."""
    watching.like(caller_id(bp.current_request, "write:favourites"), story_id)
    return json_response({})


@bp.route(f"{STORY}/unfavourite", methods=["POST"], content_types=ANY_FORM)
@answers("Empty")
def unfavourite_story(story_id: str) -> Response:
    """Take the like of a story back."""
    watching.unlike(caller_id(bp.current_request, "write:favourites"), story_id)
    return json_response({})


@bp.route(f"{STORY}/viewers", methods=["GET"])
def list_viewers(story_id: str) -> Response:
    """Return how many saw one's own story, and a page of them with who likes it, whoever saw it last first."""
    author_id = caller_id(bp.current_request, "read:accounts")
    page = PageForm.parse(fields(bp.current_request)).page(default=40, most=80)
    number, found = watching.viewers(author_id, story_id, page)
    return filled_response(bp.current_request, render_viewers(number, found.shown), found)
