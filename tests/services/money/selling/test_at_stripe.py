"""Months of a subscription at the local Stripe, on its clock, from the API's door to the grant."""

from chalicelib.models.money.grants import Grant, tier_key
from chalicelib.models.talk.mails import Mail
from chalicelib.services.money.selling.periods import DAY, RENEWAL_SECONDS
from tests.local_stripe.running import FAILS_LATER, VISA
from tests.services.money.selling.story import API, Story


def test_a_month_is_paid_and_renewed_and_told_once(story: Story):
    row = story.subscribe(story.bronze)
    assert (row.status, len(row.effective_payments)) == ("active", 1)
    level, days = story.access() or (0, 0)
    assert level == 1
    assert days in range(28, 32)
    story.renew()
    assert (story.row().status, len(story.row().effective_payments)) == ("active", 2)
    assert (story.access() or (0, 0))[1] in range(26, 32)
    assert story.shop.seller_balance(story.creator.id) == 2 * 475
    book = story.shop.book(type("Row", (), {"seller_id": story.creator.id})())
    # Of each 5.00 Stripe takes .44.
    assert book == {"payers": -1000, "creator": 950, "platform": 50 - 88, "stripe": 88}


def test_a_renewal_that_fails_has_a_grace_and_then_an_end(story: Story):
    story.subscribe(story.bronze)
    story.card(FAILS_LATER)
    story.renew()
    assert story.row().status == "past_due"
    assert story.access() == (1, 7)
    story.wait(4 * DAY)
    assert story.access() == (1, 3)
    story.wait(4 * DAY)
    assert story.access() is None
    story.wait(20 * DAY)
    assert story.row().status == "canceled"
    assert story.subscribe(story.bronze).status == "active"
    assert (story.access() or (0, 0))[0] == 1


def test_a_retry_that_is_paid_extends(story: Story):
    story.subscribe(story.bronze)
    story.card(FAILS_LATER)
    story.renew()
    story.card(VISA)
    story.wait(3 * DAY + 60)
    assert story.row().status == "active"
    assert (story.access() or (0, 0))[1] in range(23, 30)


def test_a_cancellation_keeps_the_month_and_can_be_taken_back(story: Story):
    row = story.subscribe(story.bronze)
    ending = story.act("cancel")
    assert ending["cancel_at"] == ending["access_until"] == ending["paid_through"]
    grant = Grant.held(story.fan.id, tier_key(story.creator.id))
    assert grant is not None
    assert grant.expires_at == row.paid_through
    assert story.act("resume")["cancel_at"] is None
    again = Grant.held(story.fan.id, tier_key(story.creator.id))
    assert again is not None
    assert again.expires_at == int(row.paid_through or 0) + RENEWAL_SECONDS
    story.act("cancel")
    story.renew()
    assert (story.row().status, story.access()) == ("canceled", None)
    assert story.as_fan.post(f"{API}/subscriptions/{row.id}/resume").status_code == 422


def test_a_trial_becomes_a_month_and_is_given_once(story: Story):
    trial = story.tier(name="Silver", level=3, amount=900, trial_days=7)
    assert story.subscribe(trial).status == "trialing"
    assert story.access() == (3, 7)
    story.act("cancel")
    story.wait(8 * DAY)
    assert story.access() is None
    assert story.subscribe(trial).status == "active"
    assert (story.access() or (0, 0))[1] in range(28, 32)


def test_a_trial_that_is_kept_becomes_a_month(story: Story):
    story.subscribe(story.tier(name="Silver", level=3, amount=900, trial_days=7))
    story.wait(5 * DAY)
    assert [mail.fields["amount"] for mail in Mail.scan() if mail.template == "trial_ends"] == [900]
    story.wait(3 * DAY)
    assert story.row().status == "active"
    assert (story.access() or (0, 0))[1] in range(26, 32)
