"""What clients ask for at their start and this server does not have."""

from chalice import Blueprint, Response

from chalicelib.errors import NotFound
from chalicelib.handlers.door import ANY_FORM, answers, caller_id

bp = Blueprint(__name__)
NO_GATEWAY = "Push notifications are not supported on this server."


@answers("Empty")
def refuse_app_push() -> Response:
    """Answer 404 with a reason, as Pixelfed does without its own gateway: its app is pushed to by that alone."""
    caller_id(bp.current_request, "push")
    raise NotFound(NO_GATEWAY)


# Pixelfed serves these under both.
for root in ("/api/v1.1", "/api/pixelfed/v1"):
    bp.route(f"{root}/push/state", methods=["GET"])(refuse_app_push)
    for verb in ("update", "compare", "disable"):
        bp.route(f"{root}/push/{verb}", methods=["POST"], content_types=ANY_FORM)(refuse_app_push)
