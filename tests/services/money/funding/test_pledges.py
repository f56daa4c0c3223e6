"""A pledge to a campaign that charges at its deadline: begun, held, changed, taken back."""

import pytest

from chalicelib.errors import NotFound, PaymentsUnavailable, Unavailable, Unprocessable
from chalicelib.models.base import now
from chalicelib.models.money.campaigns import CANCELLED, FUNDED, KEEP, Campaign
from chalicelib.models.money.origins import write_all
from chalicelib.models.money.pledges import Pledge
from chalicelib.models.money.rewards import Reward
from chalicelib.models.talk.mails import Mail
from chalicelib.services.money.funding import pledges, sessions
from chalicelib.services.money.funding.wishes import Wish
from tests.factories import make_account
from tests.funding import DAYS, FakePages, checked, is_backer, make_campaign, make_reward, setup_session
from tests.money import deliver, event


def begin(campaign: Campaign, amount: int = 5_000, *rewards: tuple[Reward, int], **wish: bool) -> Pledge:
    """Begin a pledge of somebody new."""
    wanted = Wish(amount, [(reward.id, quantity) for reward, quantity in rewards], **wish)
    return pledges.begin(make_account().id, campaign.id, wanted)[0]


def hold(pledge: Pledge) -> Pledge:
    """Let Stripe tell that a card was saved."""
    deliver(event("checkout.session.completed", setup_session(pledge)))
    return Pledge.find(pledge.id)


def state(pledge: Pledge) -> str:
    return Pledge.find(pledge.id).state


def end(campaign: Campaign, state: str) -> None:
    write_all(Campaign.find(campaign.id).changed(state=state))


def test_a_card_is_saved_and_nothing_is_charged(pages: FakePages):
    campaign = make_campaign()
    backer = make_account()
    pledge, url = pledges.begin(backer.id, campaign.id, Wish(5_000))
    page = pages.opened[0]
    assert (page["mode"], page["key"], page["kind"], page["order_id"]) == (
        "setup",
        f"pledge:{pledge.id}",
        "pledge",
        pledge.id,
    )
    assert page["customer"] == f"cus_{backer.id}"
    assert now() + 1800 < page["expires_at"] <= campaign.deadline
    assert url == f"https://checkout.example/cs_{pledge.id}"
    assert (checked(campaign).pledged, pledge.state, is_backer(pledge)) == (0, "pending", False)


def test_a_saved_card_counts_once_however_often_it_is_told(pages: FakePages):
    campaign = make_campaign()
    pledge = begin(campaign)
    told = event("checkout.session.completed", setup_session(pledge))
    deliver(told, told, event("checkout.session.completed", setup_session(pledge)))
    held = Pledge.find(pledge.id)
    assert (held.state, held.payment_method_id, held.due) == ("held", f"pm_of_seti_{pledge.id}", None)
    assert (checked(campaign).pledged, checked(campaign).backers_count, is_backer(pledge)) == (5_000, 1, True)
    assert [(mail.template, mail.account_id) for mail in Mail.scan()] == [("pledge_held", pledge.backer_id)]


def test_a_card_that_is_saved_after_the_deadline_is_not_held_and_its_owner_is_told(pages: FakePages):
    campaign = make_campaign(deadline=now() + 3600)
    reward = make_reward(campaign, limit=1)
    pledge = begin(campaign, 5_000, (reward, 1))
    Campaign(campaign.id).update([Campaign.deadline.set(now() - 1)])
    assert (hold(pledge).state, is_backer(pledge), checked(campaign).pledged) == ("expired", False, 0)
    assert Reward.of(campaign.id)[0].left == 1
    assert [mail.template for mail in Mail.scan()] == ["pledge_too_late"]


def test_a_card_that_is_saved_after_the_cancellation_is_not_held(pages: FakePages):
    campaign = make_campaign()
    pledge = begin(campaign)
    end(campaign, CANCELLED)
    assert (hold(pledge).state, checked(campaign).backers_count, is_backer(pledge)) == ("expired", 0, False)


def test_a_page_that_was_left_frees_its_rewards(pages: FakePages):
    campaign = make_campaign()
    reward = make_reward(campaign, limit=2, per_backer=2)
    pledge = begin(campaign, 5_000, (reward, 2))
    with pytest.raises(Unprocessable, match="sold out"):
        begin(campaign, 5_000, (reward, 1))
    told = event("checkout.session.expired", setup_session(pledge, status="expired"))
    deliver(told, told)
    assert (state(pledge), checked(campaign).pledged, Reward.of(campaign.id)[0].left) == ("expired", 0, 2)
    assert hold(pledge).state == "expired"


def test_whoever_left_the_page_may_begin_anew(pages: FakePages):
    campaign = make_campaign()
    reward = make_reward(campaign, limit=1)
    backer = make_account()
    first, _ = pledges.begin(backer.id, campaign.id, Wish(2_000, [(reward.id, 1)]))
    second, _ = pledges.begin(backer.id, campaign.id, Wish(3_000, [(reward.id, 1)]))
    assert (state(first), pages.sessions[f"cs_{first.id}"]["status"]) == ("expired", "expired")
    assert hold(second).state == "held"
    assert checked(campaign).pledged == 3_000


