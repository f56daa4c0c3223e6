"""Two workers at one payment: the second writes between the first one's look and its write."""

from collections.abc import Callable
from functools import partial
from typing import Any

import pytest

from chalicelib.models.base import GuardFailed
from chalicelib.models.money.creators.ledger import Balance, Entry, total
from chalicelib.models.money.payments.origins import write_all
from chalicelib.models.money.payments.payments import Payment
from chalicelib.models.money.payments.stripe_events import StripeEvent
from chalicelib.models.money.selling.purchases import Purchase
from chalicelib.models.talk.mails import Mail
from chalicelib.services.money.payments import events
from tests.kit.money.stripe_objects import charge, deliver, event, intent_id, make_purchase, refund, send, session


@pytest.fixture
def meanwhile(monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable[[], None]], None]:
    """Return what lets something happen right after the next look at a payment."""
    look = Payment.read

    def arm(act: Callable[[], None]) -> None:
        def look_and_wait(payment_id: str) -> Payment:
            monkeypatch.setattr(Payment, "read", look)
            found = look(payment_id)
            act()
            return found

        monkeypatch.setattr(Payment, "read", look_and_wait)

    return arm


def stored(told: dict[str, Any]) -> str:
    """Send an event that waits to be applied, and return its id."""
    assert send(told).status_code == 200
    return str(told["id"])


def book(purchase: Purchase) -> dict[str, int]:
    [balance] = Balance.of(purchase.seller_id)
    assert balance.amounts() == total(entry.lines for entry in Entry.in_book(purchase.seller_id))
    return balance.amounts()


@pytest.mark.parametrize("is_known", [False, True])
def test_what_another_learned_meanwhile_is_not_lost(is_known: bool, meanwhile: Any):
    purchase = make_purchase()
    if is_known:
        deliver(event("charge.succeeded", charge(purchase)))
    paid = stored(event("checkout.session.completed", session(purchase)))
    told = (
        event("charge.refunded", charge(purchase, 100)) if is_known else event("refund.created", refund(purchase, 100))
    )
    meanwhile(partial(events.apply, stored(told)))
    events.apply(paid)
    assert Payment.read(intent_id(purchase)).counted == 400
    assert book(purchase)["payers"] == -400


def test_one_event_at_two_workers_has_one_effect(meanwhile: Any):
    purchase = make_purchase()
    paid = stored(event("checkout.session.completed", session(purchase)))
    meanwhile(partial(events.apply, paid))
    events.apply(paid)
    assert book(purchase) == {"payers": -500, "creator": 475, "platform": 25}
    assert (len(list(Entry.in_book(purchase.seller_id))), len(list(Mail.scan()))) == (1, 1)


def test_an_event_is_marked_as_applied_once():
    told = event("checkout.session.completed", session(make_purchase()))
    deliver(told)
    with pytest.raises(GuardFailed):
        write_all(StripeEvent.mark_applied(told["id"]))
