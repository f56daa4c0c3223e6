"""A scheduled post goes out once and at its time, whoever dies on the way, or its author is told why it did not."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest

from chalicelib import deadline
from chalicelib.errors import Unavailable
from chalicelib.models import base
from chalicelib.models.base import id_time
from chalicelib.models.paging import Page
from chalicelib.models.people.accounts import Account
from chalicelib.models.people.closed import LEAVING
from chalicelib.models.photos.lists import listings
from chalicelib.models.photos.media import Media
from chalicelib.models.photos.places import OPEN, PAID, SIGNED
from chalicelib.models.photos.posts import FOLLOWERS, PRICE, PUBLIC, TIER, UNLISTED, Post
from chalicelib.models.photos.scheduling.unpublished import SCHEDULED, UnpublishedPost, shelf
from chalicelib.models.photos.sharing.audiences import CLOSE_FRIENDS, LIST, ME
from chalicelib.models.talk.mails import Mail
from chalicelib.services import sweeper
from chalicelib.services.people import accounts
from chalicelib.services.people.reading import lists
from chalicelib.services.people.relationships import closed
from chalicelib.services.photos import posts, timelines
from chalicelib.services.photos.posts import Draft
from chalicelib.services.photos.scheduling import due, keeping, scheduled, sending
from tests.kit.events import deliver_events, drop_events, empty_queues
from tests.kit.factories import make_account, make_follow, make_post
from tests.kit.killing import ALL_WRITES, Killed, Killer, make_killer
from tests.kit.money.paid import PRICED, empty_bucket, let_sell, objects, strays
from tests.kit.money.subscriptions import make_tier
from tests.kit.stored import make_stored

NOW = 1_900_000_000
HOUR, DAY = 3600, 24 * 3600
SWEEP = sweeper.SWEEP_SECONDS


class Clock:
    """A clock that stands still until it is moved."""

    at = float(NOW)

    def pass_by(self, seconds: float, *, delivers: bool = True) -> None:
        """Let time pass, with a sweep every five minutes, and at its end deliver what they sent."""
        end = self.at + seconds
        while self.at < end:
            self.at = min(self.at + SWEEP, end)
            sweeper.sweep()
        if delivers:
            deliver_events()


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    empty_bucket()
    empty_queues()
    made = Clock()
    monkeypatch.setattr(base, "clock", lambda: made.at)
    return made


@pytest.fixture
def anna() -> Account:
    account = make_account("anna")
    let_sell(account)
    return account


def schedule(author: Account, seconds: int = HOUR, photos: int = 1, parent_id: str = "", **draft: Any) -> str:
    media_ids = [make_stored(author).id for _ in range(photos)]
    made = Draft("A walk", media_ids, **draft)
    return scheduled.schedule(author.id, made, base.now() + seconds, parent_id).row.id


def waiting(author: Account) -> list[UnpublishedPost]:
    return UnpublishedPost.counted(author.id, SCHEDULED)[0]


def posts_of(author: Account) -> list[Post]:
    ids = Post.ids_in(listings.names(author.id, comments=True), Page(limit=50)).rows
    return list(Post.find_all(ids).values())


def letters_to(account: Account) -> list[Mail]:
    """Return the mails that tell an account what was not published."""
    return [mail for mail in Mail.scan() if (mail.account_id, mail.template) == (account.id, due.MAIL)]


def test_it_goes_out_at_its_time_and_to_those_who_follow(anna: Account, clock: Clock):
    fan = make_account()
    make_follow(fan, anna)
    schedule(anna)
    clock.pass_by(HOUR - 1, delivers=False)
    row = waiting(anna)[0]
    due.publish_due(row.shelf, row.id)
    assert posts_of(anna) == []
    clock.pass_by(1)

    (post,) = posts_of(anna)
    assert id_time(post.id) == NOW + HOUR
    assert post.body["caption"] == "A walk"
    assert [Media.find(one["id"]).post_id for one in post.body["media"]] == [post.id]
    assert post.body["media"][0]["place"] == OPEN
    assert waiting(anna) == []
    assert [view.post.id for view in timelines.home(fan.id, Page()).views] == [post.id]
    assert strays() == set()


def test_its_message_is_held_back_to_the_second(anna: Account, clock: Clock, monkeypatch: pytest.MonkeyPatch):
    sent: list[tuple[str, int, int]] = []
    real = sending.queue.send

    def send(name: str, *, delay: int = 0, **message: Any) -> None:
        if "unpublished" in message:
            sent.append((message["unpublished"], int(clock.at), delay))
        real(name, delay=delay, **message)

    monkeypatch.setattr(sending.queue, "send", send)
    soon = schedule(anna, 7 * 60 + 13)
    assert sent == [(soon, NOW, 7 * 60 + 13)]
    later = schedule(anna, HOUR + 13)
    assert len(sent) == 1
    for step in range(0, HOUR, SWEEP):
        clock.at = NOW + 20 + step
        sweeper.sweep()
    assert {at + delay for post_id, at, delay in sent if post_id == later} == {NOW + HOUR + 13}


def test_two_workers_at_once_publish_it_once(anna: Account, clock: Clock):
    for _ in range(5):
        schedule(anna, photos=2)
    rows = waiting(anna)
    clock.at += HOUR
    with ThreadPoolExecutor(4) as pool:
        work = deadline.carried(lambda row: due.publish_due(row.shelf, row.id))
        list(pool.map(work, [row for row in rows for _ in range(3)]))
    assert len(posts_of(anna)) == len(rows)
    assert Account.find(anna.id).posts_count == len(rows)
    assert waiting(anna) == []
    assert letters_to(anna) == []
    deliver_events()
    assert strays() == set()


@pytest.fixture
def killer(monkeypatch: pytest.MonkeyPatch) -> Killer:
    return make_killer(monkeypatch, ALL_WRITES)


def cut(killer: Killer, at: int, act: Callable[[], object]) -> bool:
    """Kill an act at one of its calls; tells whether it had that many."""
    try:
        with killer.aiming(at):
            act()
    except Killed:
        return True
    return False


@pytest.mark.parametrize("access", [PUBLIC, PRICE])
def test_wherever_its_worker_dies_it_goes_out_once(access: str, clock: Clock, killer: Killer):
    for at in range(100):
        author = make_account()
        let_sell(author)
        schedule(author, photos=2, access=access, offer=PRICED if access == PRICE else None)
        (row,) = waiting(author)
        clock.at += HOUR
        was_cut = cut(killer, at, lambda row=row: due.publish_due(row.shelf, row.id))  # type: ignore[misc]
        drop_events()
        clock.pass_by(SWEEP)
        assert [len(posts_of(author)), waiting(author), letters_to(author)] == [1, [], []], killer.seen[-1]
        assert Account.find(author.id).posts_count == 1
        assert strays() == set(), killer.seen[-1]
        if not was_cut:
            assert at > 4
            return
    raise AssertionError("it never ended")


def test_wherever_the_sweeper_dies_it_goes_out_once(clock: Clock, killer: Killer):
    for at in range(100):
        author = make_account()
        schedule(author, photos=0)
        clock.at += HOUR
        was_cut = cut(killer, at, lambda: sending.queue_due(10))
        deliver_events()
        clock.pass_by(SWEEP)
        assert (len(posts_of(author)), waiting(author)) == (1, []), killer.seen[-1]
        if not was_cut:
            assert at > 1
            return
    raise AssertionError("it never ended")


def test_a_schedule_that_was_cut_for_an_hour_catches_up(anna: Account, clock: Clock):
    for seconds in range(600, 3600, 600):
        schedule(anna, seconds, photos=0)
    clock.at = NOW + 2 * HOUR
    drop_events()
    sweeper.sweep()
    deliver_events()
    assert len(posts_of(anna)) == 5
    assert waiting(anna) == []


def test_a_lost_message_is_sent_ever_more_rarely(anna: Account, clock: Clock, monkeypatch: pytest.MonkeyPatch):
    schedule(anna, photos=0)
    sent: list[Any] = []
    monkeypatch.setattr(sending, "send", lambda row: sent.append(clock.at - NOW - HOUR))
    for step in range(0, 3 * HOUR, SWEEP):
        clock.at = NOW + HOUR - 2 * SWEEP + step
        sweeper.sweep()
    assert [int(at) for at in sent] == [-600, 300, 900, 2100, 4500]


def test_its_photo_waits_privately_for_as_long_as_it_takes(anna: Account, clock: Clock):
    schedule(anna, 30 * DAY)
    (row,) = waiting(anna)
    for _ in range(4):
        clock.at += 7 * DAY
        sweeper.sweep()
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


def gone(what: str, anna: Account, post_id: str) -> None:
    """Take away what a scheduled post needs."""
    row = UnpublishedPost.on(anna.id, SCHEDULED, post_id)
    if what == "photo":
        Media(row.media_ids[0]).delete()
    elif what == "list":
        lists.delete(anna.id, row.said["offer"]["list_id"])
    elif what == "account":
        closed.close(anna.id, LEAVING)
    elif what == "selling":
        let_sell_no_more(anna)
    else:
        posts.delete(Post.find(row.said["parent_id"]).author_id, row.said["parent_id"])


def let_sell_no_more(anna: Account) -> None:
    from chalicelib.models.money.creators.sellers import Seller

    Seller(anna.id).delete()


WANTS: dict[str, Callable[[Account], dict[str, Any]]] = {
    "photo": lambda _: {},
    "list": lambda anna: {"access": LIST, "offer": {"list_id": lists.create(anna.id, "Family").id}},
    "account": lambda _: {},
    "selling": lambda _: {"access": PRICE, "offer": PRICED},
    "parent": lambda _: {"parent_id": make_post(make_account()).id},
}


@pytest.mark.parametrize("what", WANTS)
def test_what_cannot_be_published_is_kept_and_its_author_is_told(what: str, anna: Account, clock: Clock):
    post_id = schedule(anna, **WANTS[what](anna))
    gone(what, anna, post_id)
    clock.pass_by(HOUR)
    assert posts_of(anna) == []
    (row,) = waiting(anna)
    assert row.error
    (told,) = letters_to(anna)
    assert told.fields["reason"] == row.error
    assert told.fields["words"] == "A walk"

    clock.pass_by(2 * HOUR)
    assert len(letters_to(anna)) == 1
    scheduled.reschedule(anna.id, post_id, int(clock.at) + HOUR)
    clock.pass_by(HOUR)
    assert len(letters_to(anna)) == 2


def test_one_that_was_refused_goes_out_at_another_time(anna: Account, clock: Clock):
    post_id = schedule(anna, access=PRICE, offer=PRICED)
    gone("selling", anna, post_id)
    clock.pass_by(HOUR)
    let_sell(anna)
    scheduled.reschedule(anna.id, post_id, int(clock.at) + HOUR)
    assert waiting(anna)[0].error is None
    clock.pass_by(HOUR)
    assert [post.access for post in posts_of(anna)] == [PRICE]


def test_what_fails_for_a_moment_is_tried_again(anna: Account, clock: Clock, monkeypatch: pytest.MonkeyPatch):
    post_id = schedule(anna)
    clock.at += HOUR
    with monkeypatch.context() as broken:
        broken.setattr(posts, "publish", lambda *_, **__: (_ for _ in ()).throw(Unavailable))
        with pytest.raises(Unavailable):
            due.publish_due(shelf(anna.id, SCHEDULED), post_id)
    assert waiting(anna)[0].error is None
    clock.pass_by(SWEEP)
    assert len(posts_of(anna)) == 1
    assert timedelta(seconds=clock.at - NOW) == timedelta(seconds=HOUR + SWEEP)


def test_the_defaults_of_the_moment_are_what_goes_out(anna: Account, clock: Clock):
    accounts.update(anna.id, {"default_privacy": "private"})
    schedule(anna, unsaid=frozenset({"access"}))
    accounts.update(anna.id, {"default_privacy": "public"})
    clock.pass_by(HOUR)
    assert [post.access for post in posts_of(anna)] == [FOLLOWERS]
