"""Lists whose rows are not all shown: a page is as long as it can be, and what it leaves out costs it nothing."""

from collections.abc import Callable
from typing import Any

import pytest

from bench.meter import metered
from chalicelib.errors import NotFound
from chalicelib.models.money.funding.campaigns import DRAFT, Campaign
from chalicelib.models.money.grants import campaign_key
from chalicelib.models.paging import Page
from chalicelib.models.people.accounts import Account
from chalicelib.models.photos.posts import CAMPAIGN, FOLLOWERS, Post
from chalicelib.models.photos.timelines import TimelineEntry
from chalicelib.services.money.funding import campaigns, updates
from chalicelib.services.money.funding.updates import CampaignUpdate
from chalicelib.services.photos import comments, posts, timelines, views
from chalicelib.services.photos.offers import Terms
from chalicelib.services.photos.posts import Draft
from chalicelib.services.photos.views import PostPage
from tests.kit.events import deliver_events
from tests.kit.factories import make_account, make_follow, make_post
from tests.kit.money.funding import make_campaign
from tests.kit.money.paid import grant

# More than are passed over by filling a page up.
MANY = 30
Read = Callable[[], PostPage]


def ids(found: PostPage) -> list[str]:
    return [view.post.id for view in found.views]


def trips(read: Read) -> int:
    with metered() as bill:
        read()
    return bill.trips


def profile(viewer: Account | None, author: Account, **wanted: Any) -> Read:
    viewer_id = viewer.id if viewer else None
    return lambda: timelines.account(viewer_id, author.id, Page(limit=4), **wanted)


def make_draft(creator: Account) -> Campaign:
    return make_campaign(creator, state=DRAFT, launched_at=None, due=None)


def comment_on(post: Post, author: Account, times: int) -> None:
    for _ in range(times):
        comments.write(author.id, post.id, Draft("Lovely"))


def test_photos_stand_behind_any_number_of_comments_at_no_more_trips():
    anna, ben = make_account(), make_account()
    mine = [make_post(anna).id for _ in range(5)]
    read = profile(ben, anna, with_comments=True, only_media=True)
    before = trips(read)
    comment_on(make_post(ben), anna, MANY)
    for _ in range(MANY):
        make_post(anna, photos=0)
    assert (ids(read()), read().has_more) == (mine[:0:-1], True)
    assert trips(read) == before


def test_the_public_photos_stand_behind_any_number_of_texts():
    anna = make_account()
    shown = [make_post(anna).id for _ in range(3)]
    for _ in range(MANY):
        make_post(anna, photos=0)
    found = timelines.public(None, Page(limit=2), only_media=True)
    assert (ids(found), found.has_more) == (shown[:0:-1], True)
    assert len(ids(timelines.public(None, Page(limit=40)))) == MANY + 3


def test_what_is_for_followers_stands_in_nobody_elses_way():
    anna, ben, eve = make_account(), make_account(), make_account()
    make_follow(ben, anna)
    opened = make_post(anna).id
    closed = [make_post(anna, access=FOLLOWERS).id for _ in range(MANY)]
    for viewer in (None, eve):
        assert (ids(profile(viewer, anna)()), trips(profile(viewer, anna))) == ([opened], 2)
    for viewer in (ben, anna):
        assert ids(profile(viewer, anna)()) == closed[:-5:-1]


def test_comments_below_what_is_not_for_everybody_are_listed_for_their_author_alone():
    anna, ben, eve = make_account(), make_account(), make_account()
    make_follow(ben, anna)
    comment_on(make_post(anna, access=FOLLOWERS), ben, MANY)
    opened = comments.write(ben.id, make_post(anna).id, Draft("Here")).id
    own = comments.write(ben.id, make_post(anna).id, Draft("Just us", access=FOLLOWERS)).id
    make_follow(eve, ben)
    assert ids(profile(None, ben, with_comments=True)()) == [opened]
    assert trips(profile(None, ben, with_comments=True)) == 2
    assert ids(profile(eve, ben, with_comments=True)()) == [own, opened]
    # What is said to one's own followers below somebody's post is not said to theirs.
    stranger = make_account()
    make_follow(stranger, anna)
    with pytest.raises(NotFound):
        views.find(stranger.id, own)
    assert views.find(anna.id, own).post.id == own
    assert len(ids(timelines.account(ben.id, ben.id, Page(limit=80), with_comments=True))) == MANY + 2


