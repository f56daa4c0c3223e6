"""Pages that mails lead to when a pledge could not be charged: the bank's, and one for another card."""

# ruff: noqa: PLC0415
from chalice import Blueprint, Response

from chalicelib.handlers import browser
from chalicelib.handlers.door import ANY_FORM, fields
from chalicelib.services.money.funding import notices
from chalicelib.services.money.funding.collecting import cards

bp = Blueprint(__name__)


@bp.route("/checkout/authenticate/{pledge_id}", methods=["GET"])
@browser.shows_failures
def show_authentication(pledge_id: str) -> Response:
    """Ask a backer to go on to the bank, and do nothing: programs that read mails look at links too."""
    from chalicelib.schemas.money.funding.cards import draw_authentication

    pledge, campaign = cards.by_secret(pledge_id, _key())
    if pledge.state not in cards.FAILING:
        return browser.see_other(notices.page_of(campaign))
    return browser.page(draw_authentication(pledge, campaign))


@bp.route("/checkout/authenticate/{pledge_id}", methods=["POST"], content_types=ANY_FORM)
@browser.shows_failures
def authenticate_pledge(pledge_id: str) -> Response:
    """Lead a backer to the bank's page; `key` is the secret. Where the bank asks for nothing, the card is charged."""
    return browser.see_other(cards.authentication_page(pledge_id, _key()))


@bp.route("/checkout/card/{pledge_id}", methods=["GET"])
@browser.shows_failures
def replace_card(pledge_id: str) -> Response:
    """Lead a backer to the page where another card is saved; `key` is the secret in the mail's link."""
    return browser.see_other(cards.card_page(pledge_id, _key()))


def _key() -> str:
    from chalicelib.schemas.money.funding.cards import KeyForm

    return KeyForm.parse(fields(bp.current_request)).key
