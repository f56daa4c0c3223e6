"""A tier that is renamed has its new name wherever it is drawn."""

from typing import Any

import pytest

from chalicelib.gateways import payments
from chalicelib.models.people.accounts import Account
from chalicelib.models.photos.posts import TIER, Post
from tests.kit.client import Client
from tests.kit.factories import make_account, make_post, make_token
from tests.kit.money.subscriptions import make_tier


@pytest.fixture(autouse=True)
def renamed_at_stripe(monkeypatch: pytest.MonkeyPatch) -> list[tuple[Any, ...]]:
    calls: list[tuple[Any, ...]] = []
    monkeypatch.setattr(payments, "rename_product", lambda *given: calls.append(given))
    return calls


def test_posts_and_their_cards_show_the_name_that_a_tier_has_now(renamed_at_stripe: list[tuple[Any, ...]]):
    tier = make_tier()
    author = Account.find(tier.creator_id)
    post, offer = make_post(author), {"tier_id": tier.id, "level": 1, "name": tier.name}
    post.update([Post.access.set(TIER), Post.offer.set(offer)])
    as_author, path = Client(make_token(author)), f"/api/v1/statuses/{post.id}"
    answer = as_author.patch(f"/api/rossgram/v1/tiers/{tier.id}", json={"name": "Copper"})
    assert (answer.status_code, renamed_at_stripe) == (200, [(tier.product_id, "Copper")])
    for client in (Client(), Client(make_token(make_account())), as_author):
        shown = [client.get(path).json(), client.get("/api/v1/timelines/public").json()[0]]
        assert [one["rossgram"]["tier"]["name"] for one in shown] == ["Copper", "Copper"]
    locked = Client().get(path).json()
    assert "(Copper)" in locked["card"]["title"]
    assert "Copper" in Client().get(f"/unlock/{post.id}").text
    assert Post.find(post.id).offer == offer, "the post itself is not written for it"


def test_a_comment_on_a_post_of_a_renamed_tier_is_taken(renamed_at_stripe: list[tuple[Any, ...]]):
    tier = make_tier()
    author = Account.find(tier.creator_id)
    post = make_post(author)
    post.update([Post.access.set(TIER), Post.offer.set({"tier_id": tier.id, "level": 1, "name": tier.name})])
    client = Client(make_token(author))
    client.patch(f"/api/rossgram/v1/tiers/{tier.id}", json={"name": "Copper"})
    answer = client.post("/api/v1/statuses", json={"status": "First", "in_reply_to_id": post.id})
    assert answer.status_code == 200, answer.text
