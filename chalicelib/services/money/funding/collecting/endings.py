"""End campaigns as funded, with their posts open to everybody, or as failed."""

from functools import partial

from chalicelib import config
from chalicelib.models.base import now
from chalicelib.models.money.funding.campaigns import ALL_OR_NOTHING, FAILED, FUNDED, Campaign
from chalicelib.models.money.funding.pledges import PLEDGED, Pledge
from chalicelib.models.money.payments.origins import write_all
from chalicelib.models.talk.mails import Mail
from chalicelib.services.money.funding import notices
from chalicelib.services.money.funding.outcomes import PAID, goals_reached, public_grant
from chalicelib.services.talk import mails

PAGE = 500


def finish(campaign: Campaign) -> None:
    """End a campaign whose pledges are all processed.

    If dropped pledges took it below its goal, BELOW_GOAL decides. Payments count even if they were refunded since.
    """
    collected = int(campaign.raised) if campaign.raised >= campaign.goal else _collected(campaign)
    if collected and (collected >= campaign.goal or config.BELOW_GOAL == "keep"):
        fund(campaign)
    else:
        fail(campaign)


def fund(campaign: Campaign) -> None:
    """Mark a campaign as funded, and open its posts to everybody. Raises GuardFailed if its totals moved."""
    campaign.ended_with = campaign.reached
    mail = funded_mail(campaign.creator_id, campaign)
    # Backers who were charged at the deadline had a mail; those of the other kind get it in a round.
    due_at = None if campaign.kind == ALL_OR_NOTHING else now()
    moments = {"ended_at": campaign.ended_at or now(), "settled_at": now(), "due_at": due_at}
    write_all(
        campaign.changed(campaign.while_totals_unchanged(), state=FUNDED, ended_with=campaign.ended_with, **moments),
        public_grant(campaign, goals_reached(campaign, int(campaign.raised))).put,
        partial(Mail.add, mail=mail),
    )
    mails.announce(mail.id)


def fail(campaign: Campaign) -> None:
    """Mark a campaign as failed; a round then releases or refunds its pledges."""
    campaign.ended_with = campaign.reached
    template = "campaign_refunded" if campaign.raised else "campaign_failed"
    mail = notices.ended(template, campaign.creator_id, campaign)
    moments = {"ended_at": campaign.ended_at or now(), "settled_at": now(), "due_at": now()}
    write_all(
        campaign.changed(campaign.while_totals_unchanged(), state=FAILED, ended_with=campaign.ended_with, **moments),
        partial(Mail.add, mail=mail),
    )
    mails.announce(mail.id)


def funded_mail(account_id: str, campaign: Campaign) -> Mail:
    """Return the mail that tells a backer or the creator that a campaign is funded."""
    return notices.ended("campaign_funded", account_id, campaign)


def _collected(campaign: Campaign) -> int:
    """Return the sum of the pledges that were paid, including those refunded since."""
    total, after = 0, ""
    while ids := Pledge.ids_after(campaign.id, after, PAGE):
        # No pledge is open any more, so one that seems to be was an outdated read.
        read = [Pledge.find(one.id) if one.state in PLEDGED else one for one in Pledge.find_all(ids)]
        total += sum(int(pledge.amount) for pledge in read if pledge.state in PAID)
        after = ids[-1]
    return total
