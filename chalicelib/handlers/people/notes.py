"""Notes about accounts, and the removal of followers: what the caller keeps in order."""

from chalice import Blueprint, Response

from chalicelib.handlers.door import ANY_FORM, caller_id, fields, json_response
from chalicelib.schemas.people.accounts import render_relationship
from chalicelib.schemas.people.relationships import NoteForm
from chalicelib.services.people import follows
from chalicelib.services.people.relationships import notes, standing

bp = Blueprint(__name__)


@bp.route("/api/v1/accounts/{account_id}/note", methods=["POST"], content_types=ANY_FORM)
def note_account(account_id: str) -> Response:
    """Keep a note about an account, for the caller alone; an empty `comment` takes it away."""
    caller = caller_id(bp.current_request, "write:accounts")
    notes.write(caller, account_id, NoteForm.parse(fields(bp.current_request)).comment)
    return json_response(render_relationship(standing.after(caller, account_id)))


@bp.route("/api/v1/accounts/{account_id}/remove_from_followers", methods=["POST"], content_types=ANY_FORM)
def remove_follower(account_id: str) -> Response:
    """Let an account follow the caller no longer; it is not told."""
    caller = caller_id(bp.current_request, "write:follows")
    follows.remove_follower(caller, account_id)
    return json_response(render_relationship(standing.after(caller, account_id)))
