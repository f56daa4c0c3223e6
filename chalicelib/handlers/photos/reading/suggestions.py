"""Accounts to look at: suggestions, and the directory."""

from chalice import Blueprint, Response

from chalicelib.handlers.door import ANY_FORM, caller_id, fields, json_response, viewer_id
from chalicelib.schemas.people.accounts import render_account
from chalicelib.schemas.people.reading.suggestions import DirectoryForm, SuggestionsForm, render_suggestion
from chalicelib.services.photos.reading import suggestions

bp = Blueprint(__name__)


@bp.route("/api/v2/suggestions", methods=["GET"])
def list_suggestions() -> Response:
    """Return accounts that the caller does not follow: whom those follow whom one follows, then who posted last."""
    account_id = caller_id(bp.current_request, "read")
    found = suggestions.suggestions(account_id, SuggestionsForm.parse(fields(bp.current_request)).wanted)
    return json_response([render_suggestion(one) for one in found])


@bp.route("/api/v1/suggestions", methods=["GET"])
def list_suggested_accounts() -> Response:
    """Return the accounts of the suggestions, to older clients."""
    account_id = caller_id(bp.current_request, "read")
    found = suggestions.suggestions(account_id, SuggestionsForm.parse(fields(bp.current_request)).wanted)
    return json_response([render_account(one.account) for one in found])


@bp.route("/api/v1/suggestions/{account_id}", methods=["DELETE"], content_types=ANY_FORM)
def delete_suggestion(account_id: str) -> Response:
    """Suggest an account to the caller no more."""
    suggestions.remove(caller_id(bp.current_request, "write"), account_id)
    return json_response({})


@bp.route("/api/v1/directory", methods=["GET"])
def list_directory() -> Response:
    """Return the authors of the newest public posts who wish to be found: `order`, `offset`, `limit`."""
    viewer = viewer_id(bp.current_request, "read")
    form = DirectoryForm.parse(fields(bp.current_request))
    found = suggestions.directory(viewer, form.order, form.offset, form.wanted)
    return json_response([render_account(account) for account in found])
