"""What Pixelfed's own app reads at its start."""

from chalice import Blueprint, Response

from chalicelib.handlers.door import ANY_FORM, answers, caller_id, fields, json_response
from chalicelib.schemas.people.reading import pixelfed
from chalicelib.services.people import accounts
from chalicelib.services.people.reading import app_settings

bp = Blueprint(__name__)


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


# Pixelfed serves these under both.
for root in ("/api/v1.1", "/api/pixelfed/v1"):
    bp.route(f"{root}/nag/state", methods=["GET"])(get_nag_state)
    bp.route(f"{root}/compose/settings", methods=["GET"])(get_compose_settings)
