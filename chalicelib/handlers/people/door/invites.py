"""/api/rossgram/v1/invites: invitations, whose owners let others in by them."""

from chalice import Blueprint, Response

from chalicelib.handlers.door import ANY_FORM, caller_id, fields, json_response
from chalicelib.schemas.people.registration import InviteForm, render_invite
from chalicelib.services.people.joining import invites

bp = Blueprint(__name__)
PATH = "/api/rossgram/v1/invites"


@bp.route(PATH, methods=["POST"], content_types=ANY_FORM)
def create_invite() -> Response:
    """Make an invitation: `expires_in` seconds, an hour to 30 days, and up to 100 `max_uses`. 403 for who may not.

    `code` and `url` are told in this answer alone.
    """
    caller = caller_id(bp.current_request, "write:accounts")
    form = InviteForm.parse(fields(bp.current_request))
    return json_response(render_invite(*invites.make(caller, form.expires_in, form.max_uses)))


@bp.route(PATH, methods=["GET"])
def list_invites() -> Response:
    """Return one's own invitations that can still be used, the newest first."""
    caller = caller_id(bp.current_request, "read:accounts")
    return json_response([render_invite(one) for one in invites.listed(caller)])


@bp.route(f"{PATH}/{{invite_id}}", methods=["DELETE"], content_types=ANY_FORM)
def revoke_invite(invite_id: str) -> Response:
    """End an invitation at once; whoever came in by it stays."""
    invites.revoke(caller_id(bp.current_request, "write:accounts"), invite_id)
    return json_response({})
