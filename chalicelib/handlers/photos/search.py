"""Find people by their names."""

from chalice import Blueprint, Response

from chalicelib.handlers.door import fields, json_response, viewer_id
from chalicelib.models.people.accounts import Account
from chalicelib.schemas.people.accounts import SearchForm, render_account
from chalicelib.services.people import accounts
from chalicelib.services.people.relationships import blocks, silence

bp = Blueprint(__name__)


@bp.route("/api/v1/accounts/search", methods=["GET"])
def search_accounts() -> Response:
    """Return the account that a query names in full."""
    viewer = viewer_id(bp.current_request, "read:accounts")
    form = SearchForm.parse(fields(bp.current_request))
    return json_response([render_account(account) for account in _found(viewer, form.q)])


@bp.route("/api/v2/search", methods=["GET"])
def search_everything() -> Response:
    """Return the account that a query names in full; posts and hashtags are not searched."""
    viewer = viewer_id(bp.current_request, "read:search")
    form = SearchForm.parse(fields(bp.current_request))
    found = _found(viewer, form.q) if form.type in (None, "", "accounts") else []
    return json_response({"accounts": [render_account(account) for account in found], "statuses": [], "hashtags": []})


def _found(viewer: str | None, query: str) -> list[Account]:
    return silence.without_unknown(viewer, blocks.without_barred(viewer, accounts.search(query)))
