"""Campaigns are listed for those who look for one to back, and none that is over or hidden."""

import pytest

from bench.meter import metered
from chalicelib.models import base
from chalicelib.models.base import now
from chalicelib.models.money.funding.campaigns import FUNDED, Campaign
from chalicelib.models.paging import Page
from chalicelib.models.people.accounts import Account
from chalicelib.services.money.funding import campaigns, discovery
from chalicelib.services.money.funding.plans import Plan
from tests.kit.client import Client
from tests.kit.events import deliver_events
from tests.kit.factories import make_account, make_follow, make_many_follows
from tests.kit.money.stripe_objects import make_seller

DAY = 86_400
URL = "/api/rossgram/v1/campaigns"


def launch(days: int, pledged: int = 0, creator: Account | None = None) -> Campaign:
    creator = creator or make_account()
    make_seller(creator)
    plan = Plan(title="A book", currency="eur", goal=100_000, deadline=now() + days * DAY, story="Forty photos.")
    launched = campaigns.launch(creator.id, campaigns.create(creator.id, plan).id)
    Campaign(launched.id).update([Campaign.pledged.set(pledged)])
    deliver_events("posts")
    return launched


def listed(name: str, client: Client | None = None, **asked: object) -> list[str]:
    answer = (client or Client()).get(URL, params={"list": name, **asked})
    assert answer.status_code == 200, answer.text
    return [one["id"] for one in answer.json()]


def test_live_campaigns_are_listed_by_launch_by_deadline_and_by_what_they_lack():
    early, late, near = launch(20), launch(30, 74_999), launch(10, 75_000)
    over = launch(5, 100_000)
    assert listed("live") == [over.id, near.id, late.id, early.id]
    assert listed("ending_soon") == [over.id, near.id, early.id, late.id]
    assert listed("ending_soon", limit=2, offset=1) == [near.id, early.id]
    assert listed("nearly_there") == [near.id]
    assert listed("live", limit=2) == [over.id, near.id]
    assert listed("live", limit=2, max_id=near.post_id or "") == [late.id, early.id]
    assert listed("followed") == listed("funded") == []


def test_drafts_and_what_was_cancelled_or_is_over_are_not_live(monkeypatch: pytest.MonkeyPatch):
    live, cancelled = launch(20), launch(10)
    campaigns.cancel(cancelled.creator_id, cancelled.id)
    assert listed("live") == listed("ending_soon") == [live.id]
    later = now() + 21 * DAY
    monkeypatch.setattr(base, "clock", lambda: later)
    assert listed("live") == listed("ending_soon") == []


def test_campaigns_of_whom_one_follows_cost_the_same_however_many_they_are():
    reader, creator = make_account(), make_account()
    mine = launch(20, creator=creator)
    make_follow(reader, creator)
    costs = []
    for more in (9, 990):
        make_many_follows(reader, more)
        with metered() as bill:
            assert [view.post.id for view in discovery.followed(reader.id, Page()).views] == [mine.post_id]
        costs.append((bill.trips, len(bill.calls), bill.read_units))
    assert costs[0] == costs[1]


def test_a_funded_campaign_is_listed_and_what_one_follows_is():
    reader, creator = make_account(), make_account()
    mine, other = launch(20, creator=creator), launch(20)
    make_follow(reader, creator)
    assert [view.post.id for view in discovery.followed(reader.id, Page()).views] == [mine.post_id]
    Campaign(other.id).update([Campaign.state.set(FUNDED)])
    assert (listed("funded"), listed("live")) == ([other.id], [mine.id])


def test_an_unknown_list_is_refused():
    assert Client().get(URL, params={"list": "best"}).status_code == 422


def test_campaigns_that_end_soon_take_three_trips_however_many_there_are():
    launched = [launch(20 + number) for number in range(6)]
    reader = make_account()
    with metered() as bill:
        found = discovery.ending_soon(reader.id, 20)
    assert [view.post.id for view in found] == [one.post_id for one in launched]
    assert bill.trips == 3
