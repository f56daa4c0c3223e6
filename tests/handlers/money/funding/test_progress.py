"""A campaign's post shows how far it is, to every client, and fresh, at the price of one trip where there is one."""

from typing import Any

import pytest

from chalicelib.models.base import now
from chalicelib.models.money.funding.campaigns import COLLECTING, FUNDED, PARTLY_COLLECTED, Campaign
from chalicelib.models.money.payments.origins import write_all
from chalicelib.models.people.accounts import Account
from chalicelib.schemas.money.funding.progress import progress_text
from chalicelib.services.money.funding import campaigns
from chalicelib.services.money.funding.plans import Plan
from tests.handlers.entities import STATUS, faults
from tests.kit.client import Client
from tests.kit.events import deliver_events
from tests.kit.factories import make_account, make_follow, make_media, make_post, make_token
from tests.kit.money.funding import DAYS, make_campaign
from tests.kit.money.stripe_objects import make_seller
from tests.kit.recorder import record_calls


def launch(creator: Account, title: str = "A book of <walks>") -> Campaign:
    make_seller(creator)
    plan = Plan(title, "eur", 2_000_000, now() + 12 * DAYS + 60, media_ids=[make_media(creator).id])
    return campaigns.launch(creator.id, campaigns.create(creator.id, plan).id)


def test_any_client_sees_how_far_a_campaign_is():
    creator, fan = make_account(), make_account()
    make_follow(fan, creator)
    campaign = launch(creator)
    make_post(creator)
    deliver_events("posts")
    write_all(campaign.move(pledged=1_230_000, backers=48))
    client = Client(make_token(fan))
    for path in ("/api/v1/timelines/home", f"/api/v1/accounts/{creator.id}/statuses", "/api/v1/timelines/public"):
        plain, status = client.get(path).json()
        assert "12,300 of 20,000 EUR (61 %) · 48 backers · 12 days left" in status["content"]
        assert status["card"]["url"].endswith(f"/campaigns/{campaign.id}")
        assert status["card"]["title"] == "A book of <walks>"
        assert status["rossgram"]["progress"]["id"] == campaign.id
        assert "<walks>" not in status["content"]
        assert plain["card"] is None
        assert faults(status, STATUS) == []
    write_all(Campaign.find(campaign.id).move(pledged=770_000, backers=1))
    status = client.get(f"/api/v1/statuses/{campaign.post_id}").json()
    assert "20,000 of 20,000 EUR (100 %) · 49 backers" in status["content"]


def test_the_card_of_a_campaign_says_how_large_its_picture_is():
    creator = make_account()
    status = Client().get(f"/api/v1/statuses/{launch(creator).post_id}").json()
    photo, card = status["media_attachments"][0], status["card"]
    size = photo["meta"]["small"]
    assert (card["image"], card["width"], card["height"]) == (photo["preview_url"], size["width"], size["height"])
    assert size["width"] > 0


def test_a_campaign_s_post_that_is_edited_stays_one():
    creator = make_account()
    campaign = launch(creator)
    client = Client(make_token(creator))
    status = client.put(f"/api/v1/statuses/{campaign.post_id}", data={"status": "Other words"}).json()
    assert "Other words" in status["content"]
    assert "0 of 20,000 EUR (0 %) · 0 backers · 12 days left" in status["content"]


def test_the_post_of_a_live_campaign_stays_and_stays_open_to_all():
    creator = make_account()
    campaign = launch(creator)
    client = Client(make_token(creator))
    path = f"/api/v1/statuses/{campaign.post_id}"
    priced: Any = {"rossgram": {"price": {"amount": 500, "currency": "eur"}}, "status": "Now for money"}
    assert client.delete(path).status_code == 422
    assert client.put(path, json=priced).status_code == 422
    campaigns.cancel(creator.id, campaign.id)
    assert client.delete(path).status_code == 200


def test_a_home_without_campaigns_pays_nothing_for_them_and_one_with_many_a_trip(monkeypatch: pytest.MonkeyPatch):
    fan, creator = make_account(), make_account()
    make_follow(fan, creator)
    make_post(creator)
    deliver_events("posts")
    client = Client(make_token(fan))
    client.get("/api/v1/timelines/home")
    calls = record_calls(monkeypatch)
    client.get("/api/v1/timelines/home")
    without = len(calls)
    make_seller(creator)
    for number in range(3):
        plan = Plan(f"Book {number}", "eur", 2_000_000, now() + 12 * DAYS)
        campaigns.launch(creator.id, campaigns.create(creator.id, plan).id)
    deliver_events("posts")
    calls.clear()
    assert client.get("/api/v1/timelines/home").text.count("0 of 20,000 EUR (0 %)") >= 3
    assert len(calls) == without + 1


@pytest.mark.parametrize(
    ("changes", "text"),
    [
        ({"pledged": 150_050}, "1,500.50 of 1,000 EUR (150 %) · 0 backers · 9 days left"),
        ({"pledged": 99_999}, "999.99 of 1,000 EUR (99 %) · 0 backers · 9 days left"),
        ({"currency": "jpy", "raised": 500, "backers_count": 1}, "500 of 100,000 JPY (0 %) · 1 backer · 9 days left"),
        ({"currency": "kwd", "raised": 1_500}, "1.500 of 100 KWD (1 %) · 0 backers · 9 days left"),
        ({"deadline": 36 * 3600 + 60}, "0 of 1,000 EUR (0 %) · 0 backers · 36 hours left"),
        ({"deadline": 3600 + 90}, "0 of 1,000 EUR (0 %) · 0 backers · 61 minutes left"),
        ({"deadline": -1}, "0 of 1,000 EUR (0 %) · 0 backers · ended"),
        ({"state": COLLECTING}, "0 of 1,000 EUR (0 %) · 0 backers · ended, banks are being asked"),
        ({"state": FUNDED}, "0 of 1,000 EUR (0 %) · 0 backers · funded"),
        ({"state": FUNDED, "late_pledges": True}, "0 of 1,000 EUR (0 %) · 0 backers · funded"),
        (
            {"state": FUNDED, "late_pledges": True, "raised": 100_000},
            "1,000 of 1,000 EUR (100 %) · 0 backers · funded, still open",
        ),
        ({"state": PARTLY_COLLECTED}, "0 of 1,000 EUR (0 %) · 0 backers · ended below its goal"),
        ({"state": "failed"}, "0 of 1,000 EUR (0 %) · 0 backers · not funded"),
        ({"state": "cancelled"}, "0 of 1,000 EUR (0 %) · 0 backers · cancelled"),
        ({"state": "draft", "deadline": None}, "0 of 1,000 EUR (0 %) · 0 backers · not open yet"),
    ],
)
def test_the_text_says_where_a_campaign_stands(changes: dict[str, Any], text: str):
    if isinstance(changes.get("deadline", 0), int):
        changes = {**changes, "deadline": now() + int(changes.get("deadline", 10 * DAYS - 60))}
    assert progress_text(make_campaign(**changes)) == text
