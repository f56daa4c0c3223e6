"""A job that is cut at any step leaves photos that are whole; a later run finishes it, or the message that was sent."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine

from chalicelib.imaging.ladder import MADE_WITH
from chalicelib.models.photos.making import exchanges
from chalicelib.models.photos.media import Media
from chalicelib.services.photos.files import moves
from chalicelib.services.photos.making import exchange, remaking
from tests.kit.events import deliver_events
from tests.kit.factories import make_account
from tests.services.photos.making.stage import Old, assert_whole, clear, killing, make_old, shown, stored


@pytest.fixture
def old() -> Old:
    clear()
    return make_old(make_account())


CALLS = [(moves, "_announce"), (exchange, "_write"), (exchanges, "swap"), (moves, "_remove")]


@pytest.mark.parametrize("moment", ["before", "after"])
@pytest.mark.parametrize(("place", "name"), CALLS, ids=[name for _, name in CALLS])
def test_a_job_that_is_cut_anywhere_is_finished_by_the_next(
    old: Old, monkeypatch: pytest.MonkeyPatch, place: Any, name: str, moment: str
):
    item, post = old
    real = getattr(place, name)
    with monkeypatch.context() as patch:
        patch.setattr(place, name, killing(real, moment))
        with pytest.raises(KeyboardInterrupt):
            remaking.remake(item.id)
    # Whatever is shown is whole, old or new.
    assert stored(shown(post)["key"]) >= {"full.jpg", "square.jpg", "feed.avif"}

    remaking.begin(1)
    deliver_events()
    with time_machine.travel(timedelta(minutes=5)):
        deliver_events()

    assert Media.find(item.id).made_with == MADE_WITH
    assert_whole(item, post)


def test_files_that_a_crash_left_in_the_open_are_deleted_by_the_message_alone(
    old: Old, monkeypatch: pytest.MonkeyPatch
):
    item, post = old
    with monkeypatch.context() as patch:
        patch.setattr(moves, "_remove", killing(moves._remove, "before"))
        with pytest.raises(KeyboardInterrupt):
            remaking.remake(item.id)
    assert stored(item.key)

    with time_machine.travel(timedelta(minutes=5)):
        deliver_events()

    assert stored(item.key) == set()
    assert_whole(item, post)


def test_an_answer_that_was_lost_does_not_delete_what_is_shown(old: Old, monkeypatch: pytest.MonkeyPatch):
    item, post = old
    real = exchanges.swap
    monkeypatch.setattr(exchanges, "swap", lambda *given: real(*given) and False)

    remaking.remake(item.id)
    with time_machine.travel(timedelta(minutes=5)):
        deliver_events()

    assert_whole(item, post)
