"""Stories of a purchase: the events that Stripe sends, and what must be true at the end in any order.

What is imported here must not start moto: tests/local/crowds.py plays them at the local AWS.
"""

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from chalicelib.models.money.creators.ledger import Balance, Entry, total
from chalicelib.models.money.grants import Grant, post_key
from chalicelib.models.money.payments.payments import Payment
from chalicelib.models.money.payments.stripe_events import StripeEvent
from chalicelib.models.money.selling.purchases import Purchase
from chalicelib.models.talk.mails import Mail
from tests.kit.money.stripe_objects import charge, dispute, event, intent, refund, session, transfer

Told = dict[str, Any]


class Play(NamedTuple):
    """A story whose rows are written: its events, and the check of everything at the end."""

    events: Sequence[dict[str, Any]]
    check: Callable[[], None]


class Story(NamedTuple):
    """The events of a purchase of 500, its final state, whether the post is open, and the creator's balances."""

    told: Callable[[Purchase], list[Told]]
    state: str
    is_open: bool
    balances: dict[str, int]


def refunded_in_two_steps(purchase: Purchase) -> list[Told]:
    """Return the events of a payment and of two refunds, each as the charge's sum."""
    return [
        event("checkout.session.completed", session(purchase)),
        event("charge.refunded", charge(purchase, 200)),
        event("charge.refunded", charge(purchase, 500)),
    ]


def refund_that_failed(purchase: Purchase) -> list[Told]:
    """Return the events of a payment, and of a refund that failed at the bank."""
    return [
        event("checkout.session.completed", session(purchase)),
        event("charge.succeeded", charge(purchase)),
        event("refund.created", refund(purchase, 500, status="pending")),
        event("refund.failed", refund(purchase, 500, status="failed")),
    ]


def dispute_that_was_won(purchase: Purchase) -> list[Told]:
    """Return the events of a delayed payment, and of a dispute about it."""
    return [
        event("checkout.session.completed", session(purchase, "unpaid")),
        event("checkout.session.async_payment_succeeded", session(purchase)),
        event("charge.dispute.created", dispute(purchase, "needs_response", moves=(1500,))),
        event("charge.dispute.funds_withdrawn", dispute(purchase, "needs_response", moves=(1500,))),
        event("charge.dispute.closed", dispute(purchase, "won", moves=(1500,))),
    ]


def partly_refunded(purchase: Purchase) -> list[Told]:
    """Return the events of one payment by three objects, of a partial refund and of its reversal."""
    return [
        event("payment_intent.succeeded", intent(purchase)),
        event("charge.succeeded", charge(purchase)),
        event("checkout.session.completed", session(purchase)),
        event("refund.created", refund(purchase, 200)),
        event("transfer.reversed", transfer(purchase, 200)),
    ]


def refunded_and_disputed(purchase: Purchase) -> list[Told]:
    """Return the events of a partial refund, and of a lost dispute about the rest."""
    return [
        event("payment_intent.succeeded", intent(purchase)),
        event("charge.refunded", charge(purchase, 200)),
        event("refund.updated", refund(purchase, 200)),
        event("charge.dispute.created", dispute(purchase, "needs_response", 300)),
        event("charge.dispute.closed", dispute(purchase, "lost", 300, moves=(1500,))),
    ]


def payment_that_failed(purchase: Purchase) -> list[Told]:
    """Return the events of a delayed payment that failed."""
    return [
        event("checkout.session.completed", session(purchase, "unpaid")),
        event("checkout.session.async_payment_failed", session(purchase, "unpaid")),
    ]


def fee_that_came_later(purchase: Purchase) -> list[Told]:
    """Return the events of a payment whose balance transaction Stripe writes after the charge, and of a refund."""
    return [
        event("charge.succeeded", charge(purchase)),
        event("checkout.session.completed", session(purchase)),
        event("charge.updated", charge(purchase, balance_transaction=FEE["id"])),
        event("refund.created", refund(purchase, 200)),
    ]


# What Stripe knows of the balance transaction in that story.
FEE: Told = {"id": "txn_fee", "object": "balance_transaction", "fee": 44, "currency": "eur"}
LATE_FEE = Story(
    fee_that_came_later,
    "paid",
    is_open=True,
    balances={"payers": -300, "creator": 475, "platform": -19, "stripe": 44, "clearing": -200},
)
STORIES = {
    "refunded in two steps": Story(
        refunded_in_two_steps, "refunded", is_open=False, balances={"creator": 475, "platform": 25, "clearing": -500}
    ),
    "a refund that failed": Story(
        refund_that_failed, "paid", is_open=True, balances={"payers": -500, "creator": 475, "platform": 25}
    ),
    "a dispute that was won": Story(
        dispute_that_was_won,
        "paid",
        is_open=True,
        balances={"payers": -500, "creator": 475, "platform": -1475, "stripe": 1500},
    ),
    "partly refunded": Story(
        partly_refunded, "paid", is_open=True, balances={"payers": -300, "creator": 275, "platform": 25}
    ),
    "refunded and disputed": Story(
        refunded_and_disputed,
        "disputed",
        is_open=False,
        balances={"creator": 475, "platform": -1475, "stripe": 1500, "clearing": -500},
    ),
    "a payment that failed": Story(payment_that_failed, "failed", is_open=False, balances={}),
}


def check(purchase: Purchase, story: Story) -> None:
    """Check all that the story leaves behind, and that nothing else is there."""
    check_purchase(purchase, story)
    check_book(purchase.seller_id, [story.balances])
    assert all(row.is_applied for row in StripeEvent.scan())


def check_purchase(purchase: Purchase, story: Story) -> None:
    """Check a purchase, what it opens, and its payment."""
    assert Purchase.find(purchase.id).state == story.state
    grants = Grant.among([(purchase.buyer_id, post_key(purchase.subject_id))])
    assert bool(grants) is story.is_open
    assert Payment.read(f"pi_{purchase.id}").facts.balances() == story.balances
    if story.state == "failed":
        assert Mail.find(f"purchase_failed:{purchase.id}").account_id == purchase.buyer_id


def check_book(creator_id: str, balances: Sequence[dict[str, int]]) -> None:
    """Check that a creator's book holds these balances together: in its entries, each in balance, and as stored."""
    entries = list(Entry.in_book(creator_id))
    assert all(sum(entry.lines.values()) == 0 for entry in entries)
    expected = total(balances)
    assert total(entry.lines for entry in entries) == expected
    assert [balance.amounts() for balance in Balance.of(creator_id)] == ([expected] if expected else [])
