"""What a payment means for the pledge that it pays: its state, the campaign's totals, and what it opens."""

from functools import partial

from chalicelib.gateways import queue
from chalicelib.models.money.campaigns import COLLECTING, FUNDED, LIVE, Campaign
from chalicelib.models.money.facts import Facts
from chalicelib.models.money.grants import EVERYBODY, Grant, campaign_key
from chalicelib.models.money.origins import Origin
from chalicelib.models.money.payments import Payment
from chalicelib.models.money.pledges import (
    BACKING,
    COLLECTED,
    DISPUTED,
    EXPIRED,
    PENDING,
    PLEDGED,
    REFUNDED,
    Pledge,
)
from chalicelib.models.talk.mails import Mail
from chalicelib.services.money.consequences import Consequences
from chalicelib.services.money.funding import notices
from chalicelib.services.talk import mails

PAID = (COLLECTED, REFUNDED, DISPUTED)


def consequences(before: Payment, after: Facts, origin: Origin) -> Consequences:
    """Return what a payment means for the pledge that it paid for.

    What is paid for a pledge that was let go, for a campaign that is not open any more, a second time or wrongly goes
    back. Whatever a payment is worth at a moment counts in the campaign's `raised`.
    """
    pledge = Pledge.find(origin.order_id)
    whose = Origin(creator_id=pledge.creator_id, payer_id=pledge.backer_id, campaign_id=pledge.campaign_id)
    follows = Consequences(origin=whose)
    if not after.paid:
        return follows
    campaign = Campaign.find(pledge.campaign_id)
    reason = _reason_to_return(pledge, campaign, before, after, origin.currency)
    if reason:
        _return(reason, pledge, campaign, before, after, follows)
    else:
        _take(pledge, campaign, before, after, follows)
    return follows


def level(campaign: Campaign, raised: int) -> int:
    """Return how many stretch goals a sum reaches."""
    return sum(raised >= int(goal["amount"]) for goal in campaign.stretch_goals)


def _reason_to_return(pledge: Pledge, campaign: Campaign, before: Payment, after: Facts, currency: str) -> str:
    if after.paid < pledge.amount or currency != pledge.currency:
        return "wrong"
    if pledge.payment_id not in {None, before.id}:
        return "second"
    if pledge.ended_at:
        return "ended"
    # The job that closes a campaign says when it is too late, so that no clock but its own decides.
    is_open = campaign.state == LIVE or campaign.is_open_late
    return "late" if pledge.state == PENDING and not is_open else ""


def _return(
    reason: str, pledge: Pledge, campaign: Campaign, before: Payment, after: Facts, follows: Consequences
) -> None:
    if after.is_standing:
        follows.wanted[f"{reason}:{before.id}"] = after.counted
    if reason == "late":
        follows.writes += pledge.end(EXPIRED, payment_id=before.id)
    elif reason == "ended" and after.refunded >= after.paid and pledge.state != REFUNDED:
        follows.writes.append(pledge.to(REFUNDED, payment_id=before.id))
    _count(campaign, after.counted - before.counted, 0, 0, follows)


def _take(pledge: Pledge, campaign: Campaign, before: Payment, after: Facts, follows: Consequences) -> None:
    state = _state(after)
    pledged = -int(pledge.amount) if pledge.state in PLEDGED else 0
    backers = (state in BACKING) - (pledge.state in BACKING)
    if (state, before.id) != (pledge.state, pledge.payment_id):
        follows.writes.append(pledge.to(state, payment_id=before.id, next_at=None, grace_ends_at=None))
    _count(campaign, after.counted - before.counted, pledged, backers, follows)
    _open(pledge, after.is_standing, follows)
    if pledge.state not in PAID and state == COLLECTED:
        _tell(notices.collected(pledge, campaign, before.id), follows)
    if campaign.state == COLLECTING and pledged and campaign.pledged + pledged <= 0:
        follows.announcements.append(partial(queue.send, "pledges", campaign_id=campaign.id))


def _state(facts: Facts) -> str:
    if facts.refunded >= facts.paid:
        return REFUNDED
    return DISPUTED if facts.is_disputed else COLLECTED


def _count(campaign: Campaign, raised: int, pledged: int, backers: int, follows: Consequences) -> None:
    """Move the totals, and with them what a funded campaign opens to everybody; that never closes again."""
    if not (raised or pledged or backers):
        return
    held = campaign.while_in(campaign.state)
    if campaign.state == FUNDED and raised > 0 and campaign.stretch_goals:
        # Two payments that reach a stretch goal only together must see each other.
        held &= campaign.while_worth()
        reached = level(campaign, int(campaign.raised) + raised)
        opened = Grant.held(EVERYBODY, campaign_key(campaign.id))
        if opened and reached > opened.level:
            follows.writes.append(everybodys(campaign, reached).put)
    follows.writes.append(campaign.move(pledged=pledged, raised=raised, backers=backers, only_if=held))


def everybodys(campaign: Campaign, reached: int) -> Grant:
    """Return the grant by which a funded campaign opens to everybody what it promised."""
    return Grant(EVERYBODY, campaign_key(campaign.id), source_id=campaign.id, level=reached)


def backers_grant(pledge: Pledge) -> Grant:
    """Return the grant of a campaign's backer."""
    return Grant(pledge.backer_id, campaign_key(pledge.campaign_id), source_id=pledge.id)


def _open(pledge: Pledge, is_standing: bool, follows: Consequences) -> None:
    grant = backers_grant(pledge)
    held = Grant.held(grant.account_id, grant.key)
    if is_standing and held is None:
        follows.writes.append(grant.put)
    elif not is_standing and held and held.source_id == pledge.id:
        follows.writes.append(grant.revoke)


def _tell(mail: Mail, follows: Consequences) -> None:
    follows.writes.append(partial(Mail.add, mail=mail))
    follows.announcements.append(partial(mails.announce, mail.id))
