"""Move a campaign on as soon as every bank has answered, or holds its goal, without waiting for the schedule."""

from chalicelib.gateways import queue
from chalicelib.models.money.funding.campaigns import COLLECTING, LIVE, Campaign, Totals


def announce(campaign: Campaign, moved: Totals) -> Campaign:
    """Queue a campaign if a pledge's move, which is written, may have been the last answer that it waits for.

    Its totals are read after the write: two that answer at once see nothing of each other before. Return what was read.
    """
    if campaign.state not in (LIVE, COLLECTING) or not (moved["pledged"] or moved["authorized"]):
        return campaign
    stored = Campaign.find(campaign.id)
    if stored.state == COLLECTING and _has_answered(stored):
        queue.send("pledges", campaign_id=campaign.id)
    return stored


def _has_answered(campaign: Campaign) -> bool:
    if campaign.secured_at:
        return campaign.pledged <= 0
    return campaign.undecided <= 0 or campaign.raised + campaign.authorized >= campaign.goal
