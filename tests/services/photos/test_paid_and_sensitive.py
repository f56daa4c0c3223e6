"""What is covered as sensitive is not sold, unless the operator says so: Stripe pays for no adult content."""

from typing import Any

import pytest

from chalicelib import config
from chalicelib.errors import Unprocessable
from chalicelib.models.people.accounts import Account
from chalicelib.models.photos.posts import CAMPAIGN, FOLLOWERS, PRICE, TIER, Post
from chalicelib.services.money.creators.sellers import find_seller
from chalicelib.services.money.selling import buying
from chalicelib.services.photos import offers, posts
from chalicelib.services.photos.offers import COVERED, Terms
from chalicelib.services.photos.posts import Draft
from chalicelib.services.safety import silencing
from chalicelib.services.safety.decisions import Decision
from tests.kit.factories import make_account, make_media
from tests.kit.money.funding import FakePages, make_campaign
from tests.kit.money.stripe_objects import make_seller
from tests.kit.money.subscriptions import make_tier

EURO = {"amount": 500, "currency": "eur"}
COVERS: list[dict[str, Any]] = [{"sensitive": True}, {"spoiler": "A wound"}]


@pytest.fixture
def anna() -> Account:
    account = make_account("anna")
    make_seller(account)
    return account


def terms_of(anna: Account, access: str) -> Terms:
    if access == TIER:
        return Terms(TIER, {"tier_id": make_tier(anna).id})
    return Terms(access, EURO if access == PRICE else {"campaign_id": make_campaign(anna).id})


def publish(anna: Account, terms: Terms | None = None, **words: Any) -> Post:
    rule: dict[str, Any] = {"access": terms.access, "offer": terms.offer} if terms else {}
    return posts.publish(anna.id, Draft("A photo", [make_media(anna).id], **rule, **words))


@pytest.mark.parametrize("cover", COVERS, ids=str)
@pytest.mark.parametrize("access", [PRICE, TIER, CAMPAIGN])
def test_what_is_covered_does_not_come_to_be_sold(anna: Account, access: str, cover: dict[str, Any]):
    terms = terms_of(anna, access)
    with pytest.raises(Unprocessable, match=COVERED):
        publish(anna, terms, **cover)
    covered, sold = publish(anna, **cover), publish(anna, terms)
    with pytest.raises(Unprocessable, match=COVERED):
        posts.edit(anna.id, covered.id, Draft("A photo", **cover), {}, terms)
    with pytest.raises(Unprocessable, match=COVERED):
        posts.edit(anna.id, sold.id, Draft("A photo", **cover), {})
    assert (Post.find(covered.id).access, Post.find(sold.id).body["sensitive"]) == (covered.access, False)
    # Who may see it without paying is the author's business.
    assert posts.edit(anna.id, covered.id, Draft("A photo", **cover), {}, Terms(FOLLOWERS)).access == FOLLOWERS


def test_the_operator_may_let_it_be_sold(anna: Account, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(config, "ALLOW_PAID_SENSITIVE", True)
    FakePages(monkeypatch)
    sold = publish(anna, Terms(PRICE, EURO), sensitive=True)
    assert buying.begin(make_account().id, sold.id)[0].amount == 500
    # What was both before is edited on, and is not bought any more.
    monkeypatch.setattr(config, "ALLOW_PAID_SENSITIVE", False)
    assert posts.edit(anna.id, sold.id, Draft("Said better", sensitive=True), {}).body["caption"] == "Said better"
    with pytest.raises(Unprocessable, match=COVERED):
        buying.begin(make_account().id, sold.id)


def test_whoever_a_moderator_covered_sells_nothing_anew(anna: Account, monkeypatch: pytest.MonkeyPatch):
    sold, free = publish(anna, Terms(PRICE, EURO)), publish(anna)
    silencing.cover(anna.id, Decision("op"))
    with pytest.raises(Unprocessable, match=COVERED):
        publish(anna, Terms(PRICE, EURO))
    with pytest.raises(Unprocessable, match=COVERED):
        posts.edit(anna.id, free.id, Draft("A photo"), {}, Terms(PRICE, EURO))
    with pytest.raises(Unprocessable, match="cannot be paid"):
        find_seller(anna.id)
    with pytest.raises(Unprocessable, match=COVERED):
        buying.begin(make_account().id, sold.id)
    assert posts.edit(anna.id, sold.id, Draft("Said better"), {}).body["caption"] == "Said better"
    monkeypatch.setattr(config, "ALLOW_PAID_SENSITIVE", True)
    assert find_seller(anna.id).account_id == anna.id
    monkeypatch.setattr(config, "ALLOW_PAID_SENSITIVE", False)
    silencing.uncover(anna.id, Decision("op"))
    assert find_seller(anna.id).account_id == anna.id
    offers.expect_plain(Post.find(sold.id))
