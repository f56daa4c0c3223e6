"""Close campaigns at their deadline, and process their pledges until nothing is left to do.

A campaign stays due until it is finished, and each step starts from the stored rows: a run after a crash, a second
run at the same time, or an additional one changes nothing.
"""

from collections.abc import Callable
from contextlib import suppress
from typing import Any

from chalicelib.errors import Unavailable
from chalicelib.gateways import queue
from chalicelib.models.base import GuardFailed, now, wait_a_little
from chalicelib.models.money.funding.campaigns import (
    ALL_OR_NOTHING,
    CANCELLED,
    COLLECTING,
    FAILED,
    FUNDED,
    LIVE,
    PARTLY_COLLECTED,
    Campaign,
)
from chalicelib.models.money.funding.pledges import AUTHORIZED, COLLECTED, HELD, PENDING, PLEDGED, Pledge
from chalicelib.models.money.payments.origins import write_all
from chalicelib.services.money.funding import notices, sessions
from chalicelib.services.money.funding.collecting import charging, endings, releases
from chalicelib.services.talk import mails

MOST_STEPS = 12
# How many pledges one message processes, within the timeout of its function.
PAGE = 50
SOON, HOUR, DAY = 300, 3600, 86400


def queue_due(limit: int) -> int:
    """Queue the campaigns and the pledges that are due, and return how many there were.

    This replaces lost messages: whatever was begun stays due until it is done.
    """
    campaign_ids, pledge_ids = Campaign.due_ids(now(), limit), Pledge.due_ids(now(), limit)
    for campaign_id in campaign_ids:
        queue.send("pledges", campaign_id=campaign_id)
    for pledge_id in pledge_ids:
        queue.send("pledges", pledge_id=pledge_id)
    return len(campaign_ids) + len(pledge_ids)


def work_off(message: dict[str, Any]) -> None:
    """Do what a message asks for: the steps of a pledge that are due, or those of a campaign."""
    if "pledge_id" in message:
        charging.charge(message["pledge_id"])
    else:
        advance(message["campaign_id"], message.get("after", ""))


def advance(campaign_id: str, after: str = "") -> None:
    """Carry out the steps of a campaign that are due, or continue a round through its pledges after one of them."""
    for attempt in range(MOST_STEPS):
        campaign = Campaign.find(campaign_id)
        if after:
            _run_round(campaign, after)
            return
        step = STEPS.get(campaign.state)
        try:
            if step is None or not step(campaign):
                return
        except GuardFailed:
            wait_a_little(attempt)
    raise Unavailable


def _close(campaign: Campaign) -> bool:
    """Decide the outcome of a campaign at its deadline, by its totals at that moment."""
    if int(campaign.deadline or 0) > now():
        return False
    if campaign.kind == ALL_OR_NOTHING and campaign.reached >= campaign.goal:
        held = campaign.while_totals_unchanged()
        write_all(campaign.changed(held, state=COLLECTING, ended_at=now(), ended_with=campaign.reached, due_at=now()))
    elif campaign.kind == ALL_OR_NOTHING:
        endings.fail(campaign)
    else:
        endings.finish(campaign)
    return True


def _collect(campaign: Campaign) -> bool:
    if campaign.pledged <= 0:
        endings.finish(campaign)
        return True
    if not campaign.secured_at and endings.decide(campaign):
        return True
    return _begin_round(campaign, HOUR)


def _undo(campaign: Campaign) -> bool:
    if campaign.pledged <= 0 and campaign.raised <= 0:
        campaign.set_due_at(None)
        return False
    return _begin_round(campaign, DAY)


def _notify(campaign: Campaign) -> bool:
    if not campaign.due:
        return False
    return _begin_round(campaign, DAY)


def _begin_round(campaign: Campaign, most: int) -> bool:
    """Schedule the next round through the pledges, later the longer ago the campaign ended, and run this one."""
    age = now() - int(campaign.ended_at or now())
    campaign.set_due_at(now() + min(max(SOON, age // 4), most))
    _run_round(campaign, "")
    return False


def _run_round(campaign: Campaign, after: str) -> None:
    """Process a page of a campaign's pledges by the campaign's state, and queue the next page."""
    act = ACTS.get(campaign.state)
    if act is None:
        return
    ids = Pledge.ids_after(campaign.id, after, PAGE)
    for pledge in Pledge.find_all(ids):
        # A pledge that changed since it was read is left to the next round.
        with suppress(GuardFailed):
            act(pledge, campaign)
    if len(ids) == PAGE:
        queue.send("pledges", campaign_id=campaign.id, after=ids[-1])
    elif campaign.state in (FUNDED, PARTLY_COLLECTED):
        campaign.set_due_at(None)


def _queue_charge(pledge: Pledge, campaign: Campaign) -> None:
    if pledge.state == HELD or (pledge.state == AUTHORIZED and campaign.secured_at):
        queue.send("pledges", pledge_id=pledge.id)


def _release_or_refund(pledge: Pledge, campaign: Campaign) -> None:
    if pledge.state == PENDING:
        sessions.reconcile(pledge)
    elif pledge.state in PLEDGED:
        releases.release_with_campaign(pledge, campaign)
    elif pledge.state == COLLECTED:
        releases.refund(pledge, campaign)


def _notify_backer(pledge: Pledge, campaign: Campaign) -> None:
    if pledge.state == COLLECTED:
        mail = endings.told(pledge.backer_id, campaign)
        write_all(*notices.telling(mail, campaign))
        mails.announce(mail.id)


# The step for each state of a campaign that is due; each returns whether another step follows at once.
STEPS: dict[str, Callable[[Campaign], bool]] = {
    LIVE: _close,
    COLLECTING: _collect,
    FAILED: _undo,
    CANCELLED: _undo,
    FUNDED: _notify,
    PARTLY_COLLECTED: _notify,
}
# How each pledge of a campaign is processed, by the campaign's state.
ACTS: dict[str, Callable[[Pledge, Campaign], None]] = {
    COLLECTING: _queue_charge,
    FAILED: _release_or_refund,
    CANCELLED: _release_or_refund,
    FUNDED: _notify_backer,
    PARTLY_COLLECTED: _notify_backer,
}
