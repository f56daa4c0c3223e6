"""Pages that mails lead to when a pledge could not be charged: the bank's, and one for another card."""

from chalice import Blueprint, Response

from chalicelib.handlers import browser
from chalicelib.services.money.funding import cards

bp = Blueprint(__name__)


@bp.route("/checkout/authenticate/{pledge_id}", methods=["GET"])
@browser.shows_failures
def authenticate_pledge(pledge_id: str) -> Response:
    """Lead a backer to the bank's page; `key` is the secret in the mail's link."""
    return browser.see_other(cards.authentication_page(pledge_id, _key()))


@bp.route("/checkout/card/{pledge_id}", methods=["GET"])
@browser.shows_failures
def replace_card(pledge_id: str) -> Response:
    """Lead a backer to the page where another card is saved; `key` is the secret in the mail's link."""
    return browser.see_other(cards.card_page(pledge_id, _key()))


def _key() -> str:
    return str((bp.current_request.query_params or {}).get("key") or "")
