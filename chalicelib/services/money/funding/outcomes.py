"""Derive the effects of a payment on its pledge: one rule for every kind of charge, early or late."""

from functools import partial

from chalicelib.models.money.funding.campaigns import CANCELLED as CAMPAIGN_CANCELLED
from chalicelib.models.money.funding.campaigns import FAILED, FUNDED, Campaign, Totals
from chalicelib.models.money.funding.pledges import (
    AUTHORIZED,
    BACKING,
    CANCELLED,
    COLLECTED,
    DISPUTED,
    ENDED,
    PENDING,
    PLEDGED,
    REFUNDED,
    Pledge,
)
from chalicelib.models.money.grants import EVERYBODY, Grant, campaign_key
from chalicelib.models.money.payments.facts import Facts
from chalicelib.models.money.payments.origins import Origin, Write
from chalicelib.models.money.payments.payments import Payment
from chalicelib.models.people import closed
from chalicelib.models.talk.mails import Mail
from chalicelib.services.money.funding import notices
from chalicelib.services.money.funding.collecting import answers
from chalicelib.services.money.payments.effects import Effects
from chalicelib.services.talk import mails

PAID = (COLLECTED, REFUNDED, DISPUTED)


def effects_of(before: Payment, after: Facts, origin: Origin) -> Effects:
    """Return a payment's effects on its pledge: the state, the campaign's totals, the backer's grant, a mail.

    `raised` moves by what the payment counts, whatever state the pledge is in, so that it always equals the sum of the
    campaign's payments. A second payment, a wrong amount, and a payment for a pledge or a campaign that has ended are
    refunded.
    """
    pledge = Pledge.find(origin.order_id)
    campaign = Campaign.find(pledge.campaign_id)
    parties = Origin(creator_id=pledge.creator_id, payer_id=pledge.backer_id, campaign_id=pledge.campaign_id)
    effects = Effects(origin=parties, what=campaign.title, link=notices.page_of(campaign), has_receipt=True)
    if not after.paid:
        return effects
    raised = after.counted - before.counted
    if is_wrong(pledge, before.id, after, origin.currency):
        if after.is_effective:
            effects.wanted[f"wrong:{before.id}"] = after.counted
        effects.writes += [campaign.move(raised=raised)] if raised else []
    elif pledge.ended_at or _comes_too_late(pledge, campaign) or _is_refused(pledge, before):
        _return_payment(pledge, campaign, before, after, effects)
    else:
        _accept_payment(pledge, campaign, before, after, effects)
    return effects


def is_wrong(pledge: Pledge, payment_id: str, after: Facts, currency: str) -> bool:
    """Tell whether a pledge does not accept a payment: a second one, too little, or in another currency."""
    is_second = pledge.payment_id not in {None, payment_id}
    return is_second or after.paid < pledge.amount or currency != pledge.currency


def _comes_too_late(pledge: Pledge, campaign: Campaign) -> bool:
    """Tell whether the campaign cannot accept the pledge any more."""
    if campaign.state in (CAMPAIGN_CANCELLED, FAILED):
        return True
    is_open = campaign.is_open or (pledge.is_late and campaign.is_open_late)
    return pledge.state == PENDING and not is_open


def _is_first(pledge: Pledge, payment: Payment) -> bool:
    """Tell whether a pledge is paid for the first time: what was accepted once stays, even where its state was lost."""
    is_returned = any(f"{reason}:{payment.id}" in payment.wanted for reason in ("ended", "wrong"))
    return pledge.state == PENDING and (is_returned or not payment.booked.paid)


def _is_refused(pledge: Pledge, payment: Payment) -> bool:
    """Tell whether nothing is sold any more by the creator whom a payment would reach for the first time."""
    return _is_first(pledge, payment) and not closed.is_open(pledge.creator_id)


def _return_payment(pledge: Pledge, campaign: Campaign, before: Payment, after: Facts, effects: Effects) -> None:
    """Refund a payment whose pledge is not accepted, and end that pledge if it has not ended yet."""
    if after.is_effective:
        effects.wanted[f"ended:{before.id}"] = after.counted
    state = _ended_state(pledge, after)
    noted = {"payment_id": before.id, "next_at": None}
    raised = after.counted - before.counted
    if pledge.ended_at:
        effects.writes += [pledge.to(state, **noted), campaign.move(raised=raised)]
        return
    moved = difference(pledge, state) | Totals(raised=raised)
    effects.writes += [*pledge.end(state, **noted), *revoke_writes(pledge), campaign.move(**moved)]
    if pledge.state == PENDING:
        _add_mail(notices.too_late(pledge, campaign), effects)


