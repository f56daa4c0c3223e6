"""Stories of subscriptions: the events that Stripe sends, and what must be true at the end."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, NamedTuple

from chalicelib.models.base import now
from chalicelib.models.money.grants import Grant, gift_key, tier_key
from chalicelib.models.money.payments.payments import Payment
from chalicelib.models.money.payments.stripe_events import StripeEvent
from chalicelib.models.money.selling.memberships import Membership
from chalicelib.models.money.selling.purchases import Purchase
from chalicelib.models.money.selling.subscriptions import Subscription
from chalicelib.models.money.selling.tiers import Tier
from chalicelib.models.people.accounts import Account
from chalicelib.services.money.selling.periods import LIVING, RENEWAL_SECONDS
from tests.kit.money import stripe_objects
from tests.kit.money.stripe_objects import event
from tests.kit.money.subscriptions import (
    DAY,
    MONTH,
    about,
    dispute,
    intent_id,
    invoice,
    make_subscription,
    paying,
    refund,
)
from tests.services.money.stories import Play, Told, check_book

PAID = {"payers": -500, "creator": 475, "platform": 25}
GIVEN_BACK = {"creator": 475, "platform": 25, "clearing": -500}


class Story(NamedTuple):
    """The events of a subscription that begins at a moment, its final status, and its payments' balances.

    `paid_until` is up to when it opens its tier, counted from that moment; 0 where it opens nothing.
    """

    told: Callable[[Subscription, int], list[Told]]
    status: str
    paid_until: int
    balances: Sequence[dict[str, int]]


def begun(row: Subscription, at: int) -> list[Told]:
    """Return the events of a subscription's start, of all objects that Stripe creates for it."""
    return [
        event("customer.subscription.created", about(row, "incomplete", at), created=at),
        event("customer.subscription.updated", about(row, "active", at), created=at),
        event("invoice.paid", invoice(row, at + MONTH), created=at),
        event("payment_intent.succeeded", paying(row)["intent"], created=at),
        event("charge.succeeded", paying(row)["charge"], created=at),
    ]


def ended(row: Subscription, at: int) -> list[Told]:
    """Return the events of a subscription that ended at once, and a late event of its active time."""
    return [
        event("invoice.paid", invoice(row, at + MONTH), created=at),
        event("customer.subscription.deleted", about(row, "canceled", at, ended_at=at + 5), created=at + 5),
        event("customer.subscription.updated", about(row, "active", at), created=at + 9),
    ]


def given_back(row: Subscription, at: int) -> list[Told]:
    """Return the events of a first month that was refunded in full."""
    return [
        event("customer.subscription.updated", about(row, "active", at), created=at),
        event("invoice.paid", invoice(row, at + MONTH), created=at),
        event("charge.refunded", paying(row)["charge"] | {"amount_refunded": 500}, created=at + 5),
    ]


def renewed(row: Subscription, at: int) -> list[Told]:
    """Return the events of a renewal that failed once."""
    renewing = invoice(row, at + 2 * MONTH, 2)
    return [
        event("invoice.paid", invoice(row, at + MONTH), created=at),
        event("invoice.payment_failed", renewing | {"status": "open", "amount_paid": 0}, created=at + MONTH),
        event("customer.subscription.updated", about(row, "past_due", at + MONTH), created=at + MONTH),
        event("invoice.paid", renewing, created=at + MONTH + DAY),
        event("customer.subscription.updated", about(row, "active", at + MONTH), created=at + MONTH + DAY),
    ]


def disputed(row: Subscription, at: int) -> list[Told]:
    """Return the events of two disputed months, of which one dispute was won."""
    return [
        event("customer.subscription.updated", about(row, "active", at), created=at),
        event("invoice.paid", invoice(row, at + MONTH), created=at),
        event("invoice.paid", invoice(row, at + 2 * MONTH, 2), created=at + MONTH),
        event("charge.dispute.created", dispute(row, "needs_response", 2), created=at + MONTH),
        event("charge.dispute.closed", dispute(row, "won"), created=at + MONTH),
    ]


def refund_that_failed(row: Subscription, at: int) -> list[Told]:
    """Return the events of a refund that failed at the bank."""
    return [
        event("customer.subscription.updated", about(row, "active", at), created=at),
        event("invoice.paid", invoice(row, at + MONTH), created=at),
        event("charge.succeeded", paying(row)["charge"], created=at),
        event("refund.created", refund(row, 500, status="pending"), created=at),
        event("refund.failed", refund(row, 500, status="failed"), created=at),
    ]


