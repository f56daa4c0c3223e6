"""/oauth/email, /api/rossgram/v1/email and /api/v1/emails: confirm an e-mail address, and change it."""

# ruff: noqa: PLC0415
from chalice import Blueprint
from chalice.app import Response

from chalicelib.errors import RossgramError, Unprocessable
from chalicelib.handlers import browser
from chalicelib.handlers.callers import address
from chalicelib.handlers.door import ANY_FORM, answers, caller_id, fields, json_response
from chalicelib.models.people.accounts import Credential
from chalicelib.schemas.people.door.forms import EmailForm, LinkForm
from chalicelib.services.people import registration, sessions
from chalicelib.services.people.door import emails

bp = Blueprint(__name__)

ASKED = "Your address changes once you open the link that is on its way to the new one. The old one is told too."


@bp.route("/oauth/email/confirm", methods=["GET"])
@browser.shows_failures
def show_confirmation() -> Response:
    """Show the page to which a mailed link leads; looking at it confirms nothing, as programs that read mail do."""
    from chalicelib.schemas.people.door import pages

    secret = LinkForm.parse(fields(bp.current_request)).token
    emails.find(secret)
    return browser.page(pages.CONFIRMED_EMAIL.draw(hidden={"token": secret}))


@bp.route("/oauth/email/confirm", methods=["POST"], content_types=ANY_FORM)
@browser.shows_failures
def confirm_email() -> Response:
    """Confirm an address by a mailed link, or make it the account's and tell the one before."""
    from chalicelib.schemas.money import pages

    emails.confirm(LinkForm.parse(fields(bp.current_request)).token)
    return browser.page(pages.draw_message("Confirmed", "This address is confirmed. Go back to your app."))


@bp.route("/oauth/email", methods=["GET"])
def show_email() -> Response:
    """Show the page on which a person changes an e-mail address."""
    from chalicelib.schemas.people.door import pages

    return browser.page(pages.CHANGED_EMAIL.draw())


@bp.route("/oauth/email", methods=["POST"], content_types=ANY_FORM)
def change_email() -> Response:
    """Mail a link to a new address, and tell the old one."""
    from chalicelib.schemas.money import pages as messages
    from chalicelib.schemas.people.door import pages

    form = EmailForm.parse(fields(bp.current_request))
    try:
        _ask(browser.proven(bp.current_request), form)
    except RossgramError as error:
        page = pages.CHANGED_EMAIL.draw(error.message, username=form.username, email=form.email)
        return browser.refusal(error, page)
    return browser.page(messages.draw_message("Look into your mail", ASKED))


@bp.route("/api/rossgram/v1/email", methods=["PUT"], content_types=ANY_FORM)
def change_own_email() -> Response:
    """Mail a link to the caller's new address, and tell the old one; the password must come along.

    Who mistyped the address that waits to be confirmed corrects it here.
    """
    account_id = caller_id(bp.current_request, "write:accounts")
    form = EmailForm.parse(fields(bp.current_request))
    client = address(bp.current_request)
    _ask(sessions.prove_own(account_id, form.password, client, form.otp, unconfirmed=True), form)
    return json_response({}, 202)


@bp.route("/api/v1/emails/confirmations", methods=["POST"], content_types=ANY_FORM)
def mail_confirmation() -> Response:
    """Mail the link that confirms the caller's address once more; 422 where it is confirmed, or for another address."""
    credential = Credential.find(caller_id(bp.current_request, "write:accounts"))
    email = EmailForm.parse(fields(bp.current_request)).email.strip()
    if email.lower() not in ("", credential.email.lower()):
        raise Unprocessable("The address is changed with the password, by PUT /api/rossgram/v1/email")
    emails.remind(credential)
    return json_response({})


@bp.route("/api/v1/emails/check_confirmation", methods=["GET"])
@answers("bool")
def check_confirmation() -> Response:
    """Tell whether the caller's address is confirmed."""
    credential = Credential.find(caller_id(bp.current_request, "read:accounts"))
    return json_response(bool(credential.confirmed_at))


def _ask(credential: Credential, form: EmailForm) -> None:
    registration.check_email(form.email.strip())
    emails.ask(credential, form.email.strip())
