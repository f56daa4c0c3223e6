"""/api/rossgram/v1/passkeys and /oauth/passkeys: add passkeys, name and remove them, and have one asked for."""

# ruff: noqa: PLC0415
from chalice import Blueprint
from chalice.app import Response

from chalicelib.errors import RossgramError, Unprocessable
from chalicelib.handlers import browser
from chalicelib.handlers.callers import address
from chalicelib.handlers.door import ANY_FORM, answers, caller_id, fields, json_response, own_session
from chalicelib.models.people.accounts import Credential
from chalicelib.models.people.apps import new_secret
from chalicelib.models.people.door.passkeys import Passkey
from chalicelib.schemas.people.door.passkeys import SCRIPT, PasskeyForm, read_answer, render_passkey
from chalicelib.services.people import sessions
from chalicelib.services.people.door import passkeys

bp = Blueprint(__name__)
PATH = "/api/rossgram/v1/passkeys"


@bp.route(PATH, methods=["GET"])
def list_passkeys() -> Response:
    """Return the passkeys of the caller's account, the oldest first, each with its name and when it was used last."""
    return json_response([render_passkey(one) for one in Passkey.of(caller_id(bp.current_request, "read:accounts"))])


@bp.route(f"{PATH}/challenges", methods=["POST"], content_types=ANY_FORM)
@answers("PasskeyCreation")
def begin_passkey() -> Response:
    """Return what an authenticator is to make a passkey for (WebAuthn's JSON); the password must come along."""
    account_id, session_id = own_session(bp.current_request, "write:accounts")
    form = PasskeyForm.parse(fields(bp.current_request))
    credential = sessions.prove_own(account_id, form.password, address(bp.current_request), form.otp)
    return json_response(passkeys.begin_adding(credential, passkeys.in_session(session_id)))


@bp.route(PATH, methods=["POST"], content_types=ANY_FORM)
def add_passkey() -> Response:
    """Add the passkey that an authenticator made for a challenge, `credential`, under a `name`, and mail the owner."""
    _, session_id = own_session(bp.current_request, "write:accounts")
    form = PasskeyForm.parse(fields(bp.current_request))
    added = passkeys.add(read_answer(form.credential), form.name, passkeys.in_session(session_id))
    return json_response(render_passkey(added))


@bp.route(f"{PATH}/{{passkey_id}}", methods=["PUT"], content_types=ANY_FORM)
def rename_passkey(passkey_id: str) -> Response:
    """Give one of the caller's passkeys another name."""
    account_id = caller_id(bp.current_request, "write:accounts")
    name = PasskeyForm.parse(fields(bp.current_request)).name
    return json_response(render_passkey(passkeys.rename(account_id, passkey_id, name)))


@bp.route(f"{PATH}/{{passkey_id}}", methods=["DELETE"], content_types=ANY_FORM)
def remove_passkey(passkey_id: str) -> Response:
    """Let one of the caller's passkeys sign in no more, and mail the owner; the password must come along."""
    account_id = caller_id(bp.current_request, "write:accounts")
    Passkey.one(account_id, passkey_id)
    form = PasskeyForm.parse(fields(bp.current_request))
    passkeys.remove(sessions.prove_own(account_id, form.password, address(bp.current_request), form.otp), passkey_id)
    return json_response({})


@bp.route("/oauth/passkeys.js", methods=["GET"])
@answers("text/javascript")
def show_script() -> Response:
    """Return the script of the pages that ask for a passkey."""
    return Response(SCRIPT, {"Content-Type": "text/javascript; charset=utf-8"}, 200)


@bp.route("/oauth/passkeys/challenge", methods=["POST"], content_types=ANY_FORM)
@answers("PasskeyRequest")
def begin_signing_in() -> Response:
    """Return what a passkey is to sign, in WebAuthn's JSON, for the browser that asks alone."""
    secret = new_secret()
    options = passkeys.begin_signing_in(passkeys.in_browser(secret), address(bp.current_request))
    return json_response(options, headers={"Set-Cookie": browser.asking_cookie(secret)})


@bp.route("/oauth/passkeys", methods=["GET"])
def show_passkeys() -> Response:
    """Show the page on which a person adds passkeys and removes them."""
    from chalicelib.schemas.people.door.passkey_pages import ACTS, FORM

    return browser.page(FORM.draw(choices=ACTS))


@bp.route("/oauth/passkeys", methods=["POST"], content_types=ANY_FORM)
def change_passkeys() -> Response:
    """Begin to add a passkey, add the one that the browser made, or show them and remove one."""
    from chalicelib.schemas.people.door.passkey_pages import ACTS, FORM

    form = PasskeyForm.parse(fields(bp.current_request))
    try:
        if form.act == "finish":
            return _finish(form.credential, form.name)
        return _act(browser.proven(bp.current_request), form.act, form.passkey, form.username)
    except RossgramError as error:
        return browser.refusal(error, FORM.draw(error.message, choices=ACTS, username=form.username))


def _act(credential: Credential, act: str, passkey_id: str, username: str) -> Response:
    """Do what the page asks for, once the password came with it."""
    from chalicelib.schemas.money.pages import draw_message
    from chalicelib.schemas.people.door.pages import PASSKEY_HEADERS
    from chalicelib.schemas.people.door.passkey_pages import ADD, SEE, draw_adding, draw_removing

    if act == ADD:
        secret = new_secret()
        html = draw_adding(passkeys.begin_adding(credential, passkeys.in_browser(secret)))
        return browser.page(html, headers={**PASSKEY_HEADERS, "Set-Cookie": browser.asking_cookie(secret)})
    if act != SEE:
        raise Unprocessable("Choose what you want to do")
    if passkey_id:
        passkeys.remove(credential, passkey_id)
    found = Passkey.of(credential.account_id)
    if found:
        return browser.page(draw_removing(found, username))
    return browser.page(draw_message("No passkeys", "Your account has no passkey now."))


def _finish(credential: object, name: str) -> Response:
    from chalicelib.schemas.money.pages import draw_message

    asker = passkeys.in_browser(browser.asking(bp.current_request))
    added = passkeys.add(read_answer(credential), name, asker)
    text = f"{added.name} signs you in from now on. A mail tells you so, too."
    return browser.page(draw_message("The passkey is added", text))
