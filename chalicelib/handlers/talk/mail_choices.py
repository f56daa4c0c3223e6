"""/api/rossgram/v1/mails and /oauth/mails: of what somebody gets mails, and how a mail ends them without a sign-in."""

# ruff: noqa: PLC0415
from chalice import Blueprint, Response

from chalicelib.handlers import browser
from chalicelib.handlers.door import ANY_FORM, caller_id, fields, json_response
from chalicelib.schemas.talk.mail_choices import MailChoicesForm, UnsubscribeForm, render_mail_choices
from chalicelib.services.talk import mail_choices

bp = Blueprint(__name__)
PATH = "/api/rossgram/v1/mails"


@bp.route(PATH, methods=["GET"])
def get_mail_choices() -> Response:
    """Return of what the caller gets mails: of nothing, unless they chose so, but of their own money; and how."""
    account_id = caller_id(bp.current_request, "read:notifications")
    return json_response(render_mail_choices(*mail_choices.of(account_id)))


@bp.route(PATH, methods=["PATCH"], content_types=ANY_FORM)
def choose_mails() -> Response:
    """Change of what the caller gets mails: `follows`, `mentions`, `comments`; one mail in three hours at most.

    `language` is that of every letter, those about the account and its money too: `en` or `ru`.
    """
    account_id = caller_id(bp.current_request, "write:notifications")
    form = MailChoicesForm.parse(fields(bp.current_request))
    chosen = mail_choices.choose(account_id, form.changes())
    if form.language:
        mail_choices.speak(account_id, form.language)
    return json_response(render_mail_choices(chosen, form.language or mail_choices.language(account_id)))


@bp.route(mail_choices.PATH, methods=["GET"])
@browser.shows_failures
def show_unsubscription() -> Response:
    """Show the page to which a mail leads; looking at it ends nothing, as programs that read mail do."""
    from chalicelib.schemas.talk import unsubscription

    form = UnsubscribeForm.parse(fields(bp.current_request))
    mail_choices.expect(form.account, form.key)
    return browser.page(unsubscription.draw(form.account, form.key))


@bp.route(mail_choices.PATH, methods=["POST"], content_types=ANY_FORM)
@browser.shows_failures
def unsubscribe_from_mails() -> Response:
    """End all mails of news, by the link in one of them and without a sign-in (RFC 8058)."""
    from chalicelib.schemas.people import pages

    form = UnsubscribeForm.parse(fields(bp.current_request))
    mail_choices.unsubscribe(form.account, form.key)
    return browser.page(pages.draw_message("Done", "You get no more mails of news."))