def test_an_account_has_one_pledge_to_a_campaign(pages: FakePages):
    campaign = make_campaign()
    pledge = begin(campaign)
    pages.complete(pledge)
    with pytest.raises(Unprocessable, match="already"):
        pledges.begin(pledge.backer_id, campaign.id, Wish(5_000))
    hold(pledge)
    with pytest.raises(Unprocessable, match="already"):
        pledges.begin(pledge.backer_id, campaign.id, Wish(5_000))


def test_two_pledges_of_one_account_at_once_are_one(pages: FakePages, monkeypatch: pytest.MonkeyPatch):
    campaign = make_campaign()
    first = begin(campaign)
    monkeypatch.setattr(pledges, "_clear_place", lambda campaign_id, backer_id: None)
    with pytest.raises(Unprocessable, match="already"):
        pledges.begin(first.backer_id, campaign.id, Wish(5_000))
    assert checked(campaign).pledged == 0
    assert len(list(Pledge.scan())) == 1


def test_where_stripe_is_out_of_reach_nothing_stays_reserved(pages: FakePages):
    campaign = make_campaign()
    reward = make_reward(campaign, limit=1)
    pages.fails_with = PaymentsUnavailable()
    with pytest.raises(PaymentsUnavailable):
        begin(campaign, 5_000, (reward, 1))
    assert (checked(campaign).pledged, Reward.of(campaign.id)[0].left) == (0, 1)


def test_a_crash_before_the_page_is_open_is_found_by_the_sweeper(pages: FakePages):
    campaign = make_campaign()
    reward = make_reward(campaign, limit=1)
    pages.fails_with = KeyboardInterrupt()  # type: ignore[assignment]
    with pytest.raises(KeyboardInterrupt):
        begin(campaign, 5_000, (reward, 1))
    pledge = next(iter(Pledge.scan()))
    assert pledge.state == "pending"
    assert Pledge.due_ids(now() + DAYS, 10) == [pledge.id]
    sessions.look_after(pledge)
    assert (state(pledge), Reward.of(campaign.id)[0].left) == ("expired", 1)


def test_a_lost_event_is_asked_for(pages: FakePages):
    campaign = make_campaign()
    left, saved = begin(campaign), begin(campaign)
    pages.complete(saved)
    for pledge in (left, saved):
        sessions.look_after(Pledge.find(pledge.id))
    assert (state(left), state(saved)) == ("expired", "held")
    assert pages.sessions[f"cs_{left.id}"]["status"] == "expired"
    assert checked(campaign).pledged == 5_000


def test_a_pledge_is_changed_at_once(pages: FakePages):
    campaign = make_campaign()
    print_, book = make_reward(campaign, limit=2, per_backer=2), make_reward(campaign, title="A book", limit=1)
    pledge = hold(begin(campaign, 5_000, (print_, 2)))
    changed = pledges.change(pledge.backer_id, campaign.id, Wish(9_000, [(print_.id, 1), (book.id, 1)], True))
    assert (changed.amount, changed.fee, changed.is_anonymous) == (9_000, 450, True)
    assert checked(campaign).pledged == 9_000
    pledges.change(pledge.backer_id, campaign.id, Wish(1_000))
    assert checked(campaign).pledged == 1_000
    assert [reward.taken for reward in Reward.of(campaign.id)] == [0, 0]


def test_whoever_has_the_last_one_may_keep_it_in_a_change(pages: FakePages):
    campaign = make_campaign()
    reward = make_reward(campaign, limit=1)
    pledge = hold(begin(campaign, 2_000, (reward, 1)))
    assert pledges.change(pledge.backer_id, campaign.id, Wish(3_000, [(reward.id, 1)])).amount == 3_000
    assert checked(campaign).pledged == 3_000


def test_a_change_to_what_is_sold_out_changes_nothing(pages: FakePages):
    campaign = make_campaign()
    reward = make_reward(campaign, limit=1)
    pledge = hold(begin(campaign))
    begin(campaign, 2_000, (reward, 1))
    with pytest.raises(Unprocessable, match="sold out"):
        pledges.change(pledge.backer_id, campaign.id, Wish(9_000, [(reward.id, 1)]))
    assert checked(campaign).pledged == 5_000


def test_a_pledge_is_taken_back(pages: FakePages):
    campaign = make_campaign()
    reward = make_reward(campaign, limit=1)
    pledge = hold(begin(campaign, 2_000, (reward, 1)))
    assert pledges.cancel(pledge.backer_id, campaign.id).state == "cancelled"
    found = checked(campaign)
    assert (found.pledged, found.backers_count, is_backer(pledge)) == (0, 0, False)
    with pytest.raises(NotFound):
        pledges.cancel(pledge.backer_id, campaign.id)
    again, _ = pledges.begin(pledge.backer_id, campaign.id, Wish(2_000, [(reward.id, 1)]))
    assert hold(again).state == "held"
    assert checked(campaign).pledged == 2_000


