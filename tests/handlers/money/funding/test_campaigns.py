"""Campaigns through the API: what creators may send, what others see, and what is rejected."""

from typing import Any

import pytest

from chalicelib import config
from chalicelib.models.base import now
from chalicelib.models.money.funding.campaigns import Campaign
from chalicelib.models.money.funding.pledges import Pledge
from chalicelib.models.people.accounts import Account
from tests.kit.client import Client
from tests.kit.factories import make_account, make_media, make_token
from tests.kit.hostility import rows
from tests.kit.money.funding import DAYS, FakePages, make_campaign, make_reward, setup_session
from tests.kit.money.stripe_objects import deliver, event, make_seller

PATH = "/api/rossgram/v1/campaigns"


@pytest.fixture
def creator() -> Account:
    account = make_account("anna")
    make_seller(account)
    return account


@pytest.fixture
def pages(monkeypatch: pytest.MonkeyPatch) -> FakePages:
    return FakePages(monkeypatch)


def wanted(**fields: Any) -> dict[str, Any]:
    goals = [{"amount": 200_000, "title": "In colour"}]
    known = {"title": "A book", "currency": "EUR", "goal": 100_000, "deadline": now() + 30 * DAYS, "story": "Forty."}
    return {**known, "stretch_goals": goals, **fields}


def test_a_campaign_from_the_first_word_to_the_launch(creator: Account):
    client = Client(make_token(creator))
    photos = [make_media(creator).id for _ in range(2)]
    draft = client.post(PATH, json=wanted(media_ids=photos)).json()
    assert (draft["state"], draft["currency"], draft["goal"]) == ("draft", "eur", 100_000)
    assert Client().get(f"{PATH}/{draft['id']}").status_code == 404
    assert Client().get(f"/campaigns/{draft['id']}").status_code == 404
    reward = client.post(f"{PATH}/{draft['id']}/rewards", json={"title": "A print", "amount": 2_000, "limit": 5})
    edited = client.put(f"{PATH}/{draft['id']}", json={"title": "A better book"}).json()
    assert (edited["title"], edited["story"]) == ("A better book", "Forty.")
    live = client.post(f"{PATH}/{draft['id']}/launch").json()
    assert (live["state"], live["is_open"], live["rewards"]) == ("live", True, [reward.json()])
    assert [item["id"] for item in live["media_attachments"]] == photos
    seen = Client().get(f"{PATH}/{draft['id']}").json()
    assert (seen["account"]["acct"], seen["reached"], seen["backers_count"]) == ("anna", 0, 0)
    listed = Client().get(f"/api/rossgram/v1/accounts/{creator.id}/campaigns").json()
    assert [one["id"] for one in listed] == [draft["id"]]
    assert client.get(f"/api/v1/statuses/{live['post_id']}").json()["card"]["title"] == "A better book"


def test_a_campaign_says_when_cards_are_charged(creator: Account, monkeypatch: pytest.MonkeyPatch):
    def charging(**fields: Any) -> str:
        return str(Client().get(f"{PATH}/{make_campaign(creator, **fields).id}").json()["charging"])

    assert (charging(), charging(kind="keep")) == ("goal_held", "at_once")
    assert charging(state="funded", late_pledges=True) == "at_once"
    monkeypatch.setattr(config, "BELOW_GOAL", "keep")
    assert (charging(), charging(kind="keep")) == ("banks_answered", "at_once")


def test_a_draft_is_listed_for_its_creator_alone(creator: Account):
    client = Client(make_token(creator))
    draft = client.post(PATH, json=wanted(deadline="2999-01-01T00:00:00Z"))
    assert draft.status_code == 422
    client.post(PATH, json=wanted())
    path = f"/api/rossgram/v1/accounts/{creator.id}/campaigns"
    assert [len(one.get(path).json()) for one in (client, Client())] == [1, 0]


WRONG: list[dict[str, Any]] = [
    {"goal": 0},
    {"goal": 10**30},
    {"goal": "much"},
    {"goal": 100_000_000},
    {"goal": None},
    {"currency": "xxx"},
    {"currency": 7},
    {"deadline": "yesterday"},
    {"deadline": "2001-01-01"},
    {"deadline": 10**30},
    {"deadline": [1]},
    {"title": ""},
    {"title": "x" * 81},
    {"kind": "lottery"},
    {"stretch_goals": [{"amount": 1, "title": "A"}]},
    {"stretch_goals": [{"amount": "x"}]},
    {"stretch_goals": "x"},
    {"media_ids": ["1"] * 11},
]


@pytest.mark.parametrize("fields", WRONG)
def test_what_is_no_campaign_is_refused(creator: Account, fields: dict[str, Any]):
    before = rows()
    token = make_token(creator)
    before = rows()
    answer = Client(token).post(PATH, json=wanted(**fields))
    assert (answer.status_code, "Validation failed" in answer.json()["error"]) == (422, True), answer.text
    assert rows() == before