STORIES = {
    "begun": Story(begun, "active", MONTH, [PAID]),
    "ended": Story(ended, "canceled", 0, [PAID]),
    "given back": Story(given_back, "active", 0, [GIVEN_BACK]),
    "renewed": Story(renewed, "active", 2 * MONTH, [PAID, PAID]),
    "disputed": Story(disputed, "active", MONTH, [PAID, GIVEN_BACK]),
    "a refund that failed": Story(refund_that_failed, "active", MONTH, [PAID]),
}


def begin(story: Story, tier: Tier, subscriber: Account) -> Play:
    """Write a subscription, and return its events."""
    at, row = now(), make_subscription(tier, subscriber)
    return Play(story.told(row, at), partial(check, row, story, at))


def check(row: Subscription, story: Story, at: int) -> None:
    """Check all that a story leaves behind, and that nothing else is there."""
    assert Subscription.find(row.id).status == story.status
    payment_ids = [intent_id(row, number) for number, _ in enumerate(story.balances, 1)]
    assert [Payment.read(one).facts.balances() for one in payment_ids] == story.balances
    assert sorted(Payment.ids_of_order(row.id)) == sorted(payment_ids)
    check_book(row.creator_id, story.balances)
    grant = Grant.held(row.subscriber_id, tier_key(row.creator_id))
    until = at + story.paid_until + RENEWAL_SECONDS if story.paid_until else None
    assert (grant and (grant.source_id, int(grant.expires_at or 0))) == (until and (row.id, until))
    mine = row.id if story.status in LIVING else None
    assert Membership.held(row.subscriber_id, row.creator_id).subscription_id == mine
    assert all(event.is_applied for event in StripeEvent.scan())


def begin_two(tier: Tier, subscriber: Account, cancelled: list[tuple[Any, ...]]) -> Play:
    """Write two subscriptions of one account to one creator, as from two tabs, and return their events."""
    at, rows = now(), [make_subscription(tier, subscriber) for _ in range(2)]
    cancelled.clear()
    told = []
    for row in rows:
        told.append(event("customer.subscription.updated", about(row, "active", at), created=at))
        told.append(event("invoice.paid", invoice(row, at + MONTH), created=at))
    return Play(told, partial(check_two, rows, cancelled))


def check_two(rows: Sequence[Subscription], cancelled: list[tuple[Any, ...]]) -> None:
    """Check that one of two lives, and that the other was ended and its money asked back."""
    found = [Subscription.find(row.id) for row in rows]
    assert sorted(row.is_duplicate for row in found) == [False, True]
    one, second = sorted(found, key=lambda row: bool(row.is_duplicate))
    wanted = [Payment.read(intent_id(row)).wanted for row in (one, second)]
    assert wanted == [{}, {f"duplicate:{intent_id(second)}": 500}]
    assert {stripe_id for stripe_id, *_ in cancelled} == {f"sub_{second.id}"}
    check_book(one.creator_id, [PAID, PAID])
    grant = Grant.held(one.subscriber_id, tier_key(one.creator_id))
    assert (grant and grant.source_id) == one.id
    assert Membership.held(one.subscriber_id, one.creator_id).subscription_id == one.id
    assert all(event.is_applied for event in StripeEvent.scan())


def begin_gifts(tier: Tier, recipient: Account) -> Play:
    """Write two gifts for one account, of a month and of six; the first is paid and refunded."""
    first, second = (_gift(tier, recipient, months) for months in (1, 6))
    told = [
        event("checkout.session.completed", stripe_objects.session(first)),
        event("checkout.session.completed", stripe_objects.session(second)),
        event("charge.refunded", stripe_objects.charge(first, int(first.amount))),
    ]
    return Play(told, partial(check_gifts, first, second))


def _gift(tier: Tier, recipient: Account, months: int) -> Purchase:
    details = {"tier_id": tier.id, "level": int(tier.level), "months": months, "title": "A tier"}
    parties: dict[str, Any] = {"buyer_id": "giver", "seller_id": tier.creator_id, "recipient_id": recipient.id}
    gift = Purchase(kind="gift", subject_id=tier.id, amount=500, fee=25, currency="eur", details=details, **parties)
    gift.create()
    return gift


def check_gifts(first: Purchase, second: Purchase) -> None:
    """Check that the second adds its months once, and the first none."""
    begun, kept = Purchase.find(first.id), Purchase.find(second.id)
    assert (begun.state, "span" in begun.details, kept.state) == ("refunded", False, "paid")
    start, until = kept.details["span"]
    held = Grant.held(str(kept.recipient_id), gift_key(kept.seller_id))
    assert abs(int(held.expires_at or 0) - now() - (until - start) if held else DAY) < DAY / 2
    check_book(kept.seller_id, [GIVEN_BACK, PAID])
    assert all(event.is_applied for event in StripeEvent.scan())
