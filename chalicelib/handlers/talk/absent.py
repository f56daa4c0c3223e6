"""What clients ask for at their start and this server does not have."""

from chalice import Blueprint, Response

from chalicelib.errors import NotFound
from chalicelib.handlers.door import ANY_FORM, answers, caller_id, fields, json_response
from chalicelib.schemas.talk.absent import ThreadForm, render_thread
from chalicelib.services.people.relationships import blocks

bp = Blueprint(__name__)
NO_GATEWAY = "Push notifications are not supported on this server."


@answers("Empty")
def refuse_app_push() -> Response:
    """Answer 404 with a reason, as Pixelfed does without its own gateway: its app is pushed to by that alone."""
    caller_id(bp.current_request, "push")
    raise NotFound(NO_GATEWAY)


def get_direct_thread() -> Response:
    """Return no messages with the account `pid`: there are no direct messages yet."""
    caller = caller_id(bp.current_request, "read:statuses")
    form = ThreadForm.parse(fields(bp.current_request))
    return json_response(render_thread(blocks.find_shown(caller, form.pid)))


@answers("list[Account]")
def list_direct_mutuals() -> Response:
    """Return an empty list: nobody can be sent a direct message yet."""
    caller_id(bp.current_request, "read:follows")
    return json_response([])


# Pixelfed serves these under both.
for root in ("/api/v1.1", "/api/pixelfed/v1"):
    bp.route(f"{root}/direct/thread", methods=["GET"])(get_direct_thread)
    bp.route(f"{root}/direct/compose/mutuals", methods=["GET"])(list_direct_mutuals)
    bp.route(f"{root}/push/state", methods=["GET"])(refuse_app_push)
    for verb in ("update", "compare", "disable"):
        bp.route(f"{root}/push/{verb}", methods=["POST"], content_types=ANY_FORM)(refuse_app_push)


@bp.route("/api/v1/conversations", methods=["GET"])
@answers("list[Conversation]")
def list_conversations() -> Response:
    """Return an empty list: there are no direct messages."""
    caller_id(bp.current_request, "read:statuses")
    return json_response([])
