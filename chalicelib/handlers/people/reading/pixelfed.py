"""What Pixelfed's own app reads at its start."""

from chalice import Blueprint, Response

from chalicelib.errors import NotFound
from chalicelib.handlers.door import ANY_FORM, answers, caller_id, fields, json_response
from chalicelib.schemas.people.accounts import render_account
from chalicelib.schemas.people.reading import pixelfed
from chalicelib.services.people import accounts
from chalicelib.services.people.reading import app_settings
from chalicelib.services.people.relationships import blocks, familiar

bp = Blueprint(__name__)
# As Pixelfed has it.
MOST_MUTUAL = 24


@bp.route("/api/v2/config", methods=["GET"])
def get_config() -> Response:
    """Describe the server as Pixelfed's configuration does."""
    return json_response(pixelfed.render_config())


@bp.route("/api/pixelfed/v1/app/settings", methods=["GET"])
def get_app_settings() -> Response:
    """Return the settings that the app left with the server, or its defaults."""
    account_id = caller_id(bp.current_request, "read")
    return json_response(pixelfed.render_app_settings(accounts.find(account_id), *app_settings.kept(account_id)))


@bp.route("/api/pixelfed/v1/app/settings", methods=["POST"], content_types=ANY_FORM)
def save_app_settings() -> Response:
    """Keep the settings of the app: `common`. They are the app's own, and change nothing here."""
    account = accounts.find(caller_id(bp.current_request, "write"))
    common = pixelfed.AppSettingsForm.parse(fields(bp.current_request)).common.model_dump()
    return json_response(pixelfed.render_app_settings(account, common, app_settings.keep(account.id, common)))


@answers("Nag")
def get_nag_state() -> Response:
    """Return that the server asks nothing of the app's user."""
    caller_id(bp.current_request, "read")
    return json_response({"active": False})


def get_compose_settings() -> Response:
    """Return what the app begins a new post with."""
    return json_response(pixelfed.render_compose_settings(accounts.find(caller_id(bp.current_request, "read"))))


def get_account_by_username(username: str) -> Response:
    """Return the account with a handle, or 404, where Pixelfed answers an empty list."""
    caller = caller_id(bp.current_request, "read")
    return json_response(render_account(blocks.find_named(caller, username)))


def list_mutual_accounts(account_id: str) -> Response:
    """Return who of those whom the caller follows follows an account, 24 at most."""
    found = familiar.familiar(caller_id(bp.current_request, "read:follows"), [account_id])
    if not found:
        raise NotFound
    return json_response([render_account(one) for one in found[0].followers[:MOST_MUTUAL]])


# Pixelfed serves these under both.
for root in ("/api/v1.1", "/api/pixelfed/v1"):
    bp.route(f"{root}/accounts/username/{{username}}", methods=["GET"])(get_account_by_username)
    bp.route(f"{root}/accounts/mutuals/{{account_id}}", methods=["GET"])(list_mutual_accounts)
    bp.route(f"{root}/nag/state", methods=["GET"])(get_nag_state)
    bp.route(f"{root}/compose/settings", methods=["GET"])(get_compose_settings)