def test_a_pledge_that_is_being_made_is_taken_back_with_its_page(pages: FakePages):
    campaign = make_campaign()
    pledge = begin(campaign)
    assert pledges.cancel(pledge.backer_id, campaign.id).state == "cancelled"
    assert pages.sessions[f"cs_{pledge.id}"]["status"] == "expired"
    assert hold(pledge).state == "cancelled"
    assert checked(campaign).pledged == 0


def test_a_pledge_that_is_held_while_it_is_taken_back_ends_in_one_state(
    pages: FakePages, monkeypatch: pytest.MonkeyPatch
):
    campaign = make_campaign()
    pledge = begin(campaign)
    write_once = pledges._carry_out
    raced = iter([True])

    def race(*writes: object) -> bool:
        if next(raced, False):
            hold(pledge)
        return write_once(*writes)  # type: ignore[arg-type]

    monkeypatch.setattr(pledges, "_carry_out", race)
    assert pledges.cancel(pledge.backer_id, campaign.id).state == "cancelled"
    found = checked(campaign)
    assert (found.pledged, found.backers_count, is_backer(pledge)) == (0, 0, False)


@pytest.mark.parametrize("ended", ["deadline", CANCELLED, FUNDED, "failed", "collecting"])
def test_after_the_end_nothing_is_pledged_changed_or_taken_back(pages: FakePages, ended: str):
    campaign = make_campaign()
    pledge = hold(begin(campaign))
    if ended == "deadline":
        Campaign(campaign.id).update([Campaign.deadline.set(now())])
    else:
        end(campaign, ended)
    with pytest.raises(Unprocessable, match="no pledges"):
        begin(campaign)
    with pytest.raises(Unprocessable, match="after the campaign's end"):
        pledges.change(pledge.backer_id, campaign.id, Wish(9_000))
    with pytest.raises(Unprocessable, match="after the campaign's end"):
        pledges.cancel(pledge.backer_id, campaign.id)
    assert (checked(campaign).pledged, state(pledge)) == (5_000, "held")


def test_a_campaign_that_ends_between_the_look_and_the_write_takes_nothing(
    pages: FakePages, monkeypatch: pytest.MonkeyPatch
):
    campaign = make_campaign()
    pledge = hold(begin(campaign))
    monkeypatch.setattr(Campaign, "is_open", True)
    end(campaign, "collecting")
    with pytest.raises(Unprocessable, match="no pledges"):
        begin(campaign)
    with pytest.raises(Unavailable):
        pledges.cancel(pledge.backer_id, campaign.id)
    with pytest.raises(Unavailable):
        pledges.change(pledge.backer_id, campaign.id, Wish(9_000))
    assert (checked(campaign).pledged, state(pledge)) == (5_000, "held")


def test_the_last_half_hour_is_too_short_for_a_page(pages: FakePages):
    campaign = make_campaign(deadline=now() + 1800)
    with pytest.raises(Unprocessable, match="too soon"):
        begin(campaign)
    assert (pages.opened, list(Pledge.scan())) == ([], [])


@pytest.mark.parametrize("amount", [0, -1, 49, 100_000_000, 10**30, True])
def test_an_amount_that_no_card_can_be_charged_is_refused(pages: FakePages, amount: int):
    with pytest.raises(Unprocessable, match="Amount must be from"):
        begin(make_campaign(), amount)
    assert list(Pledge.scan()) == []


@pytest.mark.parametrize("quantity", [0, -1, 3, 10**30])
def test_a_quantity_beyond_what_one_may_have_is_refused(pages: FakePages, quantity: int):
    campaign = make_campaign()
    reward = make_reward(campaign, per_backer=2)
    with pytest.raises(Unprocessable, match="Quantity must be from 1 to 2"):
        begin(campaign, 99_999_999, (reward, quantity))


def test_rewards_must_be_the_campaign_s_paid_for_and_named_once(pages: FakePages):
    campaign, other = make_campaign(), make_campaign()
    reward, foreign = make_reward(campaign, per_backer=5), make_reward(other)
    with pytest.raises(Unprocessable, match="no such reward"):
        begin(campaign, 5_000, (foreign, 1))
    with pytest.raises(Unprocessable, match="must cover"):
        begin(campaign, 5_999, (reward, 3))
    with pytest.raises(Unprocessable, match="each once"):
        begin(campaign, 9_000, (reward, 1), (reward, 1))
    assert begin(campaign, 6_000, (reward, 3)).state == "pending"


def test_nobody_backs_their_own_campaign_or_a_draft(pages: FakePages):
    campaign = make_campaign()
    with pytest.raises(Unprocessable, match="yours"):
        pledges.begin(campaign.creator_id, campaign.id, Wish(5_000))
    draft = make_campaign(state="draft", launched_at=None)
    with pytest.raises(NotFound):
        begin(draft)


def test_what_is_paid_at_once_cannot_be_changed(pages: FakePages):
    campaign = make_campaign(kind=KEEP)
    pledge = begin(campaign)
    with pytest.raises(Unprocessable, match="card is saved"):
        pledges.change(pledge.backer_id, campaign.id, Wish(9_000))
