"""The functions that fill home timelines may do what they do, and no more."""

from collections.abc import Callable
from typing import Any

import pytest

from chalicelib import config
from chalicelib.models import base
from chalicelib.models.base import new_id, now
from chalicelib.models.money.funding.campaigns import DRAFT
from chalicelib.models.people.accounts import Account
from chalicelib.models.photos.posts import CAMPAIGN, PRICE, PUBLIC, TIER, Post
from chalicelib.models.photos.sharing.audiences import CHOSEN, CLOSE_FRIENDS
from chalicelib.models.totals import milliseconds
from chalicelib.services.money.funding import updates
from chalicelib.services.money.funding.updates import CampaignUpdate
from chalicelib.services.people import counts
from chalicelib.services.people.reading import lists
from chalicelib.services.people.relationships import privacy
from chalicelib.services.photos import likes
from chalicelib.services.photos.insights import reporting
from chalicelib.services.photos.posts import Draft
from chalicelib.services.photos.scheduling import scheduled
from chalicelib.services.photos.sharing import close_friends
from chalicelib.services.photos.sharing.person_tags import Point
from tests.infra import test_policies
from tests.infra.test_policies import assert_tables_used
from tests.kit.factories import make_account, make_follow, make_post
from tests.kit.money.funding import make_campaign
from tests.kit.money.paid import PRICED, let_sell
from tests.kit.money.subscriptions import make_tier
from tests.kit.stored import make_stored
from tests.kit.trends import admire

run = test_policies.run


def test_a_post_is_delivered_within_its_rights(run: Callable[..., set[str]], monkeypatch: pytest.MonkeyPatch):
    author, follower = make_account(), make_account()
    make_follow(follower, author)
    used = run("on_post_published", post_id=make_post(author).id, promise=new_id())
    monkeypatch.setattr(config, "PULL_ABOVE", 0)
    older = make_post(author)
    Post(older.id).update([Post.undelivered.set("undelivered")])
    used |= run("on_post_published", post_id=older.id)
    monkeypatch.setattr(config, "PULL_ABOVE", 10_000)
    campaign, news = make_campaign(author), CampaignUpdate("For backers")
    used |= run("on_post_published", post_id=updates.publish(author.id, campaign.id, news).id)
    offer = {"campaign_id": make_campaign(author, state=DRAFT, launched_at=None, due=None).id, "level": 0}
    used |= run("on_post_published", post_id=make_post(author, access=CAMPAIGN, offer=offer).id)
    used |= run("on_post_published", words_of=make_post(author, "A #walk").id)
    for access in CHOSEN:
        offer = {"list_id": lists.create(author.id, "Family").id}
        used |= run("on_post_published", post_id=make_post(author, access=access, offer=offer).id)
    used |= published_when_due(run, monkeypatch, author)
    assert_tables_used("on_post_published", used)


def test_what_people_look_at_is_counted_within_its_rights(run: Callable[..., set[str]]):
    author = make_account()
    let_sell(author)
    admire(make_post(author))
    make_post(author, access=TIER, offer={"tier_id": make_tier(author).id})
    make_post(author, access=CAMPAIGN, offer={"campaign_id": make_campaign(author).id, "level": 0})
    assert_tables_used("on_ten_minutes_passed", run("on_ten_minutes_passed"))


def test_what_is_seen_is_added_up_within_its_rights(run: Callable[..., set[str]]):
    post, day = make_post(make_account()), reporting.yesterday()
    seen = {"posts": [post.id], "accounts": [post.author_id]}
    used = run("on_posts_viewed", nonce="a", day=day, **seen)
    used |= run("on_posts_viewed", add_up=day)
    # What comes later has its day added up again.
    used |= run("on_posts_viewed", nonce="b", day=day, **seen)
    used |= run("on_posts_viewed", add_up=day, part=3)
    assert_tables_used("on_posts_viewed", used)


def published_when_due(run: Callable[..., set[str]], monkeypatch: pytest.MonkeyPatch, author: Account) -> set[str]:
    """Publish what is scheduled: for everybody, for sale, for a tier, as a comment; and what cannot be published."""
    let_sell(author)
    offers: dict[str, Any] = {PUBLIC: None, PRICE: PRICED, TIER: {"tier_id": make_tier(author).id}}
    at = base.now() + 3600
    made = []
    for access, offer in offers.items():
        photo = make_stored(author)
        people = [Point(make_account().id, photo.id, 0.5, 0.5)]
        draft = Draft(f"By @{author.handle}", [photo.id], access, offer, people=people)
        made.append(scheduled.schedule(author.id, draft, at).row)
    for answered in (make_post(author), make_post(make_account()), make_post(make_account(), access=CLOSE_FRIENDS)):
        if answered.access == CLOSE_FRIENDS:
            close_friends.add(answered.author_id, [author.id])
        made.append(scheduled.schedule(author.id, Draft("Lovely"), at, answered.id).row)
    Post(answered.id).delete()
    monkeypatch.setattr(base, "clock", lambda: at + 1)
    return {one for row in made for one in run("on_post_published", shelf=row.shelf, unpublished=row.id)}


def test_a_home_timeline_is_rebuilt_within_its_rights(run: Callable[..., set[str]]):
    author, reader = make_account(), make_account()
    make_follow(reader, author)
    make_post(author)
    used = run("on_reader_returned", account_id=reader.id, promise=new_id())
    assert_tables_used("on_reader_returned", used)


def test_a_follow_is_finished_within_its_rights(run: Callable[..., set[str]], monkeypatch: pytest.MonkeyPatch):
    author, reader = make_account(), make_account()
    make_post(author)
    subjects = [["following", reader.id], ["followers", author.id]]
    told = {"subjects": subjects, "at": 0, "is_late": True}
    used = run("on_follow_changed", follower_id=reader.id, followee_id=author.id, **told)
    make_follow(reader, author)
    used |= run("on_follow_changed", follower_id=reader.id, followee_id=author.id)
    monkeypatch.setattr(config, "PULL_ABOVE", 0)
    used |= run("on_follow_changed", follower_id=reader.id, followee_id=author.id)
    privacy.set_private(author.id, is_private=True)
    late = make_account()
    make_follow(late, author)
    used |= run("on_follow_changed", follower_id=late.id, followee_id=author.id)
    assert_tables_used("on_follow_changed", used)


def test_totals_are_counted_within_their_rights(run: Callable[..., set[str]], monkeypatch: pytest.MonkeyPatch):
    author, fan = make_account(), make_account()
    post = make_post(author)
    likes.like(fan.id, post.id)
    subjects = [["likes", post.id], ["followers", author.id], ["following", fan.id]]
    used = run("on_totals_changed", subjects=subjects, at=0)
    Post(post.id).delete()
    used |= run("on_totals_changed", subjects=[["likes", post.id]], at=0)
    monkeypatch.setattr(counts, "LARGE", -1)
    used |= run("on_totals_changed", subjects=[["followers", author.id]], at=milliseconds(now()))
    assert_tables_used("on_totals_changed", used)
