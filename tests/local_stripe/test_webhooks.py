"""Webhooks as they arrive: signed, again until they are taken, and as badly as asked."""

import hashlib
import hmac
import time
from collections import Counter
from collections.abc import Callable

import pytest

from tests.local.running import wait_for
from tests.local_stripe.running import SECRET, Inbox, Local

Start = Callable[..., Local]


@pytest.fixture
def local(start: Start, inbox: Inbox) -> Local:
    return start(inbox.url)


def test_a_webhook_is_signed_over_its_very_bytes(local: Local, inbox: Inbox):
    session = local.bought()
    [event] = wait_for(lambda: inbox.events(about=session.id, kind="checkout.session.completed"))
    assert (event.api_version, event.livemode) == ("2026-10-28.endive", False)
    assert event.data.object["payment_status"] == "paid"
    body, header = inbox.got[0]
    moment, signature = (part.split("=")[1] for part in header.split(","))
    expected = hmac.new(SECRET.encode(), moment.encode() + b"." + body, hashlib.sha256).hexdigest()
    assert signature == expected
    assert abs(int(moment) - time.time()) < 60
    assert b'"_' not in b"".join(sent for sent, _ in inbox.got)


def test_an_event_of_a_connected_account_names_it(local: Local, inbox: Inbox):
    account = local.client.accounts.create({"type": "express"})
    local.control("accounts", account=account.id)
    found = wait_for(
        lambda: [one for one in inbox.events(kind="account.updated") if one.data.object["charges_enabled"]]
    )
    assert found[0].account == account.id


def test_a_webhook_that_is_refused_comes_again_soon_with_the_same_bytes(local: Local, inbox: Inbox):
    inbox.answers = [500, 500]
    local.client.customers.create({})
    wait_for(lambda: len(inbox.got) >= 3)
    assert len({body for body, _ in inbox.got}) == 1
    event = inbox.events()[0]
    wait_for(lambda: local.deliveries(event.id)[0]["state"] == "taken")
    assert local.client.events.retrieve(event.id).pending_webhooks == 0


def test_retries_follow_the_movable_clock_and_end_after_three_days(start: Start):
    local = start("http://127.0.0.1:9/nobody-listens")
    local.client.customers.create({})
    event = local.client.events.list().data[0]

    def is_given_up() -> bool:
        local.control("clock", advance=6 * 3600)
        return bool(local.deliveries(event.id)[0]["state"] == "given up")

    wait_for(is_given_up)
    assert 8 <= local.deliveries(event.id)[0]["attempts"] <= 20


def test_webhooks_that_are_held_arrive_shuffled_when_flushed(local: Local, inbox: Inbox):
    local.control("webhooks", paused=True, shuffle=1)
    names = [local.client.customers.create({}).id for _ in range(12)]
    time.sleep(0.3)
    assert inbox.got == []
    local.control("webhooks/flush")
    arrived = [event.data.object["id"] for event in inbox.events()]
    assert sorted(arrived) == sorted(names)
    assert arrived != names


def test_what_is_under_way_has_arrived_when_flushed(local: Local, inbox: Inbox):
    inbox.pause = 0.6
    names = [local.client.customers.create({}).id for _ in range(4)]
    time.sleep(0.2)
    local.control("webhooks/flush")
    assert sorted(event.data.object["id"] for event in inbox.events()) == sorted(names)


def test_webhooks_arrive_twice_when_asked(local: Local, inbox: Inbox):
    local.control("webhooks", duplicate=100)
    for _ in range(3):
        local.client.customers.create({})
    wait_for(lambda: len(inbox.got) >= 6)
    assert set(Counter(event.id for event in inbox.events()).values()) == {2}


def test_webhooks_that_are_dropped_stay_in_the_list_of_events_and_can_be_sent_again(local: Local, inbox: Inbox):
    local.control("webhooks", drop=100)
    local.client.customers.create({})
    event = local.client.events.list().data[0]
    wait_for(lambda: local.deliveries(event.id)[0]["state"] == "dropped")
    assert inbox.got == []
    local.control("webhooks", drop=0)
    local.control("deliveries")
    wait_for(lambda: [one.id for one in inbox.events()] == [event.id])


def test_webhooks_are_late_by_the_delay_of_the_movable_clock(local: Local, inbox: Inbox):
    local.control("webhooks", delay=3600)
    local.client.customers.create({})
    time.sleep(0.5)
    assert inbox.got == []
    local.control("clock", advance=3601)
    wait_for(lambda: len(inbox.got) == 1)
