"""Send a backer whose card could not be charged to the bank's authentication, or to a page that saves another card."""

import hmac
from contextlib import suppress
from typing import Any

from chalicelib import config
from chalicelib.errors import NotFound, PaymentDeclined, PaymentRefused
from chalicelib.gateways import payments, queue
from chalicelib.models.base import GuardFailed, new_id, now
from chalicelib.models.money.funding.campaigns import Campaign
from chalicelib.models.money.funding.pledges import ACTION_REQUIRED, CHARGING, ERRORED, Pledge
from chalicelib.models.money.payments.origins import Write
from chalicelib.services.money.funding import notices
from chalicelib.services.money.funding.collecting import authorizing, grace, intents
from chalicelib.services.money.selling.pages import visits

FAILING = (ACTION_REQUIRED, ERRORED)
# Opening the link twice within this time leads to one page.
PAGE_SECONDS = 1800


def by_secret(pledge_id: str, secret: str) -> tuple[Pledge, Campaign]:
    """Return a pledge and its campaign to the holder of the pledge's secret. Raises NotFound."""
    pledge = _find(pledge_id, secret)
    return pledge, Campaign.find(pledge.campaign_id)


def authentication_page(pledge_id: str, secret: str, address: str = "") -> str:
    """Return the address of the bank's authentication page, or of the campaign's page if nothing is left to do.

    The backer is on session, so the bank is asked at once, and no page is needed if it requires no authentication.
    """
    pledge = _find(pledge_id, secret)
    if pledge.state not in FAILING:
        return notices.page_of(Campaign(pledge.campaign_id))
    visits.count(pledge.backer_id, address)
    intent = payments.find_intent(pledge.payment_id or "")
    if intent["status"] in {"requires_payment_method", "requires_confirmation"}:
        try:
            intent = _confirm(pledge)
        except (PaymentDeclined, PaymentRefused):
            return _card_page(_find(pledge_id, secret))
    if intent["status"] == "succeeded":
        intents.settle_paid(pledge, intent)
    elif intent["status"] == "requires_capture":
        _note(pledge, intent)
    next_page = (intent.get("next_action") or {}).get("redirect_to_url") or {}
    return str(next_page.get("url") or notices.page_of(Campaign(pledge.campaign_id)))


def _note(pledge: Pledge, intent: dict[str, Any]) -> None:
    # Whoever changed the pledge since it was read has seen that the bank holds its amount.
    with suppress(GuardFailed):
        if authorizing.note(pledge, intent):
            queue.send("pledges", pledge_id=pledge.id)


def _confirm(pledge: Pledge) -> dict[str, object]:
    # Each call has a key of its own: a PaymentIntent is paid once, however often it is confirmed.
    return payments.confirm_intent(
        pledge.payment_id or "",
        f"page:{pledge.id}:{new_id()}",
        payment_method=pledge.payment_method_id,
        off_session=False,
        return_url=f"{config.PUBLIC_URL}/checkout/done",
    )


def action_of(pledge: Pledge, campaign: Campaign) -> tuple[str, int] | None:
    """Return where a backer mends a pledge that is not charged, as its mail says it, and until when; else None."""
    if pledge.state not in FAILING:
        return None
    page = "authenticate" if pledge.state == ACTION_REQUIRED else "card"
    return notices.link_of(pledge, page), grace.ends_at(pledge.grace_ends_at, campaign)


def card_page(pledge_id: str, secret: str, address: str = "") -> str:
    """Return the address of the page that saves another card, or of the campaign's page if nothing is left to do."""
    pledge = _find(pledge_id, secret)
    if pledge.state in FAILING:
        visits.count(pledge.backer_id, address)
    return _card_page(pledge)


def _card_page(pledge: Pledge) -> str:
    if pledge.state not in FAILING:
        return notices.page_of(Campaign(pledge.campaign_id))
    session = payments.open_setup(
        f"card:{pledge.id}:{int(pledge.attempts)}:{now() // PAGE_SECONDS}",
        kind="pledge",
        order_id=pledge.id,
        customer=pledge.customer_id,
        currency=pledge.currency,
        success_url=f"{config.PUBLIC_URL}/checkout/done",
        cancel_url=f"{config.PUBLIC_URL}/checkout/cancelled",
    )
    return str(session["url"])


def replacing(pledge: Pledge, setup_intent_id: str, method_id: str) -> list[Write]:
    """Return the writes that replace a pledge's card and charge it; none if the pledge does not wait for a card."""
    if pledge.state not in (*FAILING, CHARGING) or method_id == pledge.payment_method_id:
        return []
    card = {"payment_method_id": method_id, "setup_intent_id": setup_intent_id}
    attempt = {"attempts": int(pledge.attempts) + 1, "next_at": now() + intents.RETRY_SECONDS}
    return [pledge.to(CHARGING, **card, **attempt)]


def _find(pledge_id: str, secret: str) -> Pledge:
    pledge = Pledge.find(pledge_id)
    if not pledge.secret or not hmac.compare_digest(pledge.secret.encode(), secret.encode()):
        raise NotFound
    return pledge
