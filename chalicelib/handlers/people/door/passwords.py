"""/oauth/password and /api/rossgram/v1/password: forget a password, and change it."""

# ruff: noqa: PLC0415
from chalice import Blueprint
from chalice.app import Response

from chalicelib.errors import RossgramError
from chalicelib.handlers import browser
from chalicelib.handlers.callers import address
from chalicelib.handlers.door import ANY_FORM, fields, json_response, own_session
from chalicelib.schemas.people.door.forms import ChangedPasswordForm, LinkForm, NameForm, NewPasswordForm
from chalicelib.services.people import sessions
from chalicelib.services.people.door import recovery

bp = Blueprint(__name__)

MAILED = "If an account has this name or address, a mail with a link is on its way to it. It is good for an hour."
CHANGED = "Your password is changed, and you are signed out of all apps. Sign in again with the new one."


@bp.route("/oauth/password/forgotten", methods=["GET"])
def show_forgotten_password() -> Response:
    """Show the page on which a person asks for a link to choose a new password."""
    from chalicelib.schemas.people.door import pages

    return browser.page(pages.FORGOTTEN_PASSWORD.draw())


@bp.route("/oauth/password/forgotten", methods=["POST"], content_types=ANY_FORM)
@browser.shows_failures
def forget_password() -> Response:
    """Mail a link to whoever has a name; the answer is the same where nobody has it."""
    from chalicelib.schemas.money import pages

    recovery.ask(NameForm.parse(fields(bp.current_request)).username, address(bp.current_request))
    return browser.page(pages.draw_message("Look into your mail", MAILED))


@bp.route("/oauth/password/new", methods=["GET"])
@browser.shows_failures
def show_new_password() -> Response:
    """Show the page to which a mailed link leads; looking at it uses nothing up, as programs that read mail do."""
    from chalicelib.schemas.people.door import pages

    secret = LinkForm.parse(fields(bp.current_request)).token
    recovery.find(secret)
    return browser.page(pages.NEW_PASSWORD_BY_LINK.draw(hidden={"token": secret}))


@bp.route("/oauth/password/new", methods=["POST"], content_types=ANY_FORM)
@browser.shows_failures
def set_new_password() -> Response:
    """Set a new password by a mailed link, once, and sign out everything."""
    from chalicelib.schemas.people.door import pages

    form = NewPasswordForm.parse(fields(bp.current_request))
    try:
        recovery.finish(form.token, form.new_password)
    except RossgramError as error:
        if hasattr(error, "problems"):
            page = pages.NEW_PASSWORD_BY_LINK.draw(error.message, {"token": form.token})
            return browser.refusal(error, page)
        raise
    return _changed()


@bp.route("/oauth/password", methods=["GET"])
def show_password() -> Response:
    """Show the page on which a person changes a password."""
    from chalicelib.schemas.people.door import pages

    return browser.page(pages.CHANGED_PASSWORD.draw())


@bp.route("/oauth/password", methods=["POST"], content_types=ANY_FORM)
def change_password() -> Response:
    """Change a password by the one before, tell the owner by mail, and sign out everything."""
    from chalicelib.schemas.people.door import pages

    form = ChangedPasswordForm.parse(fields(bp.current_request))
    try:
        recovery.replace(browser.proven(bp.current_request), form.new_password)
    except RossgramError as error:
        return browser.refusal(error, pages.CHANGED_PASSWORD.draw(error.message, username=form.username))
    return _changed()


@bp.route("/api/rossgram/v1/password", methods=["PUT"], content_types=ANY_FORM)
def change_own_password() -> Response:
    """Change the caller's password by the one before, tell the owner by mail, and sign out everything else."""
    account_id, session_id = own_session(bp.current_request, "write:accounts")
    form = ChangedPasswordForm.parse(fields(bp.current_request))
    credential = sessions.prove_own(account_id, form.password, address(bp.current_request), form.otp)
    recovery.replace(credential, form.new_password, kept_session=session_id)
    return json_response({})


def _changed() -> Response:
    from chalicelib.schemas.money import pages

    return browser.page(pages.draw_message("Your password is changed", CHANGED))
