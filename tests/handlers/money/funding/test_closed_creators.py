"""Of a creator whose account is closed nothing is sold, and no page of theirs is found but by those who paid."""

import pytest

from chalicelib.models.money.selling.checkout_pages import CheckoutPage, post_offer
from chalicelib.models.people.closed import LEAVING, SUSPENDED
from chalicelib.services.people.relationships import closed
from tests.kit.client import Client
from tests.kit.events import deliver_events
from tests.kit.factories import make_account, make_post, make_token
from tests.kit.money.funding import make_campaign
from tests.kit.money.paid import PRICED
from tests.kit.money.shop import Shop

API = "/api/rossgram/v1"


@pytest.mark.parametrize("reason", [LEAVING, SUSPENDED])
def test_the_pages_of_a_closed_creator_are_missing_and_nothing_is_sold(shop: Shop, reason: str):
    creator, fan, backer = shop.open_creator(), *(Client(make_token(make_account())) for _ in range(2))
    campaign = make_campaign(creator, currency="usd")
    assert backer.post(f"{API}/campaigns/{campaign.id}/pledge", json={"amount": 2_500}).status_code == 200
    post = make_post(creator, access="price", offer=PRICED)
    tier = (
        Client(make_token(creator))
        .post(f"{API}/tiers", json={"name": "Gold", "level": 1, "currency": "usd", "amount": 500})
        .json()
    )
    paths = [f"/campaigns/{campaign.id}", f"/unlock/{post.id}", f"{API}/campaigns/{campaign.id}"]
    paths += [f"{API}/campaigns/{campaign.id}/updates", f"{API}/campaigns/{campaign.id}/backers"]
    asked = {
        f"{API}/posts/{post.id}/purchases": {},
        f"{API}/campaigns/{campaign.id}/pledge": {"amount": 2_500},
        f"{API}/subscriptions": {"tier_id": tier["id"]},
        f"{API}/tips": {"account_id": creator.id, "amount": 500, "currency": "usd"},
    }
    assert {Client().get(path).status_code for path in paths} == {200}
    assert {fan.post(path, json=sent).status_code for path, sent in asked.items()} == {200}
    assert list(CheckoutPage.of(post_offer(post.id), "", 9))
    closed.close(creator.id, reason)
    for told in (False, True):
        if told:
            deliver_events()
        assert {Client().get(path).status_code for path in paths} == {404}, told
        assert {Client(make_token(make_account())).get(path).status_code for path in paths[2:]} == {404}
        answers = {path: fan.post(path, json=sent).status_code for path, sent in asked.items()}
        assert set(answers.values()) <= {404, 422}, answers
        # Whoever backs it finds what they back.
        assert backer.get(paths[2]).status_code == 200
    # Pages that were open are closed, of the post, of the tier and of the tip.
    assert not list(CheckoutPage.of(post_offer(post.id), "", 9))
    assert not list(CheckoutPage.of(f"tiers:{creator.id}", "", 9))
    assert not list(CheckoutPage.of(f"tip:{creator.id}", "", 9))
    closed.reopen(creator.id, reason)
    deliver_events()
    assert {Client().get(path).status_code for path in paths} == {200}
    assert fan.post(f"{API}/posts/{post.id}/purchases", json={}).status_code == 200
