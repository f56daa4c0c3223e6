"""Go on after Stripe refused a charge: wait for a creator who cannot be paid, or ask the backer for another card.

A backer's grace does not run while nobody could charge the card: it begins with the first charge that the bank refuses
after the creator can be paid again. That is waited for at most 30 days from the campaign's end.
"""

import logging

from chalicelib.errors import NotFound, PaymentRefused
from chalicelib.gateways import payments
from chalicelib.models.base import now
from chalicelib.models.money.creators.sellers import Seller
from chalicelib.models.money.funding.campaigns import Campaign
from chalicelib.models.money.funding.pledges import CHARGING, ERRORED, Pledge
from chalicelib.models.money.payments.origins import write_all
from chalicelib.models.people.accounts import Account
from chalicelib.models.people.closed import SUSPENDED
from chalicelib.services.money.funding import notices
from chalicelib.services.money.funding.collecting import grace
from chalicelib.services.talk import mails

HOUR, DAY = 3600, 86_400
LONGEST_SECONDS = 30 * DAY
# A charge is tried again after an hour, and less often the longer it has been waited.
LONGEST_PAUSE_SECONDS = 6 * HOUR
# What a connected account needs to be the destination of a charge.
RECEIVING = ("transfers", "legacy_payments")

log = logging.getLogger(__name__)


def go_on(pledge: Pledge, refused: PaymentRefused | NotFound) -> bool:
    """Wait for the creator, or for another card; return whether another step follows at once.

    The first time that a pledge waits for its creator, both are told by mail. A pledge that has waited too long is
    dropped.
    """
    log.error("the pledge %s cannot be charged: %s", pledge.id, refused)
    if _can_be_paid(pledge.creator_id):
        return grace.fail(pledge, ERRORED)
    campaign = Campaign.find(pledge.campaign_id)
    until = int(campaign.ended_at or now()) + LONGEST_SECONDS
    if now() >= until:
        return grace.drop(pledge)
    _wait(pledge, campaign, until)
    return False


def is_stopped(creator_id: str) -> bool:
    """Tell whether a moderator keeps a creator suspended: nobody is charged for their campaigns as long."""
    try:
        return Account.find(creator_id).closed == SUSPENDED
    except NotFound:
        return False


def _can_be_paid(creator_id: str) -> bool:
    """Tell whether a creator may be paid at this moment, by what moderators and Stripe itself say."""
    if is_stopped(creator_id):
        return False
    seller = Seller.of(creator_id)
    try:
        found = payments.find_account((seller.stripe_account_id if seller else None) or "")
    except (NotFound, PaymentRefused):
        return False
    held = found.get("capabilities") or {}
    return bool(found.get("charges_enabled")) and any(held.get(name) == "active" for name in RECEIVING)


def _wait(pledge: Pledge, campaign: Campaign, until: int) -> None:
    pause = min(max(HOUR, (now() - int(campaign.ended_at or now())) // 8), LONGEST_PAUSE_SECONDS)
    later = {"attempts": int(pledge.attempts) + 1, "next_at": min(now() + pause, until)}
    # The next failure of the card is its first: it begins a grace period of its own.
    later |= {"waits_since": int(pledge.waits_since or now())}
    told = [] if pledge.waits_since else [notices.waiting(pledge, campaign, until), notices.stopped(campaign, until)]
    written = [write for mail in told for write in notices.telling(mail, campaign)]
    write_all(pledge.to(CHARGING, mailed_at=None, grace_ends_at=None, **later), *written)
    for mail in told:
        mails.announce(mail.id)
