"""Endorsements: whom an account shows on its profile; and who makes a stranger familiar."""

from collections.abc import Callable

from chalice import Blueprint, Response

from chalicelib.handlers.door import ANY_FORM, caller_id, fields, filled_response, json_response, viewer_id
from chalicelib.handlers.keeping import same_for_all
from chalicelib.models.filling import Filled
from chalicelib.models.people.accounts import Account
from chalicelib.schemas.pages import PageForm
from chalicelib.schemas.people.accounts import render_account, render_relationship
from chalicelib.schemas.people.relationships import FamiliarForm, render_familiar
from chalicelib.services.people.relationships import endorsements, familiar, standing

bp = Blueprint(__name__)


@bp.route("/api/v1/endorsements", methods=["GET"])
def list_endorsements() -> Response:
    """Return a page of those whom the caller shows on the profile; its cursor is the endorsement's own id."""
    caller = caller_id(bp.current_request, "read:accounts")
    page = PageForm.parse(fields(bp.current_request)).page(default=40, most=80)
    return _accounts(endorsements.endorsed(caller, caller, page))


@bp.route("/api/v1/accounts/{account_id}/endorsements", methods=["GET"])
@same_for_all
def list_endorsed_accounts(account_id: str) -> Response:
    """Return a page of those whom an account shows on its profile, as far as one sees whom it follows."""
    viewer = viewer_id(bp.current_request, "read:accounts")
    page = PageForm.parse(fields(bp.current_request)).page(default=40, most=80)
    return _accounts(endorsements.endorsed(viewer, account_id, page))


@bp.route("/api/v1/accounts/{account_id}/endorse", methods=["POST"], content_types=ANY_FORM)
def endorse_account(account_id: str) -> Response:
    """Show somebody on one's profile whom one follows; unfollowing ends it."""
    return _change(caller_id(bp.current_request, "write:accounts"), account_id, endorsements.endorse)


@bp.route("/api/v1/accounts/{account_id}/pin", methods=["POST"], content_types=ANY_FORM)
def pin_account(account_id: str) -> Response:
    """Show somebody on one's profile, by the name that it had before Mastodon 4.4."""
    return _change(caller_id(bp.current_request, "write:accounts"), account_id, endorsements.endorse)


@bp.route("/api/v1/accounts/{account_id}/unendorse", methods=["POST"], content_types=ANY_FORM)
def unendorse_account(account_id: str) -> Response:
    """Show somebody on one's profile no longer."""
    return _change(caller_id(bp.current_request, "write:accounts"), account_id, endorsements.unendorse)


@bp.route("/api/v1/accounts/{account_id}/unpin", methods=["POST"], content_types=ANY_FORM)
def unpin_account(account_id: str) -> Response:
    """Show somebody on one's profile no longer, by the name that it had before Mastodon 4.4."""
    return _change(caller_id(bp.current_request, "write:accounts"), account_id, endorsements.unendorse)


@bp.route("/api/v1/accounts/familiar_followers", methods=["GET"])
def list_familiar_followers() -> Response:
    """Return who of those whom the caller follows follows each of some accounts: of `id[]` the first twenty."""
    caller = caller_id(bp.current_request, "read:follows")
    form = FamiliarForm.parse(fields(bp.current_request))
    return json_response([render_familiar(found) for found in familiar.familiar(caller, form.id)])


def _change(caller: str, account_id: str, change: Callable[[str, str], None]) -> Response:
    change(caller, account_id)
    return json_response(render_relationship(standing.after(caller, account_id)))


def _accounts(found: Filled[Account]) -> Response:
    return filled_response(bp.current_request, [render_account(account) for account in found.shown], found)
