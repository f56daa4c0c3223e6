"""A creator whom a moderator suspends: nobody is charged any more, and what was paid for stays."""

import pytest

from chalicelib.errors import Unprocessable
from chalicelib.gateways import payments
from chalicelib.models.talk.mails import Mail
from chalicelib.services import sweeper
from chalicelib.services.money.selling import subscriptions
from chalicelib.services.people.door import endings
from chalicelib.services.safety import silencing, suspending
from chalicelib.services.safety.decisions import Decision
from tests.kit.client import Client
from tests.kit.events import deliver_events, empty_queues
from tests.kit.factories import make_account, make_token
from tests.services.money.selling.story import API, Story

FRAUD = Decision("mo", "Fraud")


def test_subscriptions_to_whoever_is_suspended_end_when_what_was_paid_ends(story: Story):
    row = story.subscribe(story.bronze)
    suspending.suspend(story.creator.id, FRAUD)
    deliver_events()
    found = story.row()
    assert found.cancel_at == found.paid_through == row.paid_through
    assert (story.access() or (0, 0))[1] in range(27, 32)
    told = [mail for mail in Mail.scan() if mail.template == "subscription_stopped"]
    assert [(mail.account_id, mail.fields["creator"]) for mail in told] == [(story.fan.id, story.creator.handle)]
    with pytest.raises(Unprocessable):
        subscriptions.resume(story.fan.id, row.id)

    story.renew()

    assert (story.row().status, story.access(), len(story.row().effective_payments)) == ("canceled", None, 1)


def test_a_subscriber_may_go_on_once_the_account_is_open_again(story: Story):
    story.subscribe(story.bronze)
    suspending.suspend(story.creator.id, FRAUD)
    deliver_events()
    suspending.unsuspend(story.creator.id, FRAUD)
    deliver_events()
    assert story.row().cancel_at
    assert story.act("resume")["cancel_at"] is None


def test_what_whoever_is_suspended_subscribes_to_ends_too(story: Story):
    row = story.subscribe(story.bronze)
    suspending.suspend(story.fan.id, FRAUD)
    deliver_events()
    assert payments.find_subscription(str(row.stripe_id))["cancel_at"]


def test_whoever_is_shut_out_pays_for_nothing_more_and_is_paid_as_before(story: Story):
    row = story.subscribe(story.bronze)
    silencing.disable(story.creator.id, FRAUD)
    deliver_events()
    assert payments.find_subscription(str(row.stripe_id))["cancel_at"] is None
    silencing.disable(story.fan.id, FRAUD)
    deliver_events()
    assert payments.find_subscription(str(row.stripe_id))["cancel_at"]
    assert [mail for mail in Mail.scan() if mail.template == "subscription_stopped"] == []


def test_whoever_was_shut_out_by_mistake_goes_on_with_what_they_subscribe_to(story: Story):
    row = story.subscribe(story.bronze)
    silencing.disable(story.fan.id, FRAUD)
    silencing.enable(story.fan.id, FRAUD)
    deliver_events()
    assert payments.find_subscription(str(row.stripe_id))["cancel_at"] is None


def test_nothing_of_whoever_is_suspended_is_sold_and_open_pages_are_closed(story: Story):
    page = story.page(story.bronze)
    suspending.suspend(story.creator.id, FRAUD)
    deliver_events()
    assert story.shop.pay(page).status_code != 303
    other = Client(make_token(make_account()))
    assert other.post(f"{API}/subscriptions", json={"tier_id": story.bronze["id"]}).status_code in {404, 422}


def test_a_crash_after_the_suspension_loses_none_of_it(story: Story, monkeypatch: pytest.MonkeyPatch):
    story.subscribe(story.bronze)
    with monkeypatch.context() as patch:
        patch.setattr(endings, "end_all", lambda _: None)
        suspending.suspend(story.creator.id, FRAUD)
    empty_queues()
    story.wait(600)
    sweeper.sweep()
    deliver_events()
    assert story.row().cancel_at
    assert story.as_creator.get("/api/v1/accounts/verify_credentials").status_code == 401


def test_whoever_is_shut_out_pays_on_for_nothing_though_what_follows_is_cut(story: Story):
    row = story.subscribe(story.bronze)
    silencing.disable(story.fan.id, FRAUD)
    empty_queues()
    story.wait(600)
    sweeper.sweep()
    deliver_events()
    assert payments.find_subscription(str(row.stripe_id))["cancel_at"]
