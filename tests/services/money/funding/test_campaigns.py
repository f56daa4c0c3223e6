"""Plan a campaign, launch it, change what may be changed, and call it off."""

from typing import Any

import pytest

from chalicelib.errors import NotFound, Unprocessable
from chalicelib.models.base import now
from chalicelib.models.money.funding.campaigns import Campaign
from chalicelib.models.money.funding.pledges import Pledge
from chalicelib.models.money.payments.origins import write_all
from chalicelib.models.people.accounts import Account
from chalicelib.models.photos.posts import Post
from chalicelib.services.money.funding import campaigns, pledges, rewards
from chalicelib.services.money.funding.plans import Plan, RewardPlan
from chalicelib.services.money.funding.selections import Selection
from tests.kit.events import deliver_events
from tests.kit.factories import make_account, make_media
from tests.kit.money.funding import DAYS, FakePages, checked, is_backer, make_campaign, make_reward, setup_session
from tests.kit.money.stripe_objects import deliver, event, make_seller


def plan(**changes: Any) -> Plan:
    known: dict[str, Any] = {"title": "A book", "currency": "eur", "goal": 100_000, "deadline": now() + 10 * DAYS}
    return Plan(**known | {"story": "Forty photos."} | changes)


@pytest.fixture
def creator() -> Account:
    account = make_account()
    make_seller(account)
    return account


def test_a_campaign_is_launched_as_a_post_that_names_it(creator: Account):
    photos = [make_media(creator).id for _ in range(2)]
    draft = campaigns.create(creator.id, plan(media_ids=photos))
    launched = campaigns.launch(creator.id, draft.id)
    post = Post.find(launched.post_id or "")
    assert (launched.state, launched.due_at) == ("live", launched.deadline)
    assert post.body["campaign_id"] == draft.id
    assert post.body["caption"] == "A book\n\nForty photos."
    assert [item["id"] for item in post.body["media"]] == photos
    assert Campaign.due_ids(now() + 11 * DAYS, 10) == [draft.id]


def test_photos_are_the_creator_s_own(creator: Account):
    with pytest.raises(Unprocessable, match="no such photo"):
        campaigns.create(creator.id, plan(media_ids=[make_media(make_account()).id]))


def test_nobody_else_sees_a_draft_or_touches_a_campaign(creator: Account):
    draft = campaigns.create(creator.id, plan())
    stranger = make_account()
    assert campaigns.find(creator.id, draft.id).id == draft.id
    for touch in (campaigns.find, campaigns.launch, campaigns.cancel):
        with pytest.raises(NotFound):
            touch(stranger.id, draft.id)
    with pytest.raises(NotFound):
        campaigns.edit(stranger.id, draft.id, {"title": "Mine"})
    with pytest.raises(NotFound):
        rewards.add(stranger.id, draft.id, RewardPlan("A print", 2_000))


