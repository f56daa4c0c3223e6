"""Timelines: home, public, and an account's own."""

from chalice import Blueprint, Response
from chalice.app import Request

from chalicelib.handlers.door import calling_account, fields, json_response, page_response, viewer_id
from chalicelib.handlers.keeping import same_for_all
from chalicelib.schemas.pages import PageForm
from chalicelib.schemas.photos.posts import render_status
from chalicelib.schemas.photos.timelines import AccountTimelineForm, PublicTimelineForm
from chalicelib.services.photos import timelines
from chalicelib.services.photos.interactions import pins
from chalicelib.services.photos.views import PostPage

bp = Blueprint(__name__)


@bp.route("/api/v1/timelines/home", methods=["GET"])
def get_home() -> Response:
    """Return a page of the caller's home timeline."""
    account_id, caller = calling_account(bp.current_request, "read:statuses")
    page = PageForm.parse(fields(bp.current_request)).page()
    return _page(bp.current_request, timelines.home(account_id, page, caller.row))


@bp.route("/api/v1/timelines/public", methods=["GET"])
@same_for_all
def get_public() -> Response:
    """Return a page of everybody's public posts."""
    account_id = viewer_id(bp.current_request, "read:statuses")
    form = PublicTimelineForm.parse(fields(bp.current_request))
    if form.remote:
        # This server speaks to no other, so nothing comes from elsewhere.
        return json_response([])
    found = timelines.public(account_id, form.page(), only_media=form.only_media)
    return _page(bp.current_request, found)


@bp.route("/api/v1/accounts/{account_id}/statuses", methods=["GET"])
@same_for_all
def list_account_statuses(account_id: str) -> Response:
    """Return a page of an account's posts."""
    viewer = viewer_id(bp.current_request, "read:statuses")
    form = AccountTimelineForm.parse(fields(bp.current_request))
    if form.pinned:
        return json_response([render_status(view) for view in pins.pinned(viewer, account_id)])
    found = timelines.account(
        viewer,
        account_id,
        form.page(),
        with_comments=not form.exclude_replies,
        only_media=form.only_media,
        with_reblogs=not form.exclude_reblogs,
        tagged=form.tagged,
    )
    return _page(bp.current_request, found)


def _page(request: Request, found: PostPage) -> Response:
    entities = [render_status(view) for view in found.views]
    return page_response(request, entities, found.newest, found.oldest, found.has_more)
