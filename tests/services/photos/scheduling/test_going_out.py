"""What is scheduled waits privately, and goes out to whom it is meant for."""

import pytest

from chalicelib.models.people.accounts import Account
from chalicelib.models.photos.media import Media
from chalicelib.models.photos.places import OPEN, PAID, SIGNED
from chalicelib.models.photos.posts import FOLLOWERS, PRICE, PUBLIC, TIER, UNLISTED, Post
from chalicelib.models.photos.scheduling.unpublished import SCHEDULED, shelf
from chalicelib.models.photos.sharing.audiences import CLOSE_FRIENDS, LIST, ME
from chalicelib.services import sweeper
from chalicelib.services.people import accounts
from chalicelib.services.people.reading import lists
from chalicelib.services.photos.scheduling import due, keeping, scheduled
from tests.kit.factories import make_account, make_post
from tests.kit.money.paid import PRICED, objects, strays
from tests.kit.money.subscriptions import make_tier
from tests.services.photos.scheduling.later import DAY, HOUR, NOW, SWEEP, Clock, posts_of, schedule, waiting


def test_its_photo_waits_privately_for_as_long_as_it_takes(anna: Account, clock: Clock):
    schedule(anna, 30 * DAY)
    (row,) = waiting(anna)
    for _ in range(4):
        clock.at += 7 * DAY
        assert sweeper.sweep()["media"] == 0
    item = Media.find(row.media_ids[0])
    assert item.lies_at.kind == SIGNED
    assert any(key.startswith(item.lies_at.folder) for key in objects())
    assert not any(key.startswith("media/") for key in objects())
    clock.pass_by(2 * DAY)
    assert [post.body["media"][0]["place"] for post in posts_of(anna)] == [OPEN]


def test_photos_of_a_deleted_one_are_swept_after_a_day(anna: Account, clock: Clock):
    post_id = schedule(anna)
    media_id = waiting(anna)[0].media_ids[0]
    keeping.remove(anna.id, SCHEDULED, post_id)
    clock.pass_by(DAY - 2 * SWEEP)
    assert Media.find(media_id).is_ready
    clock.pass_by(3 * SWEEP)
    assert posts_of(anna) == []
    assert objects() == set()


@pytest.mark.parametrize("access", [PUBLIC, UNLISTED, FOLLOWERS, ME, CLOSE_FRIENDS, LIST, PRICE, TIER])
def test_whoever_is_meant_it_goes_out_to_them(access: str, anna: Account, clock: Clock):
    asked = {LIST: {"list_id": lists.create(anna.id, "Family").id}, PRICE: PRICED}
    asked |= {TIER: {"tier_id": make_tier(anna).id}} if access == TIER else {}
    schedule(anna, access=access, offer=asked.get(access))
    clock.pass_by(HOUR)
    (post,) = posts_of(anna)
    expected = OPEN if access in (PUBLIC, UNLISTED) else PAID if access in (PRICE, TIER) else SIGNED
    assert (post.access, post.body["media"][0]["place"]) == (access, expected)
    assert strays() == set()


def test_a_comment_goes_out_too(anna: Account, clock: Clock):
    answered = make_post(make_account())
    schedule(anna, photos=0, parent_id=answered.id)
    clock.pass_by(HOUR)
    assert [post.parent_id for post in posts_of(anna)] == [answered.id]
    assert Post.find(answered.id).comments_count == 1


def test_one_that_has_another_time_by_now_waits_for_that(anna: Account, clock: Clock):
    post_id = schedule(anna, photos=0)
    scheduled.reschedule(anna.id, post_id, NOW + 3 * HOUR)
    clock.at = NOW + 2 * HOUR
    due.publish_due(shelf(anna.id, SCHEDULED), post_id)
    clock.pass_by(HOUR - 60, delivers=False)
    due.publish_due(shelf(anna.id, SCHEDULED), post_id)
    assert posts_of(anna) == []
    clock.pass_by(60)
    assert len(posts_of(anna)) == 1


def test_the_defaults_of_the_moment_are_what_goes_out(anna: Account, clock: Clock):
    accounts.update(anna.id, {"default_privacy": "private"})
    schedule(anna, unsaid=frozenset({"access"}))
    accounts.update(anna.id, {"default_privacy": "public"})
    clock.pass_by(HOUR)
    assert [post.access for post in posts_of(anna)] == [FOLLOWERS]
