"""Scheduled statuses: posts of the caller that go out at a time of their own."""

from chalice import Blueprint, Response

from chalicelib.handlers.door import ANY_FORM, caller_id, fields, json_response, rows_response
from chalicelib.models.photos.scheduling.unpublished import SCHEDULED
from chalicelib.schemas.pages import PageForm
from chalicelib.schemas.photos.drafts import TimeForm
from chalicelib.schemas.photos.scheduled import render_draft, render_scheduled
from chalicelib.services.photos.scheduling import keeping, scheduled

bp = Blueprint(__name__)
ONE = "/api/v1/scheduled_statuses/{post_id}"


@bp.route("/api/v1/scheduled_statuses", methods=["GET"])
def list_scheduled_statuses() -> Response:
    """Return a page of the caller's scheduled posts, whichever was scheduled last first."""
    author_id = caller_id(bp.current_request, "read:statuses")
    page = PageForm.parse(fields(bp.current_request)).page()
    found, turned = keeping.page(author_id, SCHEDULED, page)
    ids = [row.id for row in turned.rows]
    return rows_response(bp.current_request, [render_scheduled(kept) for kept in found], ids, turned.has_more)


@bp.route(ONE, methods=["GET"])
def get_scheduled_status(post_id: str) -> Response:
    """Return one of the caller's scheduled posts."""
    author_id = caller_id(bp.current_request, "read:statuses")
    return json_response(render_scheduled(keeping.find(author_id, SCHEDULED, post_id)))


@bp.route(ONE, methods=["PUT"], content_types=ANY_FORM)
def update_scheduled_status(post_id: str) -> Response:
    """Give a scheduled post another time: `scheduled_at`; one that could not be published is tried again then."""
    author_id = caller_id(bp.current_request, "write:statuses")
    form = TimeForm.parse(fields(bp.current_request))
    return json_response(render_scheduled(scheduled.reschedule(author_id, post_id, form.scheduled_at)))


@bp.route(ONE, methods=["DELETE"], content_types=ANY_FORM)
def delete_scheduled_status(post_id: str) -> Response:
    """Delete a scheduled post, which is not published then; its photos stay the caller's for a day."""
    keeping.remove(caller_id(bp.current_request, "write:statuses"), SCHEDULED, post_id)
    return json_response({})


@bp.route("/api/rossgram/v1/scheduled_statuses/{post_id}/unschedule", methods=["POST"], content_types=ANY_FORM)
def unschedule_status(post_id: str) -> Response:
    """Make a scheduled post a draft of the same id: it does not go out by itself, and can be said anew or published."""
    author_id = caller_id(bp.current_request, "write:statuses")
    return json_response(render_draft(scheduled.unschedule(author_id, post_id)))
