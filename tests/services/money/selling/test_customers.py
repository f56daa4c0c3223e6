"""The Customer of an account that left is deleted at Stripe itself, and one that is deleted there is forgotten here."""

import pytest

from chalicelib.errors import NotFound
from chalicelib.gateways import payments
from chalicelib.models.base import now
from chalicelib.models.leaving import Leaving
from chalicelib.models.money.payments.customers import Customer
from chalicelib.services.leaving import paying
from chalicelib.services.money.payments import customers
from tests.kit.events import deliver_events
from tests.services.money.selling.story import Story


def begin(account_id: str) -> None:
    """Write that the thirty days of an account are over and its deletion has begun."""
    Leaving(account_id, delete_at=now(), due_at=now(), begun_at=now()).save()


def test_the_customer_and_its_subscriptions_are_gone_at_stripe(story: Story):
    row = story.subscribe(story.bronze)
    held = Customer.find(story.fan.id).stripe_customer_id
    begin(story.fan.id)

    paying.end(story.fan.id)
    paying.end(story.fan.id)
    story.shop.tell()
    deliver_events()

    assert Customer.of(story.fan.id) is None
    assert payments.find_subscription(str(row.stripe_id))["status"] == "canceled"
    assert story.row().status == "canceled"
    with pytest.raises(NotFound):
        payments.delete_customer(held)


def test_an_account_that_nobody_deletes_keeps_its_customer(story: Story):
    story.subscribe(story.bronze)
    paying.end(story.fan.id)
    assert Customer.of(story.fan.id) is not None


def test_a_customer_that_was_deleted_in_the_dashboard_is_forgotten_and_made_anew(story: Story):
    story.subscribe(story.bronze)
    held = Customer.find(story.fan.id).stripe_customer_id
    payments.delete_customer(held)
    story.shop.tell()
    assert Customer.of(story.fan.id) is None
    assert story.row().status == "canceled"


def test_the_word_of_an_older_customer_leaves_the_one_of_today(story: Story):
    story.subscribe(story.bronze)
    assert not Customer.forget(story.fan.id, "cus_of_before")
    assert customers.find_or_create(story.fan.id) == Customer.find(story.fan.id).stripe_customer_id
