"""Earlier texts of a post are shown to whom they were written for."""

from typing import Any

import pytest

from chalicelib.models.base import now
from chalicelib.models.money.funding.campaigns import DRAFT, LIVE, Campaign
from chalicelib.models.money.grants import post_key, tier_key
from chalicelib.models.people.accounts import Account
from chalicelib.models.photos.posts import CAMPAIGN, FOLLOWERS, PRICE, PUBLIC, TIER, UNLISTED, Post
from chalicelib.models.photos.revisions import Revision
from chalicelib.models.photos.sharing.audiences import BY_HAND, ME
from chalicelib.services.people.relationships import privacy
from chalicelib.services.photos import offers, posts
from chalicelib.services.photos.offers import Terms
from chalicelib.services.photos.posts import Draft
from chalicelib.services.photos.sharing import archive
from tests.kit.client import Client
from tests.kit.events import deliver_events
from tests.kit.factories import make_account, make_follow, make_media, make_post, make_token
from tests.kit.money.paid import OFFERS, grant, let_sell
from tests.kit.walk import ACCESSES, RULES, Scene

FIRST, LAST = "numbat", "quoll"


@pytest.fixture
def anna() -> Account:
    author = make_account()
    let_sell(author)
    return author


def edit(post: Post, caption: str, terms: Terms | None = None, **draft: Any) -> None:
    kept = [photo["id"] for photo in Post.find(post.id).body["media"]]
    posts.edit(post.author_id, post.id, Draft(caption, kept, **draft), {}, terms)


def read(post: Post, reader: Account | None = None) -> str:
    client = Client(make_token(reader)) if reader else Client()
    answer = client.get(f"/api/v1/statuses/{post.id}/history")
    assert answer.status_code == 200
    return answer.text


def test_a_text_of_a_time_when_a_post_was_for_its_author_alone_is_shown_to_nobody_else():
    anna = make_account()
    own, photo = Client(make_token(anna)), make_media(anna, description="An okapi")
    form: dict[str, Any] = {
        "status": FIRST,
        "spoiler_text": "Tapir",
        "media_ids": [photo.id],
        "rossgram": {"access": ME},
    }
    status = own.post("/api/v1/statuses", json=form).json()
    opened: dict[str, Any] = {
        "status": LAST,
        "spoiler_text": "",
        "rossgram": {"access": PUBLIC},
        "media_attributes": [{"id": photo.id, "description": "Hills"}],
    }
    assert own.put(f"/api/v1/statuses/{status['id']}", json=opened).status_code == 200

    for client in (Client(), Client(make_token(make_account()))):
        history = client.get(f"/api/v1/statuses/{status['id']}/history")
        assert [one["content"] for one in history.json()] == [f"<p>{LAST}</p>"]
        assert not any(word in history.text for word in (FIRST, "Tapir", "okapi"))
    assert len(own.get(f"/api/v1/statuses/{status['id']}/history").json()) == 2


@pytest.mark.parametrize("before", [one for one in ACCESSES if one not in (PUBLIC, UNLISTED)])
def test_who_a_text_was_for_finds_it_after_its_post_is_for_everybody(before: str, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(offers, "resolve", lambda _, access, *__, **___: RULES.get(access))
    scene = Scene(before)
    readers = {name for name in (*scene.people, "nobody") if name != "author" and scene.may_see(name)}
    edit(scene.post, LAST, Terms(PUBLIC))

    for name in (*scene.people, "nobody"):
        if scene.may_see(name):
            found = "A walk" in read(scene.post, scene.people.get(name))
            assert found is (name == "author" or name in readers), name


def test_a_text_from_before_a_post_was_sold_is_no_part_of_what_was_bought(anna: Account):
    buyer, post = make_account(), make_post(anna, FIRST, access=ME)
    edit(post, "Second", Terms(PRICE, OFFERS[PRICE]))
    grant(buyer.id, post_key(post.id), granted_at=now())
    edit(post, LAST)
    assert FIRST not in read(post, buyer)
    assert "Second" in read(post, buyer)
    Post(post.id).update([Post.sales_count.set(1)])
    posts.delete(anna.id, post.id)
    deliver_events("posts")
    found = Client(make_token(buyer)).get(f"/api/v1/statuses/{post.id}/history")
    assert FIRST not in found.text


def test_a_text_for_a_higher_tier_is_not_for_a_lower_one(anna: Account):
    fan, post = make_account(), make_post(anna, "Zero", access=ME)
    grant(fan.id, tier_key(anna.id), level=1)
    post.update([Post.access.set(TIER), Post.offer.set(OFFERS[TIER])])
    edit(post, FIRST)
    edit(post, "Second")
    Post(post.id).update([Post.offer.set({**OFFERS[TIER], "level": 1})])
    assert FIRST not in read(post, fan)


def test_texts_from_the_archive_are_shown_to_nobody_else():
    anna = make_account()
    post = make_post(anna, "Once")
    archive.archive(anna.id, post.id)
    edit(post, FIRST)
    edit(post, LAST)
    archive.unarchive(anna.id, post.id)
    assert FIRST not in read(post)
    assert FIRST in read(post, anna)


@pytest.mark.parametrize("leads", ["offer", "body"])
def test_texts_from_before_a_campaign_was_launched_are_shown_to_nobody_else(anna: Account, leads: str):
    campaign = Campaign(creator_id=anna.id, title="A book", currency="eur", goal=100, state=DRAFT)
    campaign.save()
    post = make_post(anna, FIRST, access=PUBLIC)
    if leads == "offer":
        offer = {**OFFERS[CAMPAIGN], "campaign_id": campaign.id}
        post.update([Post.access.set(CAMPAIGN), Post.offer.set(offer)])
    else:
        post.update([Post.body.set({**post.body, "campaign_id": campaign.id})])
    edit(post, LAST)
    campaign.update([Campaign.state.set(LIVE), Campaign.launched_at.set(now())])
    backer = make_account()
    grant(backer.id, f"campaign:{campaign.id}", level=9)
    assert LAST in read(post, backer)
    assert FIRST not in read(post, backer)


def test_a_text_of_a_private_account_stays_its_followers_once_the_account_is_public():
    anna, ben = make_account(), make_account()
    make_follow(ben, anna)
    privacy.set_private(anna.id, is_private=True)
    post = make_post(anna, FIRST)
    edit(post, LAST)
    privacy.set_private(anna.id, is_private=False)
    deliver_events("profiles")
    assert FIRST in read(post, ben)
    assert FIRST not in read(post, make_account())


def test_a_text_of_an_earlier_release_which_says_not_for_whom_it_was_is_its_authors():
    anna, ben = make_account(), make_account()
    make_follow(ben, anna)
    post = make_post(anna, FIRST)
    edit(post, LAST)
    assert FIRST in read(post)
    [kept] = Revision.of(post.id)
    kept.update([Revision.access.remove()])
    assert [FIRST in read(post, one) for one in (None, ben, anna)] == [False, False, True]


def test_what_was_taken_back_to_fewer_is_for_these_alone_in_each_text():
    anna, ben = make_account(), make_account()
    make_follow(ben, anna)
    post = make_post(anna, FIRST)
    edit(post, LAST, Terms(FOLLOWERS))
    assert FIRST in read(post, ben)
    assert Client().get(f"/api/v1/statuses/{post.id}/history").status_code == 404
    assert set(BY_HAND) >= {ME}
