"""Nothing is left of a story that ended or was taken down."""

import pytest

from chalicelib.errors import NotFound
from chalicelib.models.people.accounts import Account
from chalicelib.models.photos.media import Media
from chalicelib.models.photos.stories.reels import Reel
from chalicelib.models.photos.stories.story_views import StoryView
from chalicelib.services import sweeper
from chalicelib.services.photos import timelines
from chalicelib.services.photos.stories import publishing, watching
from tests.kit.edge import fetch
from tests.kit.events import deliver_events, drop_events
from tests.kit.factories import make_account
from tests.kit.killing import every_kill
from tests.kit.money.paid import objects
from tests.kit.stories import later, put_up, sweep_later
from tests.kit.stories import tray as shown
from tests.services.photos.stories.test_publishing import standing_ids


def test_taking_a_story_down_ends_its_address_at_once_and_leaves_nothing(anna: Account):
    ben, kept = make_account("ben"), put_up(anna)
    timelines.follow(ben.id, anna.id)
    story = put_up(anna)
    gone = next(one for one in shown(ben) if one["id"] == story.id)
    publishing.remove(anna.id, story.id)
    assert standing_ids(anna) == [kept.id]
    assert fetch(gone["src"]).status == 404
    deliver_events()
    with pytest.raises(NotFound):
        publishing.remove(anna.id, story.id)
    with pytest.raises(NotFound):
        publishing.remove(ben.id, kept.id)
    publishing.remove(anna.id, kept.id)
    sweep_later(1)
    assert ([*Media.scan()], [*Reel.scan()], objects()) == ([], [], set())


def test_an_ended_story_leaves_no_byte_and_no_row(anna: Account):
    put_up(anna)
    sweep_later(23)
    assert (len(standing_ids(anna)), len(objects()) > 0) == (1, True)
    with later(12):
        second = put_up(anna)
    sweep_later(24.2)
    assert [one.id for one in Reel.of(anna.id).all] == [second.id]
    assert [item.id for item in Media.scan()] == [second.id]
    sweep_later(36.2)
    assert ([*Media.scan()], [*Reel.scan()], objects()) == ([], [], set())


def test_clearing_away_is_finished_wherever_it_is_cut(monkeypatch: pytest.MonkeyPatch):
    def begin() -> Account:
        author = make_account()
        put_up(author)
        return author

    def act(_: Account) -> None:
        with later(24.2):
            sweeper.sweep()

    every_kill(monkeypatch, begin, act)
    drop_events()
    sweep_later(25)
    assert ([*Media.scan()], [*Reel.scan()], objects()) == ([], [], set())


def test_views_go_by_themselves(anna: Account):
    ben, story = make_account("ben"), put_up(anna)
    timelines.follow(ben.id, anna.id)
    watching.see(ben.id, story.id)
    [row] = StoryView.scan()
    assert row.expires_at is not None
    assert row.expires_at.timestamp() == story.ends_at
