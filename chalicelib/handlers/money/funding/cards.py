"""Pages that the mails about a failed charge link to: authentication at the bank, and another card."""

# ruff: noqa: PLC0415
from chalice import Blueprint, Response

from chalicelib.handlers import browser
from chalicelib.handlers.callers import address
from chalicelib.handlers.door import ANY_FORM, fields
from chalicelib.services.money.funding import notices
from chalicelib.services.money.funding.collecting import cards

bp = Blueprint(__name__)


@bp.route("/checkout/authenticate/{pledge_id}", methods=["GET"])
@browser.shows_failures
def show_authentication(pledge_id: str) -> Response:
    """Show the button that leads to the bank. A GET changes nothing, because mail scanners open links too."""
    from chalicelib.schemas.money.funding.cards import draw_authentication

    pledge, campaign = cards.by_secret(pledge_id, _key())
    if pledge.state not in cards.FAILING:
        return browser.see_other(notices.page_of(campaign))
    return browser.page(draw_authentication(pledge, campaign))


@bp.route("/checkout/authenticate/{pledge_id}", methods=["POST"], content_types=ANY_FORM)
@browser.shows_failures
def authenticate_pledge(pledge_id: str) -> Response:
    """Redirect a backer to the bank; `key` is the secret. If no authentication is required, the card is charged."""
    return browser.see_other(cards.authentication_page(pledge_id, _key(), address(bp.current_request)))


@bp.route("/checkout/card/{pledge_id}", methods=["GET"])
@browser.shows_failures
def replace_card(pledge_id: str) -> Response:
    """Redirect a backer to the page that saves another card; `key` is the secret in the mail's link."""
    return browser.see_other(cards.card_page(pledge_id, _key(), address(bp.current_request)))


def _key() -> str:
    from chalicelib.schemas.money.funding.cards import KeyForm

    return KeyForm.parse(fields(bp.current_request)).key
