"""Follows and relationships."""

from chalice import Blueprint, Response

from chalicelib.handlers.door import ANY_FORM, caller_id, fields, filled_response, json_response, viewer_id
from chalicelib.handlers.keeping import same_for_all
from chalicelib.models.filling import Filled
from chalicelib.models.people.accounts import Account
from chalicelib.schemas.pages import IdsForm, PeoplePageForm
from chalicelib.schemas.people.accounts import render_account, render_relationship
from chalicelib.schemas.people.relationships import FollowForm
from chalicelib.services.people.relationships import standing
from chalicelib.services.photos import timelines

bp = Blueprint(__name__)


@bp.route("/api/v1/accounts/{account_id}/follow", methods=["POST"], content_types=ANY_FORM)
def follow_account(account_id: str) -> Response:
    """Follow an account, or ask to follow a private one; `reblogs=false` shows none of what it reblogs.

    `notify=true` tells the caller of what it posts. `languages` do nothing, and are told as off.
    """
    follower_id = caller_id(bp.current_request, "write:follows")
    form = FollowForm.parse(fields(bp.current_request))
    timelines.ask_to_follow(follower_id, account_id, reblogs=form.reblogs, notify=form.notify)
    return json_response(render_relationship(standing.relationship(follower_id, account_id)))


@bp.route("/api/v1/accounts/{account_id}/unfollow", methods=["POST"], content_types=ANY_FORM)
def unfollow_account(account_id: str) -> Response:
    """Unfollow an account, or take back that one asked to."""
    follower_id = caller_id(bp.current_request, "write:follows")
    timelines.unfollow(follower_id, account_id)
    return json_response(render_relationship(standing.after(follower_id, account_id)))


@bp.route("/api/v1/accounts/relationships", methods=["GET"])
def list_relationships() -> Response:
    """Tell how the caller stands to other accounts."""
    account_id = caller_id(bp.current_request, "read:follows")
    form = IdsForm.parse(fields(bp.current_request))
    return json_response([render_relationship(found) for found in standing.relationships(account_id, form.id)])


@bp.route("/api/v1/accounts/{account_id}/followers", methods=["GET"])
@same_for_all
def list_followers(account_id: str) -> Response:
    """Return a page of those who follow an account; its cursor is the follow's own id."""
    viewer = viewer_id(bp.current_request, "read:accounts")
    page = PeoplePageForm.parse(fields(bp.current_request)).page()
    return _accounts(standing.followers(viewer, account_id, page))


@bp.route("/api/v1/accounts/{account_id}/following", methods=["GET"])
@same_for_all
def list_following(account_id: str) -> Response:
    """Return a page of those whom an account follows, the newest follow first; its cursor is the follow's own id."""
    viewer = viewer_id(bp.current_request, "read:accounts")
    page = PeoplePageForm.parse(fields(bp.current_request)).page()
    return _accounts(standing.followees(viewer, account_id, page))


def _accounts(found: Filled[Account]) -> Response:
    return filled_response(bp.current_request, [render_account(account) for account in found.shown], found)
