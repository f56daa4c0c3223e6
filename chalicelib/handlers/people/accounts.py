"""Accounts: others' and one's own."""

from typing import Any

from chalice import Blueprint, Response

from chalicelib.errors import Unprocessable
from chalicelib.handlers.door import ANY_FORM, caller_id, fields, json_response, viewer_id
from chalicelib.handlers.keeping import same_for_all
from chalicelib.models.people.accounts import Account
from chalicelib.schemas.people.accounts import render_account
from chalicelib.schemas.people.credentials import CredentialsForm, render_own_account
from chalicelib.schemas.uploads import Upload
from chalicelib.services.people import accounts
from chalicelib.services.people.relationships import blocks, requests
from chalicelib.services.photos.making import taking

bp = Blueprint(__name__)


@bp.route("/api/v1/accounts/verify_credentials", methods=["GET"])
def verify_credentials() -> Response:
    """Return the caller's own account."""
    return _own(accounts.find(caller_id(bp.current_request, "profile")))


# Pixelfed's app sends a POST, since its HTTP library cannot send multipart with PATCH.
@bp.route("/api/v1/accounts/update_credentials", methods=["PATCH", "POST"], content_types=ANY_FORM)
def update_credentials() -> Response:
    """Change the caller's profile, avatar or header."""
    account_id = caller_id(bp.current_request, "write:accounts")
    form = CredentialsForm.parse(fields(bp.current_request))
    changes = form.changes()
    pictures = {name: upload for name in ("avatar", "header") if (upload := getattr(form, name)) is not None}
    _check(account_id, changes, pictures)
    for purpose, upload in pictures.items():
        _take(account_id, purpose, upload)
    return _own(accounts.update(account_id, changes))


@bp.route("/api/v1/accounts/lookup", methods=["GET"])
@same_for_all
def lookup_account() -> Response:
    """Return the account with a handle."""
    acct: Any = fields(bp.current_request).get("acct", "")
    viewer = viewer_id(bp.current_request, "read:accounts")
    return json_response(render_account(blocks.find_named(viewer, str(acct))))


@bp.route("/api/v1/accounts/{account_id}", methods=["GET"])
@same_for_all
def get_account(account_id: str) -> Response:
    """Return an account."""
    viewer = viewer_id(bp.current_request, "read:accounts")
    return json_response(render_account(blocks.find_shown(viewer, account_id)))


def _own(account: Account) -> Response:
    return json_response(render_own_account(account, requests.number(account)))


def _check(account_id: str, changes: dict[str, Any], pictures: dict[str, Upload]) -> None:
    """Refuse all of a change of which a part is refused, before a picture is taken."""
    accounts.check(changes)
    for purpose, upload in pictures.items():
        if not upload.body:
            raise Unprocessable(f"Validation failed: {purpose.capitalize()} can't be blank")
    if pictures:
        accounts.expect_open(account_id)


def _take(account_id: str, purpose: str, upload: Upload) -> None:
    """Make a picture the account's own; when it is not done in time, it becomes so as soon as it is."""
    taking.take(account_id, upload.body, upload.content_type, purpose)
