"""Open and close the Checkout page of a pledge."""

from typing import Any

from chalicelib.errors import NotFound, PaymentRefused, Unprocessable
from chalicelib.gateways import payments
from chalicelib.models.base import now
from chalicelib.models.money.funding.campaigns import ALL_OR_NOTHING, Campaign
from chalicelib.models.money.funding.pledges import Pledge
from chalicelib.services.money.funding import notices
from chalicelib.services.money.payments import customers

# How long rewards are reserved while the page is open; Stripe keeps a page open for half an hour at least.
PAGE_SECONDS, LEAST_SECONDS = 3600, 1800
# Time that may pass between our reading of the clock and Stripe's.
MARGIN_SECONDS = 120
# How long after a page's end it is read at Stripe, if no event reported it.
SETTLING_SECONDS = 600


def closing_time(campaign: Campaign) -> int:
    """Return when the page of a new pledge closes: before the deadline. Raises Unprocessable if that is too soon."""
    wanted = now() + PAGE_SECONDS
    closes_at = min(wanted, int(campaign.deadline or 0)) if campaign.is_open else wanted
    if closes_at < now() + LEAST_SECONDS + MARGIN_SECONDS:
        raise Unprocessable("Validation failed: This campaign ends too soon for a new pledge")
    return closes_at


def open_page(pledge: Pledge, campaign: Campaign, destination: str, closes_at: int) -> str:
    """Open the page on which a pledge is paid at once, or its card saved for the deadline; return its address.

    Raises Unprocessable if the pledge was cancelled or expired meanwhile.
    """
    page = notices.page_of(campaign)
    visit: Any = {"kind": "pledge", "order_id": pledge.id, "success_url": f"{page}?pledged=1", "cancel_url": page}
    visit |= {"expires_at": closes_at, "currency": pledge.currency}
    customer = None
    if is_charged_later(pledge, campaign):
        customer = customers.find_or_create(pledge.backer_id)
        session = payments.open_setup(f"pledge:{pledge.id}", customer=customer, **visit)
    else:
        visit |= {"title": campaign.title, "amount": int(pledge.amount), "fee": int(pledge.fee)}
        session = payments.open_checkout(f"pledge:{pledge.id}", destination=destination, **visit)
    if not pledge.keep_session(session["id"], customer):
        payments.expire_session(session["id"])
        raise Unprocessable("Validation failed: This pledge was cancelled")
    return str(session["url"])


def is_charged_later(pledge: Pledge, campaign: Campaign) -> bool:
    """Tell whether a pledge saves a card, to be charged when the campaign is funded."""
    return campaign.kind == ALL_OR_NOTHING and not pledge.is_late


def close_page(pledge: Pledge) -> bool:
    """Expire a pledge's Checkout Session; False if it was completed."""
    if not pledge.session_id:
        return True
    try:
        payments.expire_session(pledge.session_id)
    except PaymentRefused:
        return bool(payments.find_session(pledge.session_id)["status"] == "expired")
    except NotFound:
        pass
    return True
