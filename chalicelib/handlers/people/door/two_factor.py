"""/oauth/two_factor and /api/rossgram/v1/two_factor: turn a second factor on and off, and draw recovery codes."""

# ruff: noqa: PLC0415
from chalice import Blueprint
from chalice.app import Response

from chalicelib.errors import RossgramError, Unprocessable
from chalicelib.handlers import browser
from chalicelib.handlers.callers import address
from chalicelib.handlers.door import ANY_FORM, answers, caller_id, fields, json_response
from chalicelib.models.people.accounts import Credential
from chalicelib.schemas.people.door.forms import TwoFactorForm
from chalicelib.services.people import sessions
from chalicelib.services.people.door import second_factors

bp = Blueprint(__name__)
PATH = "/api/rossgram/v1/two_factor"


@bp.route(PATH, methods=["GET"])
@answers("SecondFactor")
def show_second_factor() -> Response:
    """Tell whether the caller's account asks for a code beside the password, and how many recovery codes are left."""
    credential = Credential.find(caller_id(bp.current_request, "read:accounts"))
    left = len(credential.recovery_hashes)
    return json_response({"enabled": bool(credential.totp_secret), "recovery_codes_left": left})


@bp.route(PATH, methods=["POST"], content_types=ANY_FORM)
@answers("TotpSecret")
def draw_secret() -> Response:
    """Draw a secret for an authenticator app; nothing is asked for before the app has shown a code of it."""
    drawn = second_factors.draw(_owner(caller_id(bp.current_request, "write:accounts"), _form()))
    return json_response({"secret": drawn.secret, "uri": drawn.address})


@bp.route(PATH, methods=["PUT"], content_types=ANY_FORM)
@answers("RecoveryCodes")
def turn_on_second_factor() -> Response:
    """Ask for codes from now on, by the first code of the app, and return the recovery codes, the only time."""
    form = _form()
    credential = _owner(caller_id(bp.current_request, "write:accounts"), form)
    return json_response({"recovery_codes": second_factors.turn_on(credential, form.code)})


@bp.route(PATH, methods=["DELETE"], content_types=ANY_FORM)
def turn_off_second_factor() -> Response:
    """Ask for the password alone again."""
    second_factors.turn_off(_owner(caller_id(bp.current_request, "write:accounts"), _form()))
    return json_response({})


@bp.route(f"{PATH}/recovery_codes", methods=["POST"], content_types=ANY_FORM)
@answers("RecoveryCodes")
def draw_recovery_codes() -> Response:
    """Return new recovery codes, the only time; those of before are good for nothing."""
    credential = _owner(caller_id(bp.current_request, "write:accounts"), _form())
    return json_response({"recovery_codes": second_factors.draw_recovery_codes(credential)})


@bp.route("/oauth/two_factor", methods=["GET"])
def show_two_factor() -> Response:
    """Show the page on which a person turns a second factor on and off."""
    from chalicelib.schemas.people.door import pages

    return browser.page(pages.TWO_FACTOR.draw(choices=pages.ACTS))


@bp.route("/oauth/two_factor", methods=["POST"], content_types=ANY_FORM)
def change_two_factor() -> Response:
    """Turn a second factor on, by a secret and its first code, or off, or draw new recovery codes."""
    from chalicelib.schemas.people.door import pages

    form = _form()
    try:
        return browser.page(_act(browser.proven(bp.current_request), form))
    except RossgramError as error:
        if form.act == "confirm":
            page = pages.FIRST_CODE.draw(error.message, {"act": form.act}, username=form.username)
        else:
            page = pages.TWO_FACTOR.draw(error.message, choices=pages.ACTS, username=form.username)
        return browser.refusal(error, page)


def _act(credential: Credential, form: TwoFactorForm) -> str:
    """Do what a page asks for, and return the next page."""
    from chalicelib.schemas.money.pages import draw_message
    from chalicelib.schemas.people.door import pages

    if form.act == "begin":
        return pages.draw_secret(second_factors.draw(credential), form.username)
    if form.act == "confirm":
        return pages.draw_recovery_codes(second_factors.turn_on(credential, form.code))
    if form.act == "codes":
        return pages.draw_recovery_codes(second_factors.draw_recovery_codes(credential))
    if form.act != "off":
        raise Unprocessable("Choose what you want to do")
    second_factors.turn_off(credential)
    return draw_message("Two-factor sign-in is off", "Your account asks for its password alone again.")


def _form() -> TwoFactorForm:
    return TwoFactorForm.parse(fields(bp.current_request))


def _owner(account_id: str, form: TwoFactorForm) -> Credential:
    return sessions.prove_own(account_id, form.password, address(bp.current_request), form.otp)
