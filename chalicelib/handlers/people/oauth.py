"""/oauth and /api/v1/apps: how an app gets to act for a person.

oauthlib and jinja2 are imported where they are used: most requests need neither, and a cold start would pay for both.
"""

# ruff: noqa: PLC0415
import base64
import binascii
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote_plus

from chalice import Blueprint
from chalice.app import Request, Response

from chalicelib.errors import BadRequest, NotFound, OAuthError, RossgramError, Unauthorized, Unprocessable
from chalicelib.handlers import browser
from chalicelib.handlers.callers import address
from chalicelib.handlers.door import ANY_FORM, answers, fields, json_response, visitor
from chalicelib.handlers.keeping import same_for_all
from chalicelib.handlers.routing import served
from chalicelib.models.people.accounts import Credential
from chalicelib.models.people.apps import App, new_secret
from chalicelib.schemas.people.door.forms import EnterForm
from chalicelib.schemas.people.oauth import (
    AppForm,
    AskForm,
    DecisionForm,
    RevokeForm,
    TokenForm,
    render_app,
    render_new_app,
    render_server,
)
from chalicelib.schemas.people.scopes import supported
from chalicelib.services.people import apps

if TYPE_CHECKING:
    from chalicelib.services.people.authorizations import Ask

bp = Blueprint(__name__)


@bp.route("/api/v1/apps", methods=["POST"], content_types=ANY_FORM)
def create_app() -> Response:
    """Register an app."""
    form = AppForm.parse(fields(bp.current_request))
    made = apps.register(form.client_name, form.website, form.redirect_uris, form.scopes, address(bp.current_request))
    return json_response(render_new_app(made.app, made.secret))


@bp.route("/api/v1/apps/verify_credentials", methods=["GET"])
def verify_app() -> Response:
    """Tell an app that its token works."""
    caller = visitor(bp.current_request)
    if caller is None:
        raise Unauthorized
    try:
        return json_response(render_app(App.find(caller.app_id)))
    except NotFound as error:
        raise Unauthorized from error


@bp.route("/oauth/authorize", methods=["GET"])
def show_authorization() -> Response:
    """Show the page on which a person authorizes an app."""
    from chalicelib.schemas.people import pages
    from chalicelib.services.people import authorizations

    parameters = fields(bp.current_request)
    try:
        form = AskForm.parse(parameters)
        ask = authorizations.read(form.given())
    except BadRequest as error:
        return _explain(error, 302)
    hint = parameters.get("login_hint", "")
    html = pages.draw_authorize(ask, form.given(), served(), hint if isinstance(hint, str) else "")
    return _page(html, headers=pages.WITH_PASSKEYS)


@bp.route("/oauth/authorize", methods=["POST"], content_types=ANY_FORM)
def decide_authorization() -> Response:
    """Take a person's decision, and tell the app.

    What signs in comes with each decision and nobody is signed in between two: there is no ambient session that
    another site could use (CSRF), so the form needs no token of its own.
    """
    from chalicelib.services.people import authorizations

    parameters = fields(bp.current_request)
    try:
        form, decision = AskForm.parse(parameters), DecisionForm.parse(parameters)
        ask = authorizations.read(form.given())
    except BadRequest as error:
        return _explain(error, 303)
    if decision.decision == "deny":
        return _deny(ask)
    if decision.decision != "approve":
        return _ask_again(ask, form, decision, Unprocessable("Say whether you allow it."))
    device = browser.device(bp.current_request) or new_secret()
    try:
        credential = browser.shown(bp.current_request, device, EnterForm.parse(parameters))
    except RossgramError as error:
        return _ask_again(ask, form, decision, error)
    answer = _approve(ask, credential)
    answer.headers["Set-Cookie"] = browser.device_cookie(device)
    return answer


def _approve(ask: "Ask", credential: Credential) -> Response:
    from chalicelib.schemas.people import pages
    from chalicelib.services.people import authorizations

    request = bp.current_request
    code = authorizations.approve(ask, credential, address(request), str(request.headers.get("user-agent") or ""))
    if ask.is_out_of_band:
        return _page(pages.draw_code(ask.app.name, code))
    return _redirect(ask.answer(code=code), 303)


def _deny(ask: "Ask") -> Response:
    from chalicelib.schemas.people import pages

    if ask.is_out_of_band:
        return _page(pages.draw_message("Not allowed", f"{ask.app.name} was not let in. You can close this page."))
    told = {"error": "access_denied", "error_description": "The resource owner denied the request."}
    return _redirect(ask.answer(**told), 303)


def _ask_again(ask: "Ask", form: AskForm, decision: DecisionForm, error: RossgramError) -> Response:
    from chalicelib.schemas.people import pages

    html = pages.draw_authorize(ask, form.given(), served(), decision.username or "", error.message)
    return _page(html, error.status, pages.WITH_PASSKEYS | error.headers)


def _explain(error: BadRequest, status: int) -> Response:
    from chalicelib.schemas.people import pages

    location = getattr(error, "location", "")
    if location:
        return _redirect(location, status)
    return _page(pages.draw_message("This app cannot be let in", error.description or error.message), error.status)


def _page(html: str, status: int = 200, headers: dict[str, str] | None = None) -> Response:
    from chalicelib.schemas.people import pages

    return Response(html, {**pages.HEADERS, **(headers or {})}, status)


def _redirect(location: str, status: int) -> Response:
    # After a POST 303: the browser must not send the password along (RFC 9700, 4.12).
    return Response("", {"Location": location, "Cache-Control": "no-store", "Referrer-Policy": "no-referrer"}, status)


@bp.route("/oauth/token", methods=["POST"], content_types=ANY_FORM)
@answers("Token")
def create_token() -> Response:
    """Give an app a token for a code, a refresh token, a password, or its own credentials."""
    from chalicelib.services.people import tokens

    form = TokenForm.parse(_with_basic(bp.current_request))
    return json_response(tokens.exchange(form.given(), address(bp.current_request)))


@bp.route("/oauth/revoke", methods=["POST"], content_types=ANY_FORM)
def revoke_token() -> Response:
    """Take back a token."""
    from chalicelib.services.people import tokens

    tokens.revoke(RevokeForm.parse(_with_basic(bp.current_request)).given())
    return json_response({})


@bp.route("/.well-known/oauth-authorization-server", methods=["GET"])
@same_for_all
def show_server() -> Response:
    """Tell what this authorization server can do."""
    from chalicelib.services.people import tokens

    return json_response(render_server(tokens.grant_types(), supported(served())))


def _with_basic(request: Request) -> dict[str, Any]:
    """Return the fields, with an app's credentials from where RFC 6749 (2.3.1) puts them."""
    given = fields(request)
    scheme, _, packed = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() != "basic":
        return given
    try:
        name, _, secret = base64.b64decode(packed, validate=True).decode().partition(":")
    except (binascii.Error, ValueError) as error:
        raise OAuthError("invalid_client", "The Authorization header could not be read", 401) from error
    basic = {"client_id": unquote_plus(name), "client_secret": unquote_plus(secret)}
    if given.get("client_id", basic["client_id"]) != basic["client_id"]:
        raise OAuthError("invalid_request", "There are two apps in one request")
    return {**given, **basic}
