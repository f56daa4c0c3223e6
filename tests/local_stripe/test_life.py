"""The process itself: it stops when told, and a kill loses nothing."""

from collections.abc import Callable

from tests.local.running import wait_for
from tests.local_stripe.running import Inbox, Local


def test_a_killed_process_knows_all_it_answered_for(start: Callable[..., Local]):
    local = start()
    session = local.bought()
    local.control("clock", advance=1_000_000)
    key = {"idempotency_key": "before-the-kill"}
    made = local.client.customers.create({}, key)
    local.kill()
    local.start()
    assert local.again(session).payment_status == "paid"
    assert local.client.customers.create({}, key).id == made.id
    assert local.control("clock", advance=0)["offset"] > 999_000


def test_a_webhook_that_waited_is_sent_after_a_kill(start: Callable[..., Local], inbox: Inbox):
    local = start(inbox.url)
    local.control("webhooks", paused=True)
    made = local.client.customers.create({})
    local.kill()
    assert inbox.got == []
    local.start()
    local.control("webhooks", paused=False)
    wait_for(lambda: inbox.events(about=made.id, kind="customer.created"))


def test_it_stops_with_zero_when_told(start: Callable[..., Local]):
    assert start().stop() == 0