def test_what_is_held_back_until_a_launch_is_listed_for_its_author_alone_and_then_for_all():
    anna, ben = make_account(), make_account()
    make_follow(ben, anna)
    opened, draft = make_post(anna).id, make_draft(anna)
    offer = {"campaign_id": draft.id, "level": 0}
    held = [make_post(anna, access=CAMPAIGN, offer=offer).id for _ in range(MANY)]
    deliver_events()
    surfaces: tuple[Read, ...] = (
        profile(ben, anna),
        lambda: timelines.public(ben.id, Page(limit=4)),
        lambda: timelines.home(ben.id, Page(limit=4)),
    )
    assert [ids(read()) for read in surfaces] == [[opened]] * 3
    assert ids(profile(anna, anna)()) == held[:-5:-1]

    launched = campaigns.launch(anna.id, draft.id)
    deliver_events()
    assert [ids(read()) for read in surfaces] == [[launched.post_id, *held[:-4:-1]]] * 3
    assert len(Post.find_all(held)) == MANY


def test_a_post_that_is_held_back_and_opened_by_an_edit_is_listed_and_delivered():
    anna, ben = make_account(), make_account()
    make_follow(ben, anna)
    held = make_post(
        anna,
        access=CAMPAIGN,
        offer={"campaign_id": make_draft(anna).id, "level": 0},
    )
    deliver_events()
    posts.edit(anna.id, held.id, Draft("For all"), {}, Terms("public"))
    deliver_events()
    assert ids(profile(None, anna)()) == ids(timelines.home(ben.id, Page())) == [held.id]


def test_news_for_backers_stands_in_nobody_elses_way():
    anna, ben, eve = make_account(), make_account(), make_account()
    for fan in (ben, eve):
        make_follow(fan, anna)
    campaign = make_campaign(anna)
    grant(ben.id, campaign_key(campaign.id))
    opened = updates.publish(anna.id, campaign.id, CampaignUpdate("For all", is_for_backers=False)).id
    news = [updates.publish(anna.id, campaign.id, CampaignUpdate("News")).id for _ in range(MANY)]
    deliver_events()

    def listed(viewer_id: str | None) -> PostPage:
        return updates.listed(viewer_id, campaign, Page(limit=3))

    assert ids(listed(ben.id)) == ids(listed(anna.id)) == news[:-4:-1]
    assert ids(listed(eve.id)) == ids(listed(None)) == [opened]
    assert trips(lambda: listed(eve.id)) <= 5
    assert ids(timelines.home(ben.id, Page(limit=3))) == news[:-4:-1]
    for read in (profile(eve, anna), lambda: timelines.home(eve.id, Page(limit=4))):
        assert (ids(read()), trips(read)) == ([opened], 2)


def test_deleted_posts_leave_home_timelines(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("chalicelib.services.people.homes.TAKEN_OUT_AT_ONCE", 2)
    anna, fans = make_account(), [make_account() for _ in range(5)]
    for fan in fans:
        make_follow(fan, anna)
    kept, *gone = [make_post(anna) for _ in range(8)]
    deliver_events()
    for post in gone:
        posts.delete(anna.id, post.id)
    deliver_events()
    assert {entry.post_id for entry in TimelineEntry.scan()} == {kept.id}
    assert len(list(TimelineEntry.scan())) == 6


def test_what_a_list_cannot_know_ahead_is_passed_over_and_no_empty_page_has_a_next():
    anna = make_account()
    kept = make_post(anna).id
    gone = [make_post(anna, photos=0).id for _ in range(MANY)]
    deliver_events()
    for post_id in gone:
        Post(post_id).delete()
    found = timelines.home(anna.id, Page(limit=2))
    assert (ids(found), found.has_more) == ([kept], False)