def test_nobody_touches_another_s_campaign(creator: Account):
    campaign = make_campaign(creator)
    reward = make_reward(campaign)
    stranger = Client(make_token(make_account()))
    tries = [
        stranger.put(f"{PATH}/{campaign.id}", json={"story": "Mine"}),
        stranger.post(f"{PATH}/{campaign.id}/launch"),
        stranger.post(f"{PATH}/{campaign.id}/cancel"),
        stranger.post(f"{PATH}/{campaign.id}/rewards", json={"title": "A", "amount": 500}),
        stranger.put(f"{PATH}/{campaign.id}/rewards/{reward.id}", json={"text": "B"}),
        stranger.delete(f"{PATH}/{campaign.id}/rewards/{reward.id}"),
        stranger.post(f"{PATH}/{campaign.id}/updates", json={"text": "Hello"}),
    ]
    assert [answer.status_code for answer in tries] == [404] * len(tries)
    assert Client().put(f"{PATH}/{campaign.id}", json={"story": "Mine"}).status_code == 401
    reader = Client(make_token(creator, "read"))
    assert reader.put(f"{PATH}/{campaign.id}", json={"story": "Mine"}).status_code == 403


def test_rewards_are_changed_and_removed(creator: Account):
    campaign = make_campaign(creator)
    client = Client(make_token(creator))
    path = f"{PATH}/{campaign.id}/rewards"
    made = client.post(path, json={"title": "A print", "amount": 2_000, "limit": 5, "delivers_at": "2027-12-24"}).json()
    changed = client.put(f"{path}/{made['id']}", json={"limit": None, "text": "Signed"}).json()
    assert (changed["limit"], changed["left"], changed["text"]) == (None, None, "Signed")
    assert client.put(f"{path}/{made['id']}", json={"amount": 1_000}).status_code == 422
    assert client.put(f"{path}/1", json={"text": "Signed"}).status_code == 404
    assert client.post(path, json={"title": "A print", "amount": 10**30}).status_code == 422
    assert client.delete(f"{path}/{made['id']}").status_code == 200
    assert client.delete(f"{path}/{made['id']}").status_code == 404


def test_backers_are_shown_as_they_choose_and_to_the_creator_as_they_are(creator: Account, pages: FakePages):
    campaign = make_campaign(creator)
    for number, anonymous in enumerate((False, True, True)):
        fan = make_account(f"fan{number}")
        path = f"{PATH}/{campaign.id}/pledge"
        Client(make_token(fan)).post(path, json={"amount": 500 + number, "anonymous": anonymous})
    for pledge in sorted(Pledge.scan(), key=lambda one: one.amount)[:2]:
        deliver(event("checkout.session.completed", setup_session(pledge)))
    path = f"{PATH}/{campaign.id}/backers"
    seen = Client().get(path)
    assert [backer["name"] for backer in seen.json()] == ["anonymous", "fan0"]
    hidden = next(pledge for pledge in Pledge.scan() if pledge.is_anonymous)
    assert hidden.backer_id not in seen.text
    assert "fan1" not in seen.text
    assert "amount" not in seen.text
    known = Client(make_token(creator)).get(path).json()
    assert [(one["name"], one["pledge"]["amount"]) for one in known] == [("fan1", 501), ("fan0", 500)]
    first = Client().get(path, params={"limit": 1})
    assert 'rel="next"' in first.headers["Link"]


def test_updates_are_published_and_read(creator: Account):
    campaign = make_campaign(creator)
    client = Client(make_token(creator))
    path = f"{PATH}/{campaign.id}/updates"
    told = client.post(path, json={"text": "Half way!", "for_backers": False}).json()
    client.post(path, json={"text": "The printer is broken"})
    assert [len(one.get(path).json()) for one in (client, Client())] == [2, 1]
    assert Client().get(path).json()[0]["id"] == told["id"]
    assert client.post(path, json={"text": ""}).status_code == 422


def test_a_cancelled_campaign_says_so(creator: Account):
    campaign = make_campaign(creator)
    client = Client(make_token(creator))
    assert client.post(f"{PATH}/{campaign.id}/cancel").json()["state"] == "cancelled"
    assert client.post(f"{PATH}/{campaign.id}/cancel").status_code == 200
    assert client.put(f"{PATH}/{campaign.id}", json={"story": "More"}).status_code == 422
    assert Client().get(f"{PATH}/{campaign.id}").json()["text"].endswith("cancelled")


@pytest.mark.parametrize("campaign_id", ["0", "x", "9" * 400, "%00", "💥"])
def test_a_campaign_that_there_is_not(campaign_id: str):
    client = Client(make_token(make_account()))
    tries = [
        client.get(f"{PATH}/{campaign_id}"),
        client.get(f"{PATH}/{campaign_id}/backers"),
        client.get(f"{PATH}/{campaign_id}/updates"),
        client.get(f"{PATH}/{campaign_id}/pledge"),
        client.post(f"{PATH}/{campaign_id}/pledge", json={"amount": 500}),
        client.delete(f"{PATH}/{campaign_id}/pledge"),
        client.get(f"/campaigns/{campaign_id}"),
    ]
    assert [answer.status_code for answer in tries] == [404] * len(tries)
    assert list(Campaign.scan()) == []
