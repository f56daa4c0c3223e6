"""Polls."""

from chalice import Blueprint, Response

from chalicelib.handlers.door import ANY_FORM, answers, caller_id, fields, json_response, viewer_id
from chalicelib.handlers.keeping import same_for_all
from chalicelib.schemas.photos.polls.answers import render_poll
from chalicelib.schemas.photos.polls.forms import VoteForm
from chalicelib.services.photos.polls import voting

bp = Blueprint(__name__)


@bp.route("/api/v1/polls/{post_id}", methods=["GET"])
@same_for_all
@answers("Poll")
def get_poll(post_id: str) -> Response:
    """Return the poll of a post that the viewer may see in full; it has the post's id."""
    return json_response(render_poll(voting.find(viewer_id(bp.current_request, "read:statuses"), post_id)))


@bp.route("/api/v1/polls/{post_id}/votes", methods=["POST"], content_types=ANY_FORM)
@answers("Poll")
def vote_in_poll(post_id: str) -> Response:
    """Vote once in a poll, for one option, or for several where it allows that."""
    account_id = caller_id(bp.current_request, "write:statuses")
    form = VoteForm.parse(fields(bp.current_request))
    return json_response(render_poll(voting.vote(account_id, post_id, form.choices)))
