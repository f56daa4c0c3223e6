"""Direct messages as Pixelfed's app asks for them: conversations of two, by the other one."""

from chalice import Blueprint, Response

from chalicelib.handlers.door import ANY_FORM, answers, caller_id, fields, json_response
from chalicelib.schemas.talk.direct import (
    IdForm,
    LookupForm,
    PhotoForm,
    ReadForm,
    SendForm,
    ThreadForm,
    render_message,
    render_recipients,
    render_sent_photo,
    render_thread,
)
from chalicelib.services.photos.drafts import Draft
from chalicelib.services.talk.direct import pairs

bp = Blueprint(__name__)
# What Pixelfed answers where something is done.
DONE = [200]


def get_thread() -> Response:
    """Return the conversation with `pid` alone and a page of it, newest first; groups stand in `conversations`."""
    caller = caller_id(bp.current_request, "read:statuses")
    form = ThreadForm.parse(fields(bp.current_request))
    return json_response(render_thread(*pairs.read_page(caller, form.pid, form.page(default=8))))


def send_direct_message() -> Response:
    """Send a `message` to `to_id`."""
    caller = caller_id(bp.current_request, "write:statuses")
    form = SendForm.parse(fields(bp.current_request))
    key = bp.current_request.headers.get("idempotency-key", "")
    return json_response(render_message(pairs.send(caller, form.to_id, Draft(caption=form.message), key)))


def send_direct_photo() -> Response:
    """Send a photo, `file`, to `to_id`."""
    caller = caller_id(bp.current_request, "write:statuses")
    form = PhotoForm.parse(fields(bp.current_request))
    key = bp.current_request.headers.get("idempotency-key", "")
    sent = pairs.send_photo(caller, form.to_id, form.file.body, form.file.content_type, key)
    return json_response(render_sent_photo(sent))


@answers("list[int]")
def unsend_direct_message() -> Response:
    """Delete a message of one's own, `id`, for everybody."""
    caller = caller_id(bp.current_request, "write:statuses")
    pairs.unsend(caller, IdForm.parse(fields(bp.current_request)).id)
    return json_response(DONE)


@answers("list[Id]")
def read_thread() -> Response:
    """Mark the conversation with `pid` as read, and return the id of what came last where that was unread."""
    caller = caller_id(bp.current_request, "write:conversations")
    last_id = pairs.read(caller, ReadForm.parse(fields(bp.current_request)).pid)
    return json_response([last_id] if last_id else [])


@answers("list[int]")
def mute_thread() -> Response:
    """Be told nothing of what `id` says to the caller alone."""
    pairs.mute(caller_id(bp.current_request, "write:mutes"), IdForm.parse(fields(bp.current_request)).id)
    return json_response(DONE)


@answers("list[int]")
def unmute_thread() -> Response:
    """Be told of what `id` says to the caller alone again."""
    pairs.unmute(caller_id(bp.current_request, "write:mutes"), IdForm.parse(fields(bp.current_request)).id)
    return json_response(DONE)


def look_up_recipients() -> Response:
    """Return eight people at most to whom one may write, by a beginning of their handle or of their name, `q`."""
    caller = caller_id(bp.current_request, "read:accounts")
    form = LookupForm.parse(fields(bp.current_request))
    return json_response(render_recipients(pairs.look_up(caller, form.q)))


# Pixelfed serves these under both.
for root in ("/api/v1.1/direct", "/api/pixelfed/v1/direct"):
    bp.route(f"{root}/thread", methods=["GET"])(get_thread)
    bp.route(f"{root}/thread/send", methods=["POST"], content_types=ANY_FORM)(send_direct_message)
    bp.route(f"{root}/thread/media", methods=["POST"], content_types=ANY_FORM)(send_direct_photo)
    bp.route(f"{root}/thread/message", methods=["DELETE"], content_types=ANY_FORM)(unsend_direct_message)
    bp.route(f"{root}/thread/read", methods=["POST"], content_types=ANY_FORM)(read_thread)
    bp.route(f"{root}/thread/mute", methods=["POST"], content_types=ANY_FORM)(mute_thread)
    bp.route(f"{root}/thread/unmute", methods=["POST"], content_types=ANY_FORM)(unmute_thread)
    bp.route(f"{root}/lookup", methods=["POST"], content_types=ANY_FORM)(look_up_recipients)
