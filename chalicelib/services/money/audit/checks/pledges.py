"""Check that a pledge's state agrees with its payment, and that exactly backers have their campaign's grant."""

from collections.abc import Iterator
from contextlib import suppress
from typing import Any

from chalicelib.models.base import GuardFailed, now
from chalicelib.models.money.funding.campaigns import Campaign
from chalicelib.models.money.funding.pledges import BACKING, CANCELLED, CHARGING, HELD, PENDING, Pledge
from chalicelib.models.money.grants import EVERYBODY, Grant, campaign_key
from chalicelib.models.money.payments.facts import Facts
from chalicelib.models.money.payments.origins import Write, write_all
from chalicelib.services.money.audit.books import Books
from chalicelib.services.money.audit.check import Check, Difference, compare
from chalicelib.services.money.audit.checks.grants import find, owned
from chalicelib.services.money.audit.world import rows
from chalicelib.services.money.funding import outcomes

CAMPAIGNS = campaign_key("")


def _derived(pledge: Pledge, campaign: Campaign, payment_id: str, facts: Facts, currency: str) -> dict[str, Any]:
    """Return the state derived from the facts of a payment, and whether the backer should have the grant."""
    if not _is_paid(pledge, payment_id, facts, currency):
        state = _unpaid(pledge)
    elif not pledge.ended_at and pledge.state == outcomes.state_by_facts(facts):
        # If the campaign failed or was cancelled, its round ends the pledge and tells the backer.
        state = pledge.state
    else:
        state = outcomes.state_of(pledge, campaign, facts)
    return {"state": state, "is_backer": state in BACKING}


def _is_paid(pledge: Pledge, payment_id: str, facts: Facts, currency: str) -> bool:
    return facts.paid > 0 and not outcomes.is_wrong(pledge, payment_id, facts, currency)


def _unpaid(pledge: Pledge) -> str:
    """Return the state of a pledge without a payment; one that claims a payment goes back to where it is processed."""
    if pledge.state not in outcomes.PAID:
        return str(pledge.state)
    if pledge.ended_at:
        return CANCELLED
    if not pledge.payment_method_id:
        return PENDING
    return CHARGING if pledge.payment_id else HELD


def _suspects(books: Books) -> Iterator[str]:
    campaigns = {one.id: one for one in rows(Campaign)}
    grants = {(one.account_id, one.key): one.source_id for one in rows(Grant) if _is_of_backer(one)}
    for pledge in rows(Pledge):
        campaign = campaigns.get(pledge.campaign_id) or _campaign(pledge)
        payment_id = books.deciding_id(pledge)
        facts = books.payments.get(payment_id, Facts())
        is_backer = grants.get((pledge.backer_id, campaign_key(pledge.campaign_id))) == pledge.id
        derived = _derived(pledge, campaign, payment_id, facts, pledge.currency)
        if {"state": pledge.state, "is_backer": is_backer} != derived:
            yield pledge.id


def _campaign(pledge: Pledge) -> Campaign:
    """Return a pledge's campaign; an empty one if it is missing, so that the audit of the others goes on."""
    return find(Campaign, pledge.campaign_id) or Campaign(pledge.campaign_id)


def _examine(books: Books, pledge_id: str) -> Difference | None:
    def read() -> dict[str, Any]:
        pledge = Pledge.find(pledge_id)
        held = Grant.held(pledge.backer_id, campaign_key(pledge.campaign_id))
        return {"state": pledge.state, "is_backer": held is not None and held.source_id == pledge_id}

    def derive() -> dict[str, Any]:
        pledge = Pledge.find(pledge_id)
        payment = books.deciding_payment(pledge)
        return _derived(pledge, _campaign(pledge), payment.id, payment.booked, payment.origin.currency)

    return compare("pledge", pledge_id, read, derive)


def _repair(books: Books, found: Difference) -> None:
    """Write the payment's effects again; without a payment, reset the pledge's state and make it due."""
    pledge = Pledge.find(found.id)
    campaign, payment, state = _campaign(pledge), books.deciding_payment(pledge), found.derived["state"]
    if not campaign.title:  # It is missing.
        return
    if pledge.state == state:
        writes = [pledge.unchanged, *_grant_writes(pledge, state)]
    elif _is_paid(pledge, payment.id, payment.booked, payment.origin.currency):
        writes = [payment.unchanged, *outcomes.effects_of(payment, payment.facts, payment.origin).writes]
    else:
        counted = campaign.move(**outcomes.difference(pledge, state))
        writes = [pledge.to(state, next_at=now()), counted, *_grant_writes(pledge, state)]
    # A row that changed since it was read is left to the next run.
    with suppress(GuardFailed):
        write_all(*writes)


def _grant_writes(pledge: Pledge, state: str) -> list[Write]:
    return outcomes.grant_writes(pledge) if state in BACKING else outcomes.revoke_writes(pledge)


def _is_of_backer(grant: Grant) -> bool:
    return grant.key.startswith(CAMPAIGNS) and grant.account_id != EVERYBODY


def _is_owner(pledge: Pledge, grant: Grant) -> bool:
    """Tell whether a grant is a pledge's; whether the pledge counts is checked with the pledges."""
    return (pledge.backer_id, campaign_key(pledge.campaign_id)) == (grant.account_id, grant.key)


# Grants without a pledge are revoked before STATES, so that the right ones can be written.
GRANTS = owned(_is_of_backer, Pledge, _is_owner)
STATES = Check(_suspects, _examine, _repair)
CHECKS = (GRANTS, STATES)
