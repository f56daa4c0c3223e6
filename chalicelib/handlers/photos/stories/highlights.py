"""Highlights: stories that stay on a profile. Pixelfed has none, so these are our own."""

from chalice import Blueprint, Response

from chalicelib.handlers.door import ANY_FORM, answers, caller_id, fields, json_response
from chalicelib.schemas.photos.stories.forms import HighlightForm, NewHighlightForm, OrderForm
from chalicelib.schemas.photos.stories.reels import render_highlight, render_highlights
from chalicelib.services.photos.stories import highlighted, highlights

bp = Blueprint(__name__)
HIGHLIGHTS = "/api/rossgram/v1/highlights"


@bp.route("/api/rossgram/v1/accounts/{account_id}/highlights", methods=["GET"])
def list_highlights(account_id: str) -> Response:
    """Return an account's highlights in their order, each with those of its stories that the caller may see."""
    viewer = caller_id(bp.current_request, "read:statuses")
    return json_response(render_highlights(viewer, highlighted.of(viewer, account_id)))


@bp.route(HIGHLIGHTS, methods=["POST"], content_types=ANY_FORM)
def create_highlight() -> Response:
    """Keep one's own stories that stand, or are kept already: `title`, `story_ids[]`, `cover_id`. It comes first."""
    author_id = caller_id(bp.current_request, "write:statuses")
    form = NewHighlightForm.parse(fields(bp.current_request))
    made = highlights.make(author_id, form.title, form.story_ids, form.cover_id)
    return json_response(render_highlight(author_id, highlighted.find(author_id, made)))


@bp.route(f"{HIGHLIGHTS}/order", methods=["POST"], content_types=ANY_FORM)
def order_highlights() -> Response:
    """Put one's own highlights into the order of `ids[]`: all of them, or 422; returns them."""
    author_id = caller_id(bp.current_request, "write:statuses")
    highlights.order(author_id, OrderForm.parse(fields(bp.current_request)).ids)
    return json_response(render_highlights(author_id, highlighted.of(author_id, author_id)))


@bp.route(f"{HIGHLIGHTS}/{{highlight_id}}", methods=["PUT"], content_types=ANY_FORM)
def edit_highlight(highlight_id: str) -> Response:
    """Change what is sent of one's own highlight; `story_ids[]` are all of its stories, in their order."""
    author_id = caller_id(bp.current_request, "write:statuses")
    form = HighlightForm.parse(fields(bp.current_request))
    highlights.edit(author_id, highlight_id, form.title, form.story_ids, form.cover_id)
    return json_response(render_highlight(author_id, highlighted.find(author_id, highlight_id)))


@bp.route(f"{HIGHLIGHTS}/{{highlight_id}}", methods=["DELETE"], content_types=ANY_FORM)
@answers("Empty")
def delete_highlight(highlight_id: str) -> Response:
    """Delete one's own highlight; its stories that stand no more and are in no other go with their files."""
    highlights.remove(caller_id(bp.current_request, "write:statuses"), highlight_id)
    return json_response({})
