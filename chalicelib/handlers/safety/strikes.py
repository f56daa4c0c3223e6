"""/api/rossgram/v1/strikes and /oauth/appeals: what moderators did to the caller, and appeals against it."""

# ruff: noqa: PLC0415
from chalice import Blueprint, Response

from chalicelib.errors import RossgramError
from chalicelib.handlers import browser
from chalicelib.handlers.door import ANY_FORM, caller_id, fields, filled_response, json_response
from chalicelib.models.people.accounts import Account
from chalicelib.schemas.pages import PageForm
from chalicelib.schemas.safety.appeals import AppealForm, MailedAppealForm
from chalicelib.schemas.safety.strikes import render_strike
from chalicelib.services.people.door import links
from chalicelib.services.safety.appeals import filing, strikes

bp = Blueprint(__name__)
STRIKES = "/api/rossgram/v1/strikes"


@bp.route(STRIKES, methods=["GET"])
def list_strikes() -> Response:
    """Return a page of what moderators did to the caller's account and posts, the newest first, with its appeals."""
    account_id = caller_id(bp.current_request, "read:accounts")
    found = strikes.listed(account_id, PageForm.parse(fields(bp.current_request)).page())
    account = Account.find(account_id)
    return filled_response(bp.current_request, [render_strike(one, account) for one in found.shown], found)


@bp.route(f"{STRIKES}/{{strike_id}}", methods=["GET"])
def show_strike(strike_id: str) -> Response:
    """Return one act against the caller's account or a post of theirs."""
    account_id = caller_id(bp.current_request, "read:accounts")
    return json_response(render_strike(strikes.find(account_id, strike_id), Account.find(account_id)))


@bp.route(f"{STRIKES}/{{strike_id}}/appeal", methods=["POST"], content_types=ANY_FORM)
def appeal_strike(strike_id: str) -> Response:
    """Appeal against an act, once and within 20 days, with a `text` of at most 2,000 characters."""
    account_id = caller_id(bp.current_request, "write:accounts")
    text = AppealForm.parse(fields(bp.current_request)).text
    return json_response(render_strike(filing.file(account_id, strike_id, text), Account.find(account_id)))


@bp.route(links.APPEALS, methods=["GET"])
@browser.shows_failures
def show_appeal() -> Response:
    """Show the page to which a letter of an act leads: the act, and a form for an appeal or what became of it."""
    from chalicelib.schemas.safety import appeal_pages

    secret = MailedAppealForm.parse(fields(bp.current_request)).token
    return browser.page(appeal_pages.draw(filing.find_by_link(secret), secret))


@bp.route(links.APPEALS, methods=["POST"], content_types=ANY_FORM)
@browser.shows_failures
def appeal_by_link() -> Response:
    """Appeal by the link in a letter: whoever is shut out or suspended cannot sign in."""
    from chalicelib.schemas.safety import appeal_pages

    form = MailedAppealForm.parse(fields(bp.current_request))
    strike = filing.find_by_link(form.token)
    try:
        strike = filing.file(strike.action.account_id, strike.id, form.text)
    except RossgramError as error:
        return browser.refusal(error, appeal_pages.draw(strike, form.token, error.message, form.text))
    return browser.page(appeal_pages.draw(strike, form.token))
