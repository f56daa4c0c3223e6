"""A creator is told of a new subscriber with the first payment, and of no other."""

from typing import Any

from chalicelib.models.base import now
from chalicelib.models.talk.notifications import Notification
from tests.kit.money.stripe_objects import deliver, event
from tests.kit.money.subscriptions import MONTH, about, invoice, make_subscription


def test_a_subscriber_is_told_once_however_many_months_are_paid(ignorant: list[tuple[Any, ...]]):
    row = make_subscription()
    deliver(event("customer.subscription.created", about(row, "active")))
    for number in (1, 2):
        deliver(event("invoice.paid", invoice(row, now() + number * MONTH, number)))
        # The first one was told so long ago that it is deleted by now.
        if number == 1:
            [told] = Notification.scan()
            assert (told.account_id, told.kind, told.from_id) == (row.creator_id, "subscriber", row.subscriber_id)
            told.delete()
    assert list(Notification.scan()) == []
