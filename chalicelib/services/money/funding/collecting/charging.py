"""Charge pledges: each once, through any crash.

The id of the PaymentIntent is stored on the pledge before it is confirmed; no other is confirmed for the pledge unless
Stripe cancelled that one, for good; and a PaymentIntent is captured once. What an earlier run did is looked up, because
Stripe forgets idempotency keys after a day.
"""

from collections.abc import Callable
from contextlib import suppress
from typing import Any

from chalicelib.errors import NotFound, PaymentDeclined, PaymentRefused, PaymentsUnavailable, Unavailable
from chalicelib.gateways import payments
from chalicelib.models.base import GuardFailed, now, wait_a_little
from chalicelib.models.money.funding.campaigns import CANCELLED as CAMPAIGN_CANCELLED
from chalicelib.models.money.funding.campaigns import COLLECTING, FAILED, Campaign
from chalicelib.models.money.funding.pledges import (
    ACTION_REQUIRED,
    AUTHORIZED,
    CHARGING,
    ENDED,
    ERRORED,
    HELD,
    PENDING,
    REFUNDED,
    Pledge,
)
from chalicelib.models.money.payments.origins import write_all
from chalicelib.services.money.funding import sessions
from chalicelib.services.money.funding.collecting import authorizing, grace, intents, releases, waits

# How long to wait for a slow bank.
WAIT_SECONDS = 3600
MOST_STEPS = 12


def charge(pledge_id: str) -> None:
    """Carry out the steps of a pledge that are due. May run twice, at once and after any crash.

    Each step starts from the stored row and ends with one write over the version that was read, so that of two
    simultaneous runs one continues. Raises PaymentsUnavailable where Stripe gave no answer.
    """
    for attempt in range(MOST_STEPS):
        pledge = Pledge.find(pledge_id)
        step = STEPS.get(pledge.state)
        try:
            if step is None or not step(pledge):
                return
        except GuardFailed:
            wait_a_little(attempt)
    raise Unavailable


def _begin(pledge: Pledge) -> bool:
    campaign = Campaign.find(pledge.campaign_id)
    if campaign.state == COLLECTING:
        still = campaign.move(only_if=campaign.while_in(COLLECTING))
        write_all(pledge.to(CHARGING, attempts=1, next_at=now() + intents.RETRY_SECONDS), still)
        return True
    if campaign.state in (FAILED, CAMPAIGN_CANCELLED):
        releases.release_with_campaign(pledge, campaign)
    return False


def _reconcile_page(pledge: Pledge) -> bool:
    if now() >= int(pledge.next_at or 0):
        sessions.reconcile(pledge)
    return False


def _ensure_refunded(pledge: Pledge) -> bool:
    releases.ensure_refunded(pledge)
    return False


def _collect(pledge: Pledge) -> bool:
    if not pledge.payment_id:
        return _store_intent(pledge)
    intent = payments.find_intent(pledge.payment_id)
    end = ENDS.get(intent["status"])
    if end:
        return end(pledge, intent)
    if waits.is_stopped(pledge.creator_id):
        return waits.go_on(pledge, PaymentRefused("The creator is suspended"))
    return _confirm(pledge)


def _store_intent(pledge: Pledge) -> bool:
    try:
        intent_id = intents.find_or_create(pledge)
    except (PaymentRefused, NotFound) as refused:
        # An account or a card that Stripe does not know any more is refused as not found.
        return waits.go_on(pledge, refused)
    except PaymentsUnavailable:
        _use_another_key(pledge)
        raise
    write_all(pledge.to(CHARGING, payment_id=intent_id))
    return True


def _confirm(pledge: Pledge) -> bool:
    try:
        intent = intents.confirm(pledge)
    except PaymentDeclined as declined:
        return grace.fail(pledge, ACTION_REQUIRED if declined.needs_authentication else ERRORED)
    except (PaymentRefused, NotFound) as refused:
        return _examine_refusal(pledge, refused)
    except PaymentsUnavailable:
        _use_another_key(pledge)
        raise
    end = ENDS.get(intent["status"], _require_authentication)
    return end(pledge, intent)


def _examine_refusal(pledge: Pledge, refused: PaymentRefused | NotFound) -> bool:
    """Find out why Stripe refused: the intent is held, paid or cancelled, the creator or the card cannot be used."""
    if payments.find_intent(pledge.payment_id or "")["status"] in ENDS:
        return True
    return waits.go_on(pledge, refused)


def _use_another_key(pledge: Pledge) -> None:
    """Begin another attempt, with another key: Stripe repeats an error to the same key for a day."""
    with suppress(GuardFailed):
        write_all(intents.next_attempt(pledge, **pledge.failing))


def _wait_for_backer(pledge: Pledge) -> bool:
    """Check whether the backer has paid; otherwise remind them, and try once more when the grace period ends."""
    # Without an intent Stripe refused the card before there was one.
    intent = payments.find_intent(pledge.payment_id) if pledge.payment_id else {"status": ""}
    end = ENDS.get(intent["status"])
    if end:
        return end(pledge, intent)
    campaign = Campaign.find(pledge.campaign_id)
    if now() >= grace.ends_at(pledge.grace_ends_at, campaign):
        write_all(intents.next_attempt(pledge))
        return True
    if now() >= int(pledge.next_at or 0):
        grace.remind(pledge, campaign)
    return False


def _settle(pledge: Pledge, intent: dict[str, Any]) -> bool:
    intents.settle_paid(pledge, intent)
    return False


def _wait_for_bank(pledge: Pledge, intent: dict[str, Any]) -> bool:
    del intent
    if now() >= int(pledge.next_at or 0):
        write_all(pledge.to(pledge.state, next_at=now() + WAIT_SECONDS))
    return False


def _require_authentication(pledge: Pledge, intent: dict[str, Any]) -> bool:
    del intent
    return grace.fail(pledge, ACTION_REQUIRED)


# What to do for a PaymentIntent that cannot be confirmed; in every other status it can.
ENDS: dict[str, Callable[[Pledge, dict[str, Any]], bool]] = {
    "succeeded": _settle,
    "processing": _wait_for_bank,
    "requires_capture": authorizing.note,
    "canceled": authorizing.end_cancelled,
}
# The step for each state of a pledge; each returns whether another step follows at once.
STEPS: dict[str, Callable[[Pledge], bool]] = {
    PENDING: _reconcile_page,
    HELD: _begin,
    CHARGING: _collect,
    AUTHORIZED: authorizing.go_on,
    ACTION_REQUIRED: _wait_for_backer,
    ERRORED: _wait_for_backer,
    **dict.fromkeys((*ENDED, REFUNDED), _ensure_refunded),
}
