"""Note what banks hold for a campaign, capture it once the campaign's goal is held, and renew what expired.

Nothing is captured before `secured_at` is written, and nothing that is held is released unless its campaign failed, so
that a capture and a release never meet. Both are written over the version of the pledge that was read.
"""

import logging
from typing import Any

from chalicelib.errors import NotFound, PaymentRefused, PaymentsUnavailable
from chalicelib.gateways import payments
from chalicelib.models.base import now
from chalicelib.models.money.funding.campaigns import COLLECTING, Campaign
from chalicelib.models.money.funding.pledges import AUTHORIZED, CHARGING, Pledge
from chalicelib.models.money.payments.origins import write_all
from chalicelib.services.money.funding.collecting import answers, grace, intents, releases, waits
from chalicelib.services.money.funding.outcomes import difference

HOUR = 3600
# Why Stripe itself cancels a PaymentIntent whose authorization was not captured in time.
EXPIRED = frozenset({"automatic", "expired"})

log = logging.getLogger(__name__)


def note(pledge: Pledge, intent: dict[str, Any]) -> bool:
    """Note that a bank holds a pledge's amount; return whether it is captured at once.

    If its campaign has ended meanwhile, what is held is released instead.
    """
    campaign = Campaign.find(pledge.campaign_id)
    if campaign.state != COLLECTING:
        releases.release_with_campaign(pledge, campaign)
        return False
    moved = difference(pledge, AUTHORIZED)
    still = campaign.move(**moved, only_if=campaign.while_in(COLLECTING))
    write_all(pledge.to(AUTHORIZED, next_at=_expires_at(intent)), still)
    return bool(answers.announce(campaign, moved).secured_at)


def _expires_at(intent: dict[str, Any]) -> int:
    """Return until when a bank holds an amount, as Stripe says it, or as long as every bank does."""
    charge = intent.get("latest_charge")
    details = (charge.get("payment_method_details") or {}) if isinstance(charge, dict) else {}
    return int((details.get("card") or {}).get("capture_before") or now() + grace.UNSECURED_SECONDS)


def go_on(pledge: Pledge) -> bool:
    """Capture, renew or release what a bank holds, as its campaign and Stripe say; return whether a step follows."""
    campaign = Campaign.find(pledge.campaign_id)
    if campaign.state != COLLECTING:
        releases.release_with_campaign(pledge, campaign)
        return False
    intent = payments.find_intent(pledge.payment_id or "")
    if intent["status"] == "succeeded":
        intents.settle_paid(pledge, intent)
        return False
    if intent["status"] != "requires_capture":
        return end_cancelled(pledge, intent)
    if campaign.secured_at and not waits.is_stopped(campaign.creator_id):
        return _capture(pledge)
    if now() >= int(pledge.next_at or 0):
        write_all(pledge.to(AUTHORIZED, next_at=now() + HOUR))
    return False


def _capture(pledge: Pledge) -> bool:
    """Take what is held. What Stripe refuses is looked at again: at once if it is not held now, else in an hour."""
    try:
        intent = intents.capture(pledge)
    except (PaymentRefused, NotFound):
        log.exception("the pledge %s cannot be captured", pledge.id)
        if payments.find_intent(pledge.payment_id or "")["status"] != "requires_capture":
            return True
        _try_later(pledge)
        return False
    except PaymentsUnavailable:
        _try_later(pledge)
        raise
    intents.settle_paid(pledge, intent)
    return False


def _try_later(pledge: Pledge) -> None:
    """Capture with another key in an hour: Stripe repeats an error to the same key for a day."""
    later = {"attempts": int(pledge.attempts) + 1, "next_at": now() + HOUR}
    write_all(pledge.to(AUTHORIZED, **later, **pledge.failing))


def end_cancelled(pledge: Pledge, intent: dict[str, Any]) -> bool:
    """End a pledge whose PaymentIntent was cancelled, or ask the bank anew if only its authorization expired."""
    if intent.get("cancellation_reason") not in EXPIRED:
        log.warning("the pledge %s ends, because %s was cancelled", pledge.id, intent["id"])
        return grace.drop(pledge)
    campaign = Campaign.find(pledge.campaign_id)
    # What was cancelled can never be paid, so that another PaymentIntent may take its place.
    moved = campaign.move(**difference(pledge, CHARGING), only_if=campaign.while_in(COLLECTING))
    write_all(intents.next_attempt(pledge, payment_id=None), moved)
    return True
