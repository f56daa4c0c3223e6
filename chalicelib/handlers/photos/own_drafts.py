"""Drafts: posts of the caller alone, which they change and publish later."""

from dataclasses import replace

from chalice import Blueprint, Response

from chalicelib.handlers.door import ANY_FORM, caller_id, calling_account, fields, json_response, rows_response
from chalicelib.models.photos.scheduling.unpublished import DRAFTS
from chalicelib.schemas.pages import PageForm
from chalicelib.schemas.photos.drafts import StatusForm, TimeForm
from chalicelib.schemas.photos.posts import render_status
from chalicelib.schemas.photos.scheduled import render_draft, render_scheduled
from chalicelib.services.photos import views
from chalicelib.services.photos.scheduling import keeping, own_drafts

bp = Blueprint(__name__)
ALL = "/api/rossgram/v1/drafts"
ONE = f"{ALL}/{{post_id}}"


@bp.route(ALL, methods=["GET"])
def list_drafts() -> Response:
    """Return a page of the caller's drafts, the newest first."""
    author_id = caller_id(bp.current_request, "read:statuses")
    page = PageForm.parse(fields(bp.current_request)).page()
    found, turned = keeping.page(author_id, DRAFTS, page)
    ids = [row.id for row in turned.rows]
    return rows_response(bp.current_request, [render_draft(kept) for kept in found], ids, turned.has_more)


@bp.route(ALL, methods=["POST"], content_types=ANY_FORM)
def create_draft() -> Response:
    """Keep a draft of what a new post may say; what it lacks is asked for when it is published."""
    author_id, caller = calling_account(bp.current_request, "write:statuses")
    form = StatusForm.parse(fields(bp.current_request))
    draft = replace(form.draft(), app=caller.app_id)
    key = bp.current_request.headers.get("idempotency-key", "")
    return json_response(render_draft(own_drafts.save(author_id, draft, form.in_reply_to_id or "", key)))


@bp.route(ONE, methods=["GET"])
def get_draft(post_id: str) -> Response:
    """Return one of the caller's drafts."""
    return json_response(render_draft(keeping.find(caller_id(bp.current_request, "read:statuses"), DRAFTS, post_id)))


@bp.route(ONE, methods=["PUT"], content_types=ANY_FORM)
def update_draft(post_id: str) -> Response:
    """Say a draft anew: what the form leaves out is taken off. Alt texts are changed where the photos are."""
    author_id, caller = calling_account(bp.current_request, "write:statuses")
    form = StatusForm.parse(fields(bp.current_request))
    draft = replace(form.draft(), app=caller.app_id)
    kept = own_drafts.change(author_id, post_id, draft, form.in_reply_to_id or "")
    return json_response(render_draft(kept))


@bp.route(ONE, methods=["DELETE"], content_types=ANY_FORM)
def delete_draft(post_id: str) -> Response:
    """Delete a draft; its photos stay the caller's for a day."""
    keeping.remove(caller_id(bp.current_request, "write:statuses"), DRAFTS, post_id)
    return json_response({})


@bp.route(f"{ONE}/publish", methods=["POST"], content_types=ANY_FORM)
def publish_draft(post_id: str) -> Response:
    """Publish a draft now, or with `scheduled_at` make it a scheduled post; one that cannot be stays a draft."""
    author_id = caller_id(bp.current_request, "write:statuses")
    form = TimeForm.parse(fields(bp.current_request))
    if form.scheduled_at is not None:
        return json_response(render_scheduled(own_drafts.schedule(author_id, post_id, form.scheduled_at)))
    post = own_drafts.publish(author_id, post_id)
    return json_response(render_status(views.of_posts(author_id, [post])[0]))
