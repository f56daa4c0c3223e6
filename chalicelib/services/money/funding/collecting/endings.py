"""End campaigns: funded, with their posts open to everybody; below their goal; or failed.

A campaign is funded where its payments count at least its goal at the moment of its end. What is only pledged, was
refunded or is disputed by then was not collected, and opens nothing.
"""

from chalicelib import config
from chalicelib.models.base import now
from chalicelib.models.money.funding.campaigns import FAILED, FUNDED, KEEP, PARTLY_COLLECTED, Campaign
from chalicelib.models.money.payments.origins import Write, write_all
from chalicelib.models.talk.mails import Mail
from chalicelib.services.money.funding import notices
from chalicelib.services.money.funding.outcomes import goals_reached, public_grant
from chalicelib.services.money.payments import round_trips
from chalicelib.services.talk import mails


def decide(campaign: Campaign) -> bool:
    """Decide over a campaign's totals whether what banks hold for it is captured; False while that is still open.

    It is once its goal is held. Where every bank has answered and less is held, it is captured only if BELOW_GOAL says
    so; otherwise the campaign fails, and whatever is held is released. Raises GuardFailed if its totals moved.
    """
    is_reached = campaign.raised + campaign.authorized >= campaign.goal
    if not is_reached and campaign.undecided > 0:
        return False
    if is_reached or config.BELOW_GOAL == "keep":
        write_all(campaign.changed(campaign.while_totals_unchanged(), secured_at=now(), due_at=now()))
    else:
        fail(campaign)
    return True


def finish(campaign: Campaign) -> None:
    """End a campaign of which no pledge is open any more, by what its payments count at this moment.

    Below its goal it never is funded: its creator keeps what was collected if it is of that kind, or if BELOW_GOAL says
    so, and otherwise it fails. Raises GuardFailed if its totals moved.
    """
    may_keep = campaign.kind == KEEP or config.BELOW_GOAL == "keep"
    if campaign.raised >= campaign.goal:
        fund(campaign)
    elif campaign.raised > 0 and may_keep:
        _end(campaign, PARTLY_COLLECTED, "campaign_partly_collected")
    else:
        fail(campaign)


def fund(campaign: Campaign) -> None:
    """Mark a campaign as funded, and open its posts to everybody. Raises GuardFailed if its totals moved."""
    opened = public_grant(campaign, goals_reached(campaign, int(campaign.raised))).following(None)
    _end(campaign, FUNDED, "campaign_funded", opened.put)


def fail(campaign: Campaign) -> None:
    """Mark a campaign as failed; a round then releases or refunds its pledges."""
    _end(campaign, FAILED, "campaign_refunded" if campaign.raised else "campaign_failed")
    round_trips.count_failed(campaign)


def _end(campaign: Campaign, state: str, template: str, *writes: Write) -> None:
    """End a campaign over its totals, and tell its creator by mail; its backers are told in a round."""
    campaign.ended_with = campaign.reached
    mail = notices.ended(template, campaign.creator_id, campaign)
    moments = {"ended_at": campaign.ended_at or now(), "settled_at": now(), "due_at": now()}
    ended = campaign.changed(campaign.while_totals_unchanged(), state=state, ended_with=campaign.ended_with, **moments)
    write_all(ended, *writes, *notices.telling(mail, campaign))
    mails.announce(mail.id)


def told(account_id: str, campaign: Campaign) -> Mail:
    """Return the mail that tells a backer who was charged how a campaign ended."""
    return notices.ended(f"campaign_{campaign.state}", account_id, campaign)
