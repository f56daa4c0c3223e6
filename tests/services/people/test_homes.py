"""Home timelines of those who return, wherever the work is cut."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine

from bench.meter import metered
from chalicelib.models.paging import Page
from chalicelib.models.people.accounts import Account
from chalicelib.models.photos.timelines import Home, TimelineEntry
from chalicelib.models.promises import Promise
from chalicelib.services import sweeper
from chalicelib.services.people import homes
from chalicelib.services.photos import timelines
from tests.kit.events import deliver_events, drop_events
from tests.kit.factories import make_account, make_follow, make_post
from tests.kit.killing import every_kill


def home(account: Account, **page: Any) -> list[str]:
    return [view.post.id for view in timelines.home(account.id, Page(**page)).views]


def entries(account: Account) -> list[str]:
    return [entry.post_id for entry in TimelineEntry.query(account.id, scan_index_forward=False)]


def finish() -> None:
    """Let pass what a finisher needs: what was sent ahead arrives, and the sweeper runs."""
    deliver_events()
    with time_machine.travel(timedelta(minutes=6)):
        sweeper.sweep()
        deliver_events()


def test_a_returning_reader_is_answered_at_once_and_rebuilt_later():
    anna, ben = make_account(), make_account(is_active=False)
    make_follow(ben, anna)
    ids = [make_post(anna).id for _ in range(3)]
    deliver_events()

    assert home(ben) == ids[::-1]
    assert (entries(ben), home(ben, limit=1), home(ben, max_id=ids[1])) == ([], [ids[2]], [ids[0]])
    deliver_events()

    assert entries(ben) == home(ben) == ids[::-1]
    assert Home.get(ben.id).rebuilding is None
    assert list(Promise.scan()) == []


def test_trips_of_a_returning_reader_do_not_grow_with_how_many_accounts_are_followed():
    bills = []
    for followed in (3, homes.PULLED_MEANWHILE + 20):
        reader = make_account(is_active=False)
        authors = [make_account(is_active=False) for _ in range(followed)]
        for author in authors:
            make_follow(reader, author)
            make_post(author)
        deliver_events()
        with metered() as bill:
            assert len(home(reader, limit=3)) == 3
        bills.append((bill.trips, len(bill.calls), sorted(bill.calls)))
        with metered() as bill:
            deliver_events()
        # Whom they follow, and the four lists of what they posted themselves before there was a row of it.
        assert bill.calls.count("Query") == 5
        assert len(home(reader, limit=200)) == followed
    assert bills[0] == bills[1]


def test_a_reader_whose_return_is_cut_anywhere_has_a_full_home_in_the_end(monkeypatch: pytest.MonkeyPatch):
    anna = make_account()
    posts = [make_post(anna).id for _ in range(2)][::-1]
    deliver_events()

    def begin() -> Account:
        reader = make_account(is_active=False)
        make_follow(reader, anna)
        return reader

    def act(reader: Account) -> None:
        home(reader)
        # What the queue does may be cut too, and for the last time.
        drop_events()
        homes.rebuild(reader.id, Home.get(reader.id).rebuilding or "")

    readers = every_kill(monkeypatch, begin, act)
    finish()

    for reader in readers:
        assert home(reader) == posts
    finish()
    assert [entries(reader) for reader in readers] == [posts] * len(readers)
    assert list(Promise.scan()) == []


def test_two_requests_of_a_returning_reader_promise_one_rebuilding():
    ben = make_account(is_active=False)
    seen = [Home(ben.id), Home(ben.id)]
    for one in seen:
        homes.come_back(one)
    assert len(list(Promise.scan())) == 1


def test_a_post_that_falls_between_the_return_and_the_rebuilding_is_there_once():
    anna, ben = make_account(), make_account(is_active=False)
    make_follow(ben, anna)
    first = make_post(anna).id
    deliver_events()
    home(ben)
    second = make_post(anna).id
    deliver_events("posts")
    assert entries(ben) == [second]
    deliver_events()
    assert home(ben) == [second, first]


def test_a_rebuilt_timeline_holds_the_newest_of_all(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(homes, "CAUGHT_UP_ENTRIES", 4)
    ben = make_account(is_active=False)
    authors = [make_account(is_active=False) for _ in range(4)]
    made: list[str] = []
    with time_machine.travel(timedelta(0), tick=False) as clock:
        for author in authors:
            make_follow(ben, author)
            for _ in range(3):
                made.append(make_post(author).id)
                clock.shift(5)
        homes.rebuild(ben.id, "")
        assert entries(ben) == made[::-1][:4]
