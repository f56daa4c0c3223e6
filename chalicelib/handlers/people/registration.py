"""/api/v1/accounts (POST) and /oauth/sign_up: how a person gets an account."""

# ruff: noqa: PLC0415
from urllib.parse import urlencode

from chalice import Blueprint
from chalice.app import Response

from chalicelib import config
from chalicelib.errors import RossgramError, Unprocessable
from chalicelib.handlers.callers import address
from chalicelib.handlers.door import ANY_FORM, answers, client_app, fields, json_response
from chalicelib.models.people.accounts import Account
from chalicelib.models.people.apps import App
from chalicelib.schemas.people.oauth import AskForm
from chalicelib.schemas.people.registration import RegistrationForm
from chalicelib.services.people import registration, sessions
from chalicelib.services.people.joining import arrivals
from chalicelib.services.people.reading import server_texts

bp = Blueprint(__name__)

WELCOME = "Open the link that is on its way to your mail, and sign in from your app."
WAITS = "Your sign-up is looked at. A mail tells you when you can sign in."


@bp.route("/api/v1/accounts", methods=["POST"], content_types=ANY_FORM)
@answers("Token")
def create_account() -> Response:
    """Create an account for a person who uses an app, and authorize the app.

    Where the operator wants approval a `reason` is needed, and the token opens nothing until somebody of the staff has
    approved, which it is told by 403. With `invite_code`, of an invitation, nobody waits.
    """
    caller = client_app(bp.current_request, "write:accounts")
    if caller.account_id is not None:
        raise Unprocessable("This method requires an app's own token")
    app = App.find(caller.app_id)
    account = _register(RegistrationForm.parse(fields(bp.current_request)))
    waits = bool(account.closed) or config.REQUIRE_CONFIRMED_EMAIL
    return json_response(sessions.begin(account.id, app.client_id, app.scopes.split(), awaits_confirmation=waits))


def _register(form: RegistrationForm) -> Account:
    at, asked = address(bp.current_request), form.asked()
    return registration.register(form.username, form.email, form.password, form.agreement, at, asked)


@bp.route("/oauth/sign_up", methods=["GET"])
def show_sign_up() -> Response:
    """Show the page on which a person creates an account."""
    from chalicelib.schemas.people import pages

    ask = AskForm.parse(fields(bp.current_request)).given()
    if not arrivals.is_open():
        why = arrivals.BY_INVITATION if arrivals.takes_people() else arrivals.CLOSED
        return Response(pages.draw_message("Closed", why), pages.HEADERS, 422)
    return Response(pages.draw_sign_up(ask, terms_day=server_texts.day_of_terms()), pages.HEADERS, 200)


@bp.route("/oauth/sign_up", methods=["POST"], content_types=ANY_FORM)
def sign_up() -> Response:
    """Create an account, and go back to the page on which the app asks.

    Nobody is signed in by it, so another site gains nothing by sending this form (CSRF).
    """
    from chalicelib.schemas.people import pages

    parameters = fields(bp.current_request)
    ask, form = AskForm.parse(parameters).given(), RegistrationForm.parse(parameters)
    try:
        account = _register(form)
    except RossgramError as error:
        problems = getattr(error, "problems", {})
        said, terms_day = "" if problems else error.message, server_texts.day_of_terms()
        page = pages.draw_sign_up(ask, form, said, problems, terms_day=terms_day)
        return Response(page, {**pages.HEADERS, **error.headers}, error.status)
    if account.closed:
        return Response(pages.draw_message("Welcome", WAITS), pages.HEADERS, 200)
    if not ask:
        return Response(pages.draw_message("Welcome", WELCOME), pages.HEADERS, 200)
    back = f"{config.PUBLIC_URL}/oauth/authorize?{urlencode({**ask, 'login_hint': form.username})}"
    return Response("", {"Location": back, "Cache-Control": "no-store"}, 303)