def _accept_payment(pledge: Pledge, campaign: Campaign, before: Payment, after: Facts, effects: Effects) -> None:
    """Make a pledge, its campaign's totals and its grant agree with its payment."""
    state = state_by_facts(after)
    effects.writes += grant_writes(pledge) if state == COLLECTED else revoke_writes(pledge)
    effects.writes.append(pledge.to(state, payment_id=before.id, next_at=None, grace_ends_at=None))
    if _is_first(pledge, before):
        effects.writes.append(partial(closed.expect_open, account_id=pledge.creator_id))
    raised = after.counted - before.counted
    # The campaign's state is a condition of the write too.
    still = campaign.while_open() if campaign.is_open else campaign.while_in(campaign.state)
    if campaign.state == FUNDED and raised > 0 and campaign.stretch_goals:
        # Two simultaneous payments that reach a stretch goal only together must see each other.
        still &= campaign.while_totals_unchanged()
        effects.writes += _public_grant_writes(campaign, int(campaign.raised) + raised)
    moved = difference(pledge, state) | Totals(raised=raised)
    effects.writes.append(campaign.move(**moved, only_if=still))
    if pledge.state not in PAID:
        _add_mail(notices.collected(pledge, campaign, before.id), effects)
    effects.announcements.append(lambda: answers.announce(campaign, moved))


def state_of(pledge: Pledge, campaign: Campaign, facts: Facts) -> str:
    """Return the state to which a payment brings the pledge that it pays."""
    is_ended = pledge.ended_at or _comes_too_late(pledge, campaign)
    return _ended_state(pledge, facts) if is_ended else state_by_facts(facts)


def _ended_state(pledge: Pledge, facts: Facts) -> str:
    ended = pledge.state if pledge.state in ENDED else CANCELLED
    return REFUNDED if facts.refunded >= facts.paid else ended


def state_by_facts(facts: Facts) -> str:
    """Return the state of a pledge that has not ended, by the facts of its payment alone."""
    if facts.refunded >= facts.paid:
        return REFUNDED
    return DISPUTED if facts.is_disputed else COLLECTED


def difference(pledge: Pledge, state: str) -> Totals:
    """Return by how much a change of state moves the totals of the campaign that are counted by states."""
    amount = int(pledge.amount)
    return {
        "pledged": amount * ((state in PLEDGED) - (pledge.state in PLEDGED)),
        "authorized": amount * ((state == AUTHORIZED) - (pledge.state == AUTHORIZED)),
        "backers": (state in BACKING) - (pledge.state in BACKING),
    }


def _add_mail(mail: Mail, effects: Effects) -> None:
    effects.writes.append(partial(Mail.add, mail=mail))
    effects.announcements.append(partial(mails.announce, mail.id))


def backers_grant(pledge: Pledge) -> Grant:
    """Return the grant that a pledge gives its backer."""
    return Grant(pledge.backer_id, campaign_key(pledge.campaign_id), source_id=pledge.id)


def grant_writes(pledge: Pledge) -> list[Write]:
    """Return the write of a pledge's grant, unless the backer has the grant by another pledge."""
    grant = backers_grant(pledge)
    held = Grant.held(grant.account_id, grant.key)
    return [grant.following(held).put] if held is None or held.source_id == pledge.id else []


def revoke_writes(pledge: Pledge) -> list[Write]:
    """Return the write that revokes a pledge's grant; the grant of another pledge stays."""
    grant = backers_grant(pledge)
    held = Grant.held(grant.account_id, grant.key)
    return [grant.revoke] if held is not None and held.source_id == pledge.id else []


def goals_reached(campaign: Campaign, raised: int) -> int:
    """Return how many stretch goals a sum reaches."""
    return sum(raised >= int(goal["amount"]) for goal in campaign.stretch_goals)


def public_grant(campaign: Campaign, reached: int) -> Grant:
    """Return the grant by which a funded campaign's posts are open to everybody."""
    return Grant(EVERYBODY, campaign_key(campaign.id), source_id=campaign.id, level=reached)


def _public_grant_writes(campaign: Campaign, raised: int) -> list[Write]:
    """Return the write that raises everybody's grant to the stretch goals reached; it is never lowered."""
    held, reached = Grant.held(EVERYBODY, campaign_key(campaign.id)), goals_reached(campaign, raised)
    return [public_grant(campaign, reached).following(held).put] if held and reached > held.level else []
