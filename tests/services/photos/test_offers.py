"""What an author may ask for a post, and what becomes of it."""

from typing import Any

import pytest

from chalicelib.models.money.funding.campaigns import FAILED, LIVE, Campaign
from chalicelib.models.money.selling.tiers import Tier
from chalicelib.models.photos.media import Media
from chalicelib.models.photos.posts import PRICE, TIER, Post
from tests.kit.client import Client
from tests.kit.factories import make_account, make_media, make_token
from tests.kit.money.paid import grant, let_sell

EUR = {"amount": 500, "currency": "eur"}


@pytest.fixture
def stage() -> dict[str, Any]:
    anna, ben = make_account(), make_account()
    let_sell(anna)
    rows = {}
    for name, owner in (("own", anna), ("other", ben)):
        tier = Tier(owner.id, name="Gold", level=2, currency="eur", amount=500)
        tier.save()
        campaign = Campaign(creator_id=owner.id, title="A book", currency="eur", goal=10_000, state=LIVE)
        campaign.stretch_goals = [{"amount": 20_000, "title": "A second"}]
        campaign.save()
        rows[name] = (tier, campaign)
    return {"anna": anna, "client": Client(make_token(anna)), "rows": rows, "ben": ben}


def send(stage: dict[str, Any], rossgram: Any, **fields: Any) -> Any:
    form = {"status": "A walk", "media_ids": [make_media(stage["anna"]).id], "rossgram": rossgram, **fields}
    return stage["client"].post("/api/v1/statuses", json=form)


def test_a_price_is_kept_with_its_currency(stage: dict[str, Any]):
    status = send(stage, {"access": "price", "price": {"amount": 500, "currency": "EUR"}}).json()
    assert status["visibility"] == "public"
    expected = {"access": "price", "locked": False, "price": {**EUR, "text": "5.00 EUR"}}
    nothing = dict.fromkeys(("tier", "campaign", "unlock_url", "list_id", "pinned_comment_id"))
    assert status["rossgram"] == {**expected, **nothing, "archived": False}
    assert Post.find(status["id"]).offer == EUR
    locked = Client().get("/api/v1/timelines/public").json()[0]
    assert locked["card"]["title"] == "Unlock for 5.00 EUR"
    assert "Unlock for 5.00 EUR" in locked["content"]


def test_a_price_comes_in_a_form_as_well(stage: dict[str, Any]):
    form = {"media_ids[]": make_media(stage["anna"]).id, "rossgram[access]": "price"}
    price = {"rossgram[price][amount]": "500", "rossgram[price][currency]": "jpy"}
    status = stage["client"].post("/api/v1/statuses", data={**form, **price}).json()
    assert status["rossgram"]["price"] == {"amount": 500, "currency": "jpy", "text": "500 JPY"}


def test_ones_own_tier_and_campaign_open_a_post(stage: dict[str, Any]):
    tier, campaign = stage["rows"]["own"]
    status = send(stage, {"access": "tier", "tier_id": tier.id}).json()
    assert status["rossgram"]["tier"] == {"id": tier.id, "level": 2, "name": "Gold"}
    assert Post.find(status["id"]).offer == {"tier_id": tier.id, "level": 2, "name": "Gold"}
    status = send(stage, {"access": "campaign", "campaign_id": campaign.id, "level": 1}).json()
    assert status["rossgram"]["campaign"] == {"id": campaign.id, "level": 1, "title": "A book"}
    titles = [item["card"]["title"] for item in Client().get("/api/v1/timelines/public").json()]
    name = stage["anna"].profile["display_name"]
    assert titles == ["For backers of A book", f"For subscribers of {name} (Gold)"]


@pytest.mark.parametrize(
    "rossgram",
    [
        {"access": "price"},
        {"access": "price", "price": {"amount": 49, "currency": "eur"}},
        {"access": "price", "price": {"amount": 0, "currency": "eur"}},
        {"access": "price", "price": {"amount": -500, "currency": "eur"}},
        {"access": "price", "price": {"amount": 100_000_000, "currency": "eur"}},
        {"access": "price", "price": {"amount": 5.5, "currency": "eur"}},
        {"access": "price", "price": {"amount": "a lot", "currency": "eur"}},
        {"access": "price", "price": {"amount": 500, "currency": "xyz"}},
        {"access": "price", "price": {"amount": 18605, "currency": "kwd"}},
        {"access": "price", "price": {"amount": 500}},
        {"access": "price", "price": "500"},
        {"access": "tier"},
        {"access": "tier", "tier_id": "other"},
        {"access": "tier", "tier_id": "1" * 90},
        {"access": "campaign"},
        {"access": "campaign", "campaign_id": "other"},
        {"access": "campaign", "campaign_id": "own", "level": 2},
        {"access": "campaign", "campaign_id": "own", "level": -1},
        {"access": "everybody"},
        "price",
        ["price"],
    ],
)
def test_what_cannot_be_offered_is_refused_and_nothing_changes(rossgram: Any, stage: dict[str, Any]):
    if isinstance(rossgram, dict):
        for key, row in (("tier_id", 0), ("campaign_id", 1)):
            if rossgram.get(key) in stage["rows"]:
                rossgram = {**rossgram, key: stage["rows"][rossgram[key]][row].id}
    answer = send(stage, rossgram)
    assert answer.status_code == 422, answer.text
    assert list(Post.scan()) == []
    assert [item.post_id or item.moving_until for item in Media.scan()] == [None]


