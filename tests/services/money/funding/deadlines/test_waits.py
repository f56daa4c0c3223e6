"""A creator whom Stripe does not let take payments at the deadline: pledges wait, and no backer's grace runs."""

from typing import Any

from chalicelib.models.money.creators.sellers import Seller
from chalicelib.models.money.funding.campaigns import COLLECTING, FAILED, FUNDED, Campaign
from chalicelib.models.money.funding.pledges import CHARGING, COLLECTED, DROPPED, ERRORED, Pledge
from chalicelib.models.talk.mails import Mail
from chalicelib.services.money.funding.collecting import cards
from tests.kit.events import deliver_events
from tests.kit.money.funding import is_backer
from tests.kit.money.stripe_objects import deliver, event
from tests.local_stripe.running import VISA as VISA_NUMBER
from tests.services.money.funding.deadlines.kit import DAY, DECLINES, HOUR, VISA, Stage, add_up, mails_about, states


def restrict(stage: Stage, is_restricted: bool = True) -> None:
    """Let Stripe restrict the creator's account, or allow it to take payments again."""
    stage.local.control("accounts", account=stage.destination, charges_enabled=not is_restricted)


def run_days(stage: Stage, days: int) -> None:
    for _ in range(days * 4):
        stage.advance(6 * HOUR)
        stage.run()


def letters_to(account_id: str) -> list[str]:
    return sorted(mail.template for mail in Mail.scan() if mail.account_id == account_id)


def begin(stage: Stage, cards_of: list[str], **fields: Any) -> tuple[Campaign, list[Pledge]]:
    """Let a campaign end while its creator is restricted."""
    campaign, held = stage.make_campaign(cards_of, **fields)
    restrict(stage)
    stage.pass_deadline(campaign)
    stage.run()
    return campaign, held


def test_pledges_wait_ten_days_for_their_creator_and_are_charged(stage: Stage):
    campaign, held = begin(stage, [VISA, VISA])
    run_days(stage, 10)
    assert states(held) == [CHARGING, CHARGING]
    assert Campaign.find(campaign.id).state == COLLECTING
    assert [mails_about(pledge) for pledge in held] == [["pledge_waits"]] * 2
    assert letters_to(campaign.creator_id) == ["collecting_stopped"]
    assert all(is_backer(pledge) for pledge in held)
    restrict(stage, False)
    stage.advance(6 * HOUR)
    stage.run()
    assert (states(held), add_up(campaign).state) == ([COLLECTED] * 2, FUNDED)
    assert stage.charges(held) == {pledge.id: 1 for pledge in held}
    assert mails_about(held[0]) == ["pledge_waits", "pledge_collected", "campaign_funded"]


def test_a_backers_grace_begins_once_cards_can_be_charged(stage: Stage):
    campaign, held = begin(stage, [VISA, DECLINES], goal=1_000)
    run_days(stage, 10)
    restrict(stage, False)
    run_days(stage, 1)
    assert states(held) == [COLLECTED, ERRORED]
    run_days(stage, 6)
    assert states(held) == [COLLECTED, ERRORED]
    run_days(stage, 2)
    assert (states(held), add_up(campaign).state) == ([COLLECTED, DROPPED], FUNDED)
    assert mails_about(held[1]) == ["pledge_waits", *["card_declined"] * 4, "pledge_dropped"]


def test_a_creator_who_never_can_be_paid_again_is_waited_for_thirty_days(stage: Stage):
    campaign, held = begin(stage, [VISA])
    run_days(stage, 29)
    assert states(held) == [CHARGING]
    run_days(stage, 2)
    assert (states(held), add_up(campaign).state) == ([DROPPED], FAILED)
    assert mails_about(held[0]) == ["pledge_waits", "pledge_dropped"]
    assert letters_to(campaign.creator_id) == ["campaign_failed", "collecting_stopped"]
    assert stage.charges(held) == {}
    [told] = [mail for mail in Mail.scan() if mail.template == "pledge_waits"]
    assert int(told.fields["until"]) - int(Campaign.find(campaign.id).ended_at or 0) == 30 * DAY


def test_a_creator_who_is_restricted_in_the_grace_stops_it(stage: Stage):
    campaign, [pledge] = stage.make_campaign([DECLINES])
    stage.pass_deadline(campaign)
    stage.run()
    assert states([pledge]) == [ERRORED]
    run_days(stage, 3)
    restrict(stage)
    session = stage.save_card(cards.card_page(pledge.id, pledge.secret or ""), VISA_NUMBER)
    deliver(event("checkout.session.completed", session))
    deliver_events("pledges")
    run_days(stage, 8)
    assert states([pledge]) == [CHARGING]
    assert mails_about(pledge)[-1] == "pledge_waits"
    restrict(stage, False)
    run_days(stage, 1)
    assert (states([pledge]), add_up(campaign).state) == ([COLLECTED], FUNDED)


def test_an_account_that_stripe_does_not_know_any_more_is_waited_for(stage: Stage):
    campaign, [pledge] = stage.make_campaign([VISA])
    Seller(campaign.creator_id).update([Seller.stripe_account_id.set("acct_gone")])
    stage.pass_deadline(campaign)
    stage.run()
    assert (states([pledge]), mails_about(pledge)) == ([CHARGING], ["pledge_waits"])


def test_the_last_try_of_a_card_is_not_made_while_nobody_could_charge_it(stage: Stage):
    campaign, [pledge] = stage.make_campaign([DECLINES])
    stage.pass_deadline(campaign)
    stage.run()
    restrict(stage)
    run_days(stage, 9)
    assert states([pledge]) == [CHARGING]
    restrict(stage, False)
    run_days(stage, 1)
    assert states([pledge]) == [ERRORED]
    run_days(stage, 8)
    assert (states([pledge]), add_up(campaign).state) == ([DROPPED], FAILED)


def test_a_card_that_is_gone_is_asked_for_and_does_not_wait_for_the_creator(stage: Stage):
    campaign, [pledge] = stage.make_campaign([VISA])
    Pledge(pledge.id).update([Pledge.payment_method_id.set("pm_gone")])
    stage.pass_deadline(campaign)
    stage.run()
    assert (states([pledge]), mails_about(pledge)) == ([ERRORED], ["card_declined"])
    run_days(stage, 3)
    session = stage.save_card(cards.card_page(pledge.id, pledge.secret or ""), VISA_NUMBER)
    deliver(event("checkout.session.completed", session))
    deliver_events("pledges")
    stage.run()
    assert (states([pledge]), add_up(campaign).state) == ([COLLECTED], FUNDED)
