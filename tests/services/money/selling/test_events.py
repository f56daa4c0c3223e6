"""A subscription's events, signed and sent through the HTTP door, in every order in which they may come."""

import itertools
from typing import Any

import pytest

from chalicelib import config
from chalicelib.gateways import queue
from chalicelib.models.base import now
from chalicelib.models.money.payments.payments import Payment
from chalicelib.models.money.selling.memberships import Membership
from chalicelib.models.money.selling.subscriptions import Subscription
from chalicelib.models.paging import Page
from chalicelib.models.people.accounts import Account
from chalicelib.models.people.follows import Follow
from chalicelib.models.photos.timelines import Home, TimelineEntry
from chalicelib.models.talk.mails import Mail
from chalicelib.services.money.payments.settlement import settle
from chalicelib.services.money.selling import events
from chalicelib.services.money.selling.periods import RENEWAL_SECONDS
from tests.kit.events import deliver_events
from tests.kit.factories import make_post
from tests.kit.money.subscriptions import DAY, MONTH, about, intent_id, invoice, make_subscription
from tests.services.money.selling.telling import PAID, Told, balance, beginning, begun, state, tell

pytestmark = pytest.mark.usefixtures("ignorant")
# All orders of four; of the fifth event, whose effect is that of the fourth, the first and the last place.
ORDERS = [(*order[:place], 4, *order[place:]) for order in itertools.permutations(range(4)) for place in (0, 4)]


@pytest.mark.parametrize("places", ORDERS[::2] + ORDERS[1::8])
def test_a_subscription_begins_in_whatever_order_its_events_come(places: tuple[int, ...]):
    at, row = now(), make_subscription()
    told = beginning(row, at)
    tell(*(told[place] for place in places))
    assert state(row) == ("active", 1, at + MONTH + RENEWAL_SECONDS)
    assert balance(row) == PAID
    assert (Payment.ids_of_order(row.id), Subscription.find(row.id).paid_through) == ([intent_id(row)], at + MONTH)


def test_between_a_paid_invoice_and_the_settlement_of_its_payment_access_stays(monkeypatch: pytest.MonkeyPatch):
    at, row = now(), make_subscription()
    _, active, paid, *_ = beginning(row, at)
    tell(active)
    seen = []

    def look(*settled: Any) -> None:
        seen.append(state(row))
        settle(*settled)

    monkeypatch.setattr(events, "settle", look)
    tell(paid)
    assert seen == [("active", 1, at + MONTH + RENEWAL_SECONDS)]
    assert state(row) == seen[0]


def test_it_follows_the_creator_and_is_the_one_subscription_of_the_two():
    row = begun(now())
    assert Follow.among([(row.subscriber_id, row.creator_id)])
    assert Membership.held(row.subscriber_id, row.creator_id).subscription_id == row.id
    receipt = Mail.find(f"receipt:{intent_id(row)}")
    assert (receipt.account_id, receipt.fields["what"]) == (row.subscriber_id, "Level 1")


def test_whoever_subscribes_finds_the_creators_posts_at_home_within_seconds(monkeypatch: pytest.MonkeyPatch):
    # What is told ahead of a write comes a minute and a half later.
    monkeypatch.setattr(queue, "announce", lambda *_, **__: None)
    row = make_subscription()
    Home.see(row.subscriber_id)
    post = make_post(Account.find(row.creator_id))
    tell(*beginning(row, now()))
    deliver_events("follows")
    assert [entry.post_id for entry in TimelineEntry.page(row.subscriber_id, Page()).rows] == [post.id]


@pytest.mark.parametrize("order", list(itertools.permutations(range(3))))
def test_what_has_ended_stays_ended(order: tuple[int, ...]):
    at, row = now(), begun(now())
    told = (
        ("customer.subscription.deleted", about(row, "canceled", at, ended_at=at + 5), at + 5),
        ("customer.subscription.updated", about(row, "active", at), at + 9),
        ("customer.subscription.updated", about(row, "past_due", at), at + 3),
    )
    tell(*(told[place] for place in order))
    assert state(row) == ("canceled", None, None)
    assert Membership.held(row.subscriber_id, row.creator_id).subscription_id is None
    assert Follow.among([(row.subscriber_id, row.creator_id)])


def test_of_two_events_in_one_second_the_later_state_is_kept():
    at = now()
    for order in itertools.permutations(("incomplete", "active", "past_due")):
        row = make_subscription()
        tell(*(("customer.subscription.updated", about(row, status, at), at) for status in order))
        assert state(row) == ("past_due", 1, at + config.GRACE_DAYS * DAY), order


def renewing(row: Subscription, start: int) -> tuple[Told, ...]:
    """Return the events of a second month that cannot be charged."""
    failed = invoice(row, start + MONTH, 2, status="open", amount_paid=0, payments={"data": []})
    return (
        ("customer.subscription.updated", about(row, "active", start), start),
        ("invoice.payment_failed", failed, start),
        ("customer.subscription.updated", about(row, "past_due", start), start),
        ("invoice.payment_failed", failed, start + 3 * DAY),
    )


@pytest.mark.parametrize("order", list(itertools.permutations(range(4)))[::2])
def test_a_renewal_that_fails_leaves_a_grace_from_the_first_failure(order: tuple[int, ...]):
    at = now()
    row, start = begun(at - MONTH), at
    told = renewing(row, start)
    tell(*(told[place] for place in order))
    assert state(row) == ("past_due", 1, start + 7 * DAY)


@pytest.mark.parametrize("order", list(itertools.permutations(range(3))))
def test_a_grace_does_not_begin_anew_where_word_of_its_beginning_was_lost(order: tuple[int, ...]):
    at = now()
    row, start = begun(at - MONTH), at
    _, first, (name, found, _), again = renewing(row, start)
    told = (first, again, (name, found, start + 3 * DAY))
    tell(*(told[place] for place in order))
    assert state(row) == ("past_due", 1, start + 7 * DAY)


def test_a_renewal_that_is_paid_after_all_extends_and_one_that_never_is_ends():
    at = now()
    row = begun(at - MONTH)
    tell(*renewing(row, at))
    assert Subscription.find(row.id).grace_ends_at == at + 7 * DAY
    tell(
        ("customer.subscription.updated", about(row, "active", at), at + 3 * DAY),
        ("invoice.paid", invoice(row, at + MONTH, 2), at + 3 * DAY),
        ("invoice.payment_failed", renewing(row, at)[1][1], at),
    )
    assert state(row) == ("active", 1, at + MONTH + RENEWAL_SECONDS)
    assert Subscription.find(row.id).grace_ends_at is None
    tell(("customer.subscription.updated", about(row, "unpaid", at), at + 40 * DAY))
    assert state(row) == ("unpaid", None, None)


def test_the_receipt_of_a_month_leads_to_its_creator():
    row = begun(now())
    [mail] = [mail for mail in Mail.scan() if mail.template == "receipt"]
    assert mail.fields["link"] == f"{config.PUBLIC_URL}/@{Account.find(row.creator_id).handle}"
