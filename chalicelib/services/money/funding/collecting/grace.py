"""Give a backer whose card failed some days: a mail every two days, one last try, then the pledge is dropped.

Seven days once the campaign's goal is authorized. Until then four, so that the last answer is there before what banks
hold for others expires.
"""

from typing import Any

from chalicelib.models.base import now
from chalicelib.models.money.funding.campaigns import Campaign
from chalicelib.models.money.funding.pledges import DROPPED, Pledge
from chalicelib.models.money.payments.origins import write_all
from chalicelib.services.money.funding import notices
from chalicelib.services.money.funding.collecting import intents, releases
from chalicelib.services.talk import mails

GRACE_SECONDS = 7 * 86400
# The shortest authorization is one of Visa that nobody is present at: 4 days and 18 hours.
# https://docs.stripe.com/payments/place-a-hold-on-a-payment-method
UNSECURED_SECONDS = 4 * 86400
MAIL_SECONDS = 48 * 3600
# A mail this long before its time is that mail.
EARLY_SECONDS = 3600


def fail(pledge: Pledge, state: str) -> bool:
    """Record a failed charge, and tell the backer by mail; return whether another step follows at once.

    The first failure starts the grace period; a failure after its end was the last try.
    """
    at, campaign = now(), Campaign.find(pledge.campaign_id)
    if not pledge.mailed_at:
        _write(pledge, campaign, state, mailed_at=at, grace_ends_at=at + GRACE_SECONDS, next_at=at + MAIL_SECONDS)
        return False
    if at >= ends_at(pledge.grace_ends_at, campaign):
        return drop(pledge)
    _write(pledge, campaign, state, next_at=_next_at(pledge, campaign, at))
    return False


def ends_at(grace_ends_at: float | None, campaign: Campaign) -> int:
    """Return when a pledge's grace ends as things are: sooner while its campaign's goal is not authorized."""
    full = int(grace_ends_at or 0)
    return full if campaign.secured_at else full - GRACE_SECONDS + UNSECURED_SECONDS


def remind(pledge: Pledge, campaign: Campaign) -> None:
    """Send the backer another mail, and schedule the next."""
    at = now()
    _write(pledge, campaign, pledge.state, mailed_at=at, next_at=_next_at(pledge, campaign, at))


def drop(pledge: Pledge) -> bool:
    """Drop a pledge that could not be charged; return True if it was paid after all, so that another step follows."""
    if not intents.cancel(pledge):
        return True
    campaign = Campaign.find(pledge.campaign_id)
    releases.release(pledge, campaign, DROPPED, notices.dropped(pledge, campaign))
    return False


def _write(pledge: Pledge, campaign: Campaign, state: str, **values: Any) -> None:
    """Write a state and its mail together: each version of a pledge is written once, and so is its mail."""
    until = ends_at(values.get("grace_ends_at") or pledge.grace_ends_at, campaign)
    mail = notices.failing(pledge, campaign, state, until, str(int(pledge.version)))
    write_all(pledge.to(state, **values), *notices.telling(mail, campaign))
    mails.announce(mail.id)


def _next_at(pledge: Pledge, campaign: Campaign, at: int) -> int:
    """Return when the next mail is due, counted from the start of the grace period, or when that ends."""
    began_at = int(pledge.grace_ends_at or 0) - GRACE_SECONDS
    sent = (at + EARLY_SECONDS - began_at) // MAIL_SECONDS
    return min(began_at + (sent + 1) * MAIL_SECONDS, ends_at(pledge.grace_ends_at, campaign))