@pytest.mark.parametrize(
    "wrong",
    [
        {"goal": 0},
        {"goal": -1},
        {"goal": 49},
        {"goal": 870_000_001},
        {"goal": 10**30},
        {"currency": "xxx"},
        {"currency": ""},
        {"currency": "kwd", "goal": 100_001},
        {"deadline": -1},
        {"deadline": 85_000},
        {"deadline": 61 * DAYS},
        {"deadline": 10**20},
        {"title": " "},
        {"title": "x" * 81},
        {"story": "x" * 20_001},
        {"kind": "lottery"},
        {"stretch_goals": [{"amount": 100_000, "title": "Same as the goal"}]},
        {"stretch_goals": [{"amount": 200_000, "title": "A"}, {"amount": 150_000, "title": "B"}]},
        {"stretch_goals": [{"amount": 200_000, "title": ""}]},
        {"stretch_goals": [{"amount": 200_000 + number, "title": "A"} for number in range(21)]},
        {"media_ids": ["1"] * 11},
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_written(creator: Account, wrong: dict[str, Any]):
    if "deadline" in wrong:
        wrong = {"deadline": now() + wrong["deadline"]}
    with pytest.raises(Unprocessable):
        campaigns.create(creator.id, plan(**wrong))
    assert list(Campaign.scan()) == []


@pytest.mark.parametrize(
    ("currency", "goal"),
    [("eur", 870_000_000), ("usd", 1_000_000_000), ("ugx", 100_000_000_000), ("idr", 10**12), ("jpy", 10**9)],
)
def test_a_goal_may_be_more_than_one_charge(creator: Account, currency: str, goal: int):
    higher = [{"amount": goal, "title": "A second book"}]
    made = campaigns.create(creator.id, plan(currency=currency, goal=goal - 100, stretch_goals=higher))
    assert (made.goal, made.stretch_goals) == (goal - 100, higher)


def test_a_goal_is_limited_in_worth_and_says_so(creator: Account):
    with pytest.raises(Unprocessable, match=r"Goal must be from 0.50 USD to 10000000.00 USD"):
        campaigns.create(creator.id, plan(currency="usd", goal=1_000_000_001))
    with pytest.raises(Unprocessable, match=r"Goal must be from 1 UGX to 36000000000 UGX, in steps of 1 UGX"):
        campaigns.create(creator.id, plan(currency="ugx", goal=1_050))


def test_a_launch_needs_a_creator_who_may_sell_and_a_deadline():
    account = make_account()
    draft = campaigns.create(account.id, plan())
    with pytest.raises(Unprocessable, match="cannot be paid"):
        campaigns.launch(account.id, draft.id)
    make_seller(account)
    campaigns.edit(account.id, draft.id, {"deadline": None})
    with pytest.raises(Unprocessable, match="Deadline"):
        campaigns.launch(account.id, draft.id)
    assert list(Post.scan()) == []


def test_a_launch_looks_at_the_deadline_and_the_rewards_again(creator: Account):
    draft = campaigns.create(creator.id, plan())
    rewards.add(creator.id, draft.id, RewardPlan("A print", 2_005))
    campaigns.edit(creator.id, draft.id, {"currency": "kwd"})
    with pytest.raises(Unprocessable, match="Amount of a reward"):
        campaigns.launch(creator.id, draft.id)
    Campaign(draft.id).update([Campaign.deadline.set(now() + 3600)])
    with pytest.raises(Unprocessable, match="Deadline"):
        campaigns.launch(creator.id, draft.id)


def test_while_it_is_live_little_changes(creator: Account):
    goals = [{"amount": 200_000, "title": "Colour"}]
    draft = campaigns.create(creator.id, plan(stretch_goals=goals))
    campaigns.edit(creator.id, draft.id, {"title": "A better book", "goal": 90_000})
    campaigns.launch(creator.id, draft.id)
    for frozen in ({"goal": 1_000}, {"deadline": now() + 50 * DAYS}, {"currency": "usd"}, {"kind": "keep"}):
        with pytest.raises(Unprocessable, match="these stay"):
            campaigns.edit(creator.id, draft.id, frozen)
    with pytest.raises(Unprocessable, match="may be added"):
        campaigns.edit(creator.id, draft.id, {"stretch_goals": []})
    more = [*goals, {"amount": 300_000, "title": "Hardcover"}]
    changed = campaigns.edit(creator.id, draft.id, {"story": "Fifty.", "stretch_goals": more, "late_pledges": True})
    assert (changed.story, changed.stretch_goals, changed.late_pledges, changed.goal) == ("Fifty.", more, True, 90_000)


def test_a_deadline_that_comes_near_does_not_keep_a_story_from_being_told(creator: Account):
    campaign = make_campaign(creator, deadline=now() + 60)
    assert campaigns.edit(creator.id, campaign.id, {"story": "Nearly there."}).story == "Nearly there."


@pytest.mark.parametrize("state", ["collecting", "funded", "failed", "cancelled"])
def test_what_ended_stays_as_it_is(creator: Account, state: str):
    campaign = make_campaign(creator)
    reward = make_reward(campaign)
    write_all(campaign.changed(state=state))
    with pytest.raises(Unprocessable):
        campaigns.edit(creator.id, campaign.id, {"story": "Other"})
    with pytest.raises(Unprocessable):
        rewards.add(creator.id, campaign.id, RewardPlan("A print", 2_000))
    with pytest.raises(Unprocessable):
        rewards.remove(creator.id, campaign.id, reward.id)
    if state != "cancelled":
        with pytest.raises(Unprocessable, match="cannot be cancelled"):
            campaigns.cancel(creator.id, campaign.id)


def test_a_cancelled_campaign_lets_everybody_go(creator: Account, pages: FakePages):
    campaign = make_campaign(creator)
    made = [pledges.begin(make_account().id, campaign.id, Selection(5_000))[0] for _ in range(3)]
    for pledge in made[:2]:
        deliver(event("checkout.session.completed", setup_session(pledge)))
    campaigns.cancel(creator.id, campaign.id)
    assert campaigns.cancel(creator.id, campaign.id).state == "cancelled"
    deliver_events("pledges")
    found = checked(campaign)
    assert (found.pledged, found.backers_count) == (0, 0)
    assert [Pledge.find(pledge.id).state for pledge in made[:2]] == ["cancelled", "cancelled"]
    assert not any(is_backer(pledge) for pledge in made)
    # A backer who completes an open page is too late.
    deliver(event("checkout.session.completed", setup_session(made[2])))
    assert (Pledge.find(made[2].id).state, checked(campaign).pledged) == ("expired", 0)


def test_a_draft_that_is_cancelled_leaves_nothing_to_do(creator: Account):
    draft = campaigns.create(creator.id, plan())
    assert campaigns.cancel(creator.id, draft.id).state == "cancelled"
    assert Campaign.due_ids(now() + 100 * DAYS, 10) == []
