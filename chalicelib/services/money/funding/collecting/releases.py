"""Release pledges without a charge, and refund those that were charged."""

from chalicelib.gateways import payments
from chalicelib.models.money.funding.campaigns import CANCELLED as CAMPAIGN_CANCELLED
from chalicelib.models.money.funding.campaigns import Campaign
from chalicelib.models.money.funding.pledges import CANCELLED, Pledge
from chalicelib.models.money.payments.origins import write_all
from chalicelib.models.talk.mails import Mail
from chalicelib.services.money.funding import notices
from chalicelib.services.money.funding.collecting import answers, intents
from chalicelib.services.money.funding.outcomes import difference, revoke_writes
from chalicelib.services.money.payments.settlement import Observation, settle
from chalicelib.services.talk import mails


def release_with_campaign(pledge: Pledge, campaign: Campaign) -> None:
    """Release a pledge because its campaign failed or was cancelled, and tell its backer by mail.

    What a bank holds for it is released first. A payment that came first is settled instead, and goes back.
    """
    if not intents.cancel(pledge):
        intents.settle_paid(pledge, payments.find_intent(pledge.payment_id or ""))
        return
    release(pledge, campaign, CANCELLED, _mail("campaign_failed", pledge, campaign))


def release(pledge: Pledge, campaign: Campaign, state: str, mail: Mail) -> None:
    """End a pledge that was not charged: one transaction for its rewards, its part of the total, its grant and a mail.

    Raises GuardFailed if the pledge changed since it was read.
    """
    moved = difference(pledge, state)
    write_all(*pledge.end(state), *revoke_writes(pledge), campaign.move(**moved), *notices.telling(mail, campaign))
    mails.announce(mail.id)
    answers.announce(campaign, moved)


def refund(pledge: Pledge, campaign: Campaign) -> None:
    """Refund a pledge to a campaign that failed or was cancelled, and tell its backer by mail."""
    mail = _mail("campaign_refunded", pledge, campaign)
    write_all(*notices.telling(mail, campaign))
    ensure_refunded(pledge)
    mails.announce(mail.id)


def ensure_refunded(pledge: Pledge) -> None:
    """Settle an ended pledge's payment again, by which outcomes.py requests its refund."""
    if pledge.payment_id:
        settle(pledge.payment_id, Observation())


def _mail(failed: str, pledge: Pledge, campaign: Campaign) -> Mail:
    template = "campaign_cancelled" if campaign.state == CAMPAIGN_CANCELLED else failed
    return notices.ended(template, pledge.backer_id, campaign)