def test_a_post_is_sold_with_a_photo_by_somebody_who_may_sell(stage: dict[str, Any]):
    rule = {"access": "price", "price": EUR}
    assert send(stage, rule, media_ids=[]).status_code == 422
    ben = Client(make_token(stage["ben"]))
    form: Any = {"media_ids": [make_media(stage["ben"]).id], "rossgram": rule}
    assert "Stripe" in ben.post("/api/v1/statuses", json=form).json()["error"]


def test_an_ended_campaign_and_an_archived_tier_open_nothing(stage: dict[str, Any]):
    tier, campaign = stage["rows"]["own"]
    campaign.update([Campaign.state.set(FAILED)])
    tier.update([Tier.state.set("archived")])
    assert send(stage, {"access": "tier", "tier_id": tier.id}).status_code == 422
    assert send(stage, {"access": "campaign", "campaign_id": campaign.id}).status_code == 422


def test_a_rule_is_changed_until_somebody_comments_and_a_price_always(stage: dict[str, Any]):
    status = send(stage, {"price": EUR}).json()
    path, photo = f"/api/v1/statuses/{status['id']}", status["media_attachments"][0]["id"]
    form = {"status": "A walk", "media_ids": [photo]}
    client, tier = stage["client"], stage["rows"]["own"][0]
    for rule in ({"access": "followers"}, {"price": EUR}):
        assert client.put(path, json={**form, "rossgram": rule}).status_code == 200
    kept = client.put(path, json={**form, "status": "Another walk", "visibility": "public"}).json()
    assert kept["rossgram"]["access"] == "price"
    assert client.put(path, json={**form, "rossgram": {"tier_id": tier.id}}).json()["rossgram"]["access"] == TIER
    assert client.put(path, json={**form, "rossgram": {"price": EUR}}).json()["rossgram"]["access"] == PRICE

    buyer = make_account()
    grant(buyer.id, f"post:{status['id']}")
    comment = {"status": "Lovely", "in_reply_to_id": status["id"]}
    made = Client(make_token(buyer)).post("/api/v1/statuses", json=comment).json()
    dearer = client.put(path, json={**form, "rossgram": {"price": {"amount": 900, "currency": "usd"}}})
    assert dearer.json()["rossgram"]["price"]["text"] == "9.00 USD"
    for rule in ({"access": "public"}, {"tier_id": tier.id}):
        assert client.put(path, json={**form, "rossgram": rule}).status_code == 422
    # Whoever has not paid reads no comment, however the price was changed.
    assert Client().get(f"/api/v1/statuses/{made['id']}").status_code == 404
    assert client.put(f"/api/v1/statuses/{made['id']}", json={**form, "rossgram": {"price": EUR}}).status_code == 404
    assert send(stage, {"price": EUR}, in_reply_to_id=status["id"]).status_code == 422


def test_a_tier_renamed_since_is_the_same_rule_to_a_post_with_comments(stage: dict[str, Any]):
    client, tier = stage["client"], stage["rows"]["own"][0]
    status = send(stage, {"tier_id": tier.id}).json()
    form = {"status": "A walk", "media_ids": [status["media_attachments"][0]["id"]]}
    assert client.post("/api/v1/statuses", json={"status": "Mine", "in_reply_to_id": status["id"]}).status_code == 200
    tier.update([Tier.name.set("Golden")])
    path = f"/api/v1/statuses/{status['id']}"
    same = client.put(
        path, json={**form, "rossgram": {"tier_id": tier.id, "level": status["rossgram"]["tier"]["level"]}}
    )
    assert (same.status_code, same.json()["rossgram"]["tier"]["name"]) == (200, "Golden")
    assert client.put(path, json={**form, "rossgram": {"price": EUR}}).status_code == 422
