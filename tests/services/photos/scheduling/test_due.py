"""A scheduled post goes out once and at its time, whoever dies on the way."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from chalicelib import deadline
from chalicelib.errors import Unprocessable
from chalicelib.gateways import queue
from chalicelib.models.base import id_time
from chalicelib.models.paging import Page
from chalicelib.models.people.accounts import Account
from chalicelib.models.photos.media import Media
from chalicelib.models.photos.places import OPEN
from chalicelib.models.photos.posts import PRICE, PUBLIC
from chalicelib.services import sweeper
from chalicelib.services.photos import timelines
from chalicelib.services.photos.scheduling import due, scheduled, sending
from tests.kit.events import deliver_events, drop_events
from tests.kit.factories import make_account, make_follow
from tests.kit.killing import Killer
from tests.kit.money.paid import PRICED, empty_bucket, let_sell, strays
from tests.services.photos.scheduling.later import (
    DAY,
    HOUR,
    NOW,
    SWEEP,
    Clock,
    cut,
    letters_to,
    posts_of,
    schedule,
    waiting,
)


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


def test_what_was_changed_since_it_was_read_does_not_go_out_as_it_was(anna: Account, clock: Clock):
    post_id = schedule(anna)
    (row,) = waiting(anna)
    scheduled.reschedule(anna.id, post_id, NOW + DAY)
    clock.at += HOUR
    with pytest.raises(Unprocessable):
        due.publish(row)
    assert posts_of(anna) == []
    assert [one.publish_at for one in waiting(anna)] == [NOW + DAY]


def test_its_message_is_held_back_to_the_second(anna: Account, clock: Clock, monkeypatch: pytest.MonkeyPatch):
    sent: list[tuple[str, int, int]] = []
    real = queue.send

    def send(name: str, *, delay: int = 0, **message: Any) -> None:
        if "unpublished" in message:
            sent.append((message["unpublished"], int(clock.at), delay))
        real(name, delay=delay, **message)

    monkeypatch.setattr(queue, "send", send)
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


@pytest.mark.parametrize("access", [PUBLIC, PRICE])
def test_wherever_its_worker_dies_it_goes_out_once(access: str, clock: Clock, killer: Killer):
    # Half of the calls of each: they are the same ones.
    for at in range(int(access == PRICE), 100, 2):
        empty_bucket()
        author = make_account()
        let_sell(author)
        schedule(author, access=access, offer=PRICED if access == PRICE else None)
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
    assert [int(at) for at in sent] == [-600, 300, 900, 2100, 4500, 9300]
