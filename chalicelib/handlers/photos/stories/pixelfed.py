"""Stories as Pixelfed's app asks for them."""

from urllib.parse import quote

from chalice import Blueprint, Response

from chalicelib.handlers.door import ANY_FORM, answers, caller_id, fields, json_response
from chalicelib.schemas.photos.sharing.archive import render_cursors
from chalicelib.schemas.photos.stories.forms import (
    AddForm,
    CommentForm,
    SeenForm,
    StoryForm,
    ViewersForm,
    WholeStoryForm,
)
from chalicelib.schemas.photos.stories.reels import (
    render_added,
    render_carousel,
    render_own_stories,
    render_seen_by,
    render_told,
)
from chalicelib.services.photos import media
from chalicelib.services.photos.making import taking
from chalicelib.services.photos.stories import publishing, tray, watching
from chalicelib.services.talk.direct import messages

bp = Blueprint(__name__)
PUBLISHED = "Successfully published"


def get_story_carousel() -> Response:
    """Return one's own stories, and those of whom one follows: unseen first; of the hundred followed last."""
    return json_response(render_carousel(*tray.open_tray(caller_id(bp.current_request, "read:statuses"))))


def get_later_story_carousel() -> Response:
    """Return the same; those of an author stand under `stories` too."""
    found = tray.open_tray(caller_id(bp.current_request, "read:statuses"))
    return json_response(render_carousel(*found, is_later=True))


def get_own_stories() -> Response:
    """Return the caller's own stories that stand."""
    return json_response(render_own_stories(tray.own(caller_id(bp.current_request, "read:statuses"))))


def add_story() -> Response:
    """Take in a photo, `file`, that is to become a story; `publish` puts it up once it is processed."""
    owner_id = caller_id(bp.current_request, "write:media")
    form = AddForm.parse(fields(bp.current_request))
    return json_response(render_added(media.begin(owner_id, form.file.body, form.file.content_type, form.description)))


def publish_story() -> Response:
    """Put one of one's own photos up for a day: `media_id`, `audience` (`followers`, `close_friends`), `can_react`.

    The photo is used up by it. Without `can_reply` nobody answers it.
    """
    author_id = caller_id(bp.current_request, "write:statuses")
    form = StoryForm.parse(fields(bp.current_request))
    publishing.publish(
        author_id,
        form.media_id,
        form.audience,
        form.duration,
        may_react=form.can_react,
        may_reply=form.can_reply,
    )
    return json_response(render_told(PUBLISHED))


def publish_whole_story() -> Response:
    """Put a photo, `image`, up for a day for one's followers; `overlays` that are not empty are refused (422)."""
    author_id = caller_id(bp.current_request, "write:statuses")
    form = WholeStoryForm.parse(fields(bp.current_request))
    item = taking.take(author_id, form.image.body, form.image.content_type)
    publishing.publish(author_id, item.id, seconds=form.duration, may_react=form.can_react, may_reply=form.can_reply)
    return json_response(render_told(PUBLISHED))


def see_story() -> Response:
    """Say that one saw a story, `id`; its author reads who did."""
    viewer_id = caller_id(bp.current_request, "write:statuses")
    form = SeenForm.parse(fields(bp.current_request))
    watching.see(viewer_id, form.id or form.sid)
    return json_response(render_told())


def comment_story() -> Response:
    """Answer a story, `sid`, by a message to its author: `caption`."""
    author_id = caller_id(bp.current_request, "write:statuses")
    form = CommentForm.parse(fields(bp.current_request))
    key = bp.current_request.headers.get("idempotency-key", "")
    messages.answer_story(author_id, form.sid, form.draft(), key)
    return json_response(render_told("Sent!"))


def expire_story(story_id: str) -> Response:
    """Take one's own story down, with its files."""
    publishing.remove(caller_id(bp.current_request, "write:statuses"), story_id)
    return json_response(render_told("Successfully deleted"))


@answers("SeenBy")
def list_story_viewers() -> Response:
    """Return a page of those who saw one's own story, `sid`."""
    request = bp.current_request
    author_id = caller_id(request, "read:accounts")
    form = ViewersForm.parse(fields(request))
    _, found = watching.viewers(author_id, form.sid, form.page(default=10))
    turned = render_cursors(request.path, found.oldest if found.has_more else "", f"sid={quote(form.sid)}&")
    return json_response({"data": render_seen_by(found.shown), **turned})


# Pixelfed serves these under both.
for root in ("/api/v1.2", "/api/pixelfed/v1.2"):
    bp.route(f"{root}/stories/carousel", methods=["GET"])(get_later_story_carousel)
    bp.route(f"{root}/stories/publish", methods=["POST"], content_types=ANY_FORM)(publish_whole_story)
    bp.route(f"{root}/stories/viewers", methods=["GET"])(list_story_viewers)
for root in ("/api/v1.1", "/api/pixelfed/v1"):
    bp.route(f"{root}/stories/carousel", methods=["GET"])(get_story_carousel)
    bp.route(f"{root}/stories/self-carousel", methods=["GET"])(get_own_stories)
    bp.route(f"{root}/stories/add", methods=["POST"], content_types=ANY_FORM)(add_story)
    bp.route(f"{root}/stories/publish", methods=["POST"], content_types=ANY_FORM)(publish_story)
    bp.route(f"{root}/stories/seen", methods=["POST"], content_types=ANY_FORM)(see_story)
    bp.route(f"{root}/stories/comment", methods=["POST"], content_types=ANY_FORM)(comment_story)
    bp.route(f"{root}/stories/self-expire/{{story_id}}", methods=["POST"], content_types=ANY_FORM)(expire_story)
