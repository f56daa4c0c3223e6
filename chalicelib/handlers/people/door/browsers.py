"""/api/rossgram/v1/session: who is signed in in this browser, for our own web client."""

from typing import Any

from chalice import Blueprint
from chalice.app import Request, Response

from chalicelib import config
from chalicelib.errors import NotFound, Unauthorized
from chalicelib.handlers import browser
from chalicelib.handlers.callers import address
from chalicelib.handlers.door import ANY_FORM, fields, json_response
from chalicelib.models.people.accounts import Credential
from chalicelib.models.people.apps import new_secret
from chalicelib.schemas.people.door import cookies
from chalicelib.schemas.people.door.forms import BrowserForm, EnterForm
from chalicelib.schemas.people.door.sessions import render_browser
from chalicelib.schemas.people.registration import RegistrationForm
from chalicelib.services.people import registration
from chalicelib.services.people.door import browsers
from chalicelib.services.people.door.browsers import SignedIn
from chalicelib.services.people.door.devices import Client

bp = Blueprint(__name__)
PATH = "/api/rossgram/v1/session"


@bp.route(PATH, methods=["GET"])
def show_browser() -> Response:
    """Return who is signed in in this browser, the default first; where that is nobody the cookie is taken away.

    A cookie that a sign-in has replaced stays: what was asked with it before arrives after the new one.
    """
    cookie = _cookie(bp.current_request)
    if not cookie:
        return json_response(render_browser(()))
    try:
        return _answer(browsers.find(cookie))
    except browsers.Over:
        return _answer(SignedIn(()))
    except Unauthorized:
        return json_response(render_browser(()))


@bp.route(PATH, methods=["POST"], content_types=ANY_FORM)
def sign_in() -> Response:
    """Sign an account in in this browser, beside those that are, by its name, its password and its code.

    Or by `credential`, what a passkey has signed of a challenge from `/oauth/passkeys/challenge`.
    """
    request = bp.current_request
    cookie, form = _cookie(request), EnterForm.parse(fields(request))
    device = browser.device(request) or new_secret()
    credential = browser.shown(request, device, form)
    return _answer(browsers.sign_in(credential, cookie, _client(request)), browser.device_cookie(device))


@bp.route(f"{PATH}/sign_up", methods=["POST"], content_types=ANY_FORM)
def sign_up_in_browser() -> Response:
    """Create an account, and sign it in in this browser; one that waits for approval is `pending`, and is not."""
    request = bp.current_request
    cookie, form = _cookie(request), RegistrationForm.parse(fields(request))
    at, asked = address(request), form.asked()
    made = registration.register(form.username, form.email, form.password, form.agreement, at, asked)
    if made.closed:
        return json_response(render_browser((), is_pending=True))
    waits = config.REQUIRE_CONFIRMED_EMAIL
    entered = browsers.sign_in(Credential.find(made.id), cookie, _client(request), waits=waits)
    return _answer(entered)


@bp.route(PATH, methods=["PATCH"], content_types=ANY_FORM)
def choose_default() -> Response:
    """Choose the account that a new tab begins with."""
    cookie, form = _cookie(bp.current_request), BrowserForm.parse(fields(bp.current_request))
    if not form.account_id:
        raise NotFound
    return _answer(browsers.prefer(cookie, form.account_id))


@bp.route(PATH, methods=["DELETE"], content_types=ANY_FORM)
def sign_out() -> Response:
    """Sign one account out of this browser, or all of them."""
    cookie, form = _cookie(bp.current_request), BrowserForm.parse(fields(bp.current_request))
    try:
        return _answer(browsers.sign_out(cookie, form.account_id))
    except Unauthorized:
        return _answer(SignedIn(()))


def _cookie(request: Request) -> str:
    """Return the cookie of a request that comes from a page of ours; raises Forbidden for any other."""
    cookies.expect_ours(request)
    return cookies.read(request, cookies.SESSION)


def _client(request: Request) -> Client:
    """Return from where a request comes, by which its owner tells this browser from others."""
    return Client(address(request), str(request.headers.get("user-agent") or ""))


def _answer(found: SignedIn, *more: str) -> Response:
    """Return who is signed in, with the cookies that the browser is to have from now on."""
    told = list(more)
    if found.cookie or not found.accounts:
        told.append(cookies.session_cookie(found.cookie if found.accounts else ""))
    headers: dict[str, Any] = {"Set-Cookie": told} if told else {}
    return json_response(render_browser(found.accounts), headers=headers)
