"""Statuses: posts and comments."""

from dataclasses import replace

from chalice import Blueprint, Response

from chalicelib.handlers.door import ANY_FORM, answers, caller_id, calling_account, fields, json_response, viewer_id
from chalicelib.handlers.keeping import same_for_all
from chalicelib.schemas.photos.drafts import DeleteForm, EditForm, StatusForm
from chalicelib.schemas.photos.edits import render_deleted, render_edit, render_source
from chalicelib.schemas.photos.posts import render_status
from chalicelib.schemas.photos.scheduled import render_scheduled
from chalicelib.services.photos import posts, views
from chalicelib.services.photos.reading import history
from chalicelib.services.photos.scheduling import scheduled
from chalicelib.services.talk.direct import messages

bp = Blueprint(__name__)


@bp.route("/api/v1/statuses", methods=["POST"], content_types=ANY_FORM)
def create_status() -> Response:
    """Publish a post from media the caller has already uploaded, or a comment; with `scheduled_at`, at its time.

    With a `visibility` of `direct` it is a message to all whom it names; what answers a message is one, too, and goes
    to the members of its conversation, whomever it names.
    """
    author_id, caller = calling_account(bp.current_request, "write:statuses")
    form = StatusForm.parse(fields(bp.current_request))
    draft = replace(form.draft(), app=caller.app_id)
    key = bp.current_request.headers.get("idempotency-key", "")
    if form.scheduled_at is not None:
        kept = scheduled.schedule(author_id, draft, form.scheduled_at, form.in_reply_to_id or "", key)
        return json_response(render_scheduled(kept))
    if form.in_reply_to_id:
        post = messages.answer(author_id, form.in_reply_to_id, draft, key)
    elif form.is_direct:
        post = messages.send_to_named(author_id, draft, key)
    else:
        post = posts.publish(author_id, draft, key)
    return json_response(render_status(views.only(views.of_posts(author_id, [post]))))


@bp.route("/api/v1/statuses/{post_id}", methods=["GET"])
@same_for_all
def get_status(post_id: str) -> Response:
    """Return a post that the viewer may see."""
    return json_response(render_status(views.find(viewer_id(bp.current_request, "read:statuses"), post_id)))


@bp.route("/api/v1/statuses/{post_id}", methods=["PUT"], content_types=ANY_FORM)
def update_status(post_id: str) -> Response:
    """Edit one's own post; what it said before stays in its history. `rossgram` says who may see it from then on."""
    author_id = caller_id(bp.current_request, "write:statuses")
    form = EditForm.parse(fields(bp.current_request))
    post = posts.edit(author_id, post_id, form.draft(), form.media_changes(), form.terms())
    return json_response(render_status(views.of_posts(author_id, [post])[0]))


@bp.route("/api/v1/statuses/{post_id}", methods=["DELETE"])
def delete_status(post_id: str) -> Response:
    """Delete one's own post; its photos stay its author's for a day, unless `delete_media` says otherwise."""
    author_id = caller_id(bp.current_request, "write:statuses")
    form = DeleteForm.parse(fields(bp.current_request))
    post = posts.delete(author_id, post_id, deletes_media=form.delete_media)
    return json_response(render_deleted(views.of_posts(author_id, [post])[0]))


@bp.route("/api/v1/statuses/{post_id}/card", methods=["GET"])
@same_for_all
@answers("PreviewCard | Empty")
def get_card(post_id: str) -> Response:
    """Return the card of a post, as it stands in the status, or an empty object where it has none."""
    view = views.find(viewer_id(bp.current_request, "read:statuses"), post_id)
    return json_response(render_status(view)["card"] or {})


@bp.route("/api/v1/statuses/{post_id}/source", methods=["GET"])
def get_source(post_id: str) -> Response:
    """Return the words of one's own post as they were typed."""
    return json_response(render_source(posts.find_own(caller_id(bp.current_request, "read:statuses"), post_id)))


@bp.route("/api/v1/statuses/{post_id}/history", methods=["GET"])
@same_for_all
def get_history(post_id: str) -> Response:
    """Return the texts that a post had, oldest first, but those that were not for the viewer while they stood there.

    Its author sees all of them. There is none of a locked post.
    """
    view = views.find_unlocked(viewer_id(bp.current_request, "read:statuses"), post_id)
    return json_response([render_edit(view, *text) for text in history.texts(view.viewer_id, view.post)])
