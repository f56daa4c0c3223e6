"""What highlights let go of goes whole, and no device undoes what another did."""

from collections.abc import Callable

import pytest

from chalicelib.errors import Unprocessable
from chalicelib.models.people.accounts import Account
from chalicelib.models.photos.media import Media
from chalicelib.models.photos.stories.highlights import Highlights
from chalicelib.models.photos.stories.reels import Reel
from chalicelib.services import sweeper
from chalicelib.services.leaving import belongings
from chalicelib.services.photos.stories import highlights, publishing
from tests.kit.edge import fetch
from tests.kit.events import drop_events
from tests.kit.factories import make_account
from tests.kit.highlights import ids, is_empty, shown
from tests.kit.killing import every_kill
from tests.kit.stories import later, put_up, sweep_later

SOON, DAY = 1, 24.2


@pytest.mark.parametrize("hours", [SOON, DAY])
def test_a_deleted_story_goes_from_every_highlight_at_once(hours: float, anna: Account, ben: Account):
    story, other = put_up(anna), put_up(anna)
    highlights.make(anna.id, "Both", [story.id, other.id], story.id)
    highlights.make(anna.id, "One", [story.id])
    sweep_later(hours)
    with later(hours):
        src = shown(ben, anna)[0]["nodes"][0]["src"]
        publishing.remove(anna.id, story.id)
        assert [(one["title"], one["cover_id"]) for one in shown(ben, anna)] == [("Both", other.id)]
        assert fetch(src).status == 404
        publishing.remove(anna.id, other.id)
    sweep_later(hours + 25)
    assert is_empty()


@pytest.mark.parametrize("hours", [SOON, DAY])
def test_a_deleted_highlight_ends_what_stands_no_more_and_leaves_the_rest(hours: float, anna: Account, ben: Account):
    story, kept = put_up(anna), put_up(anna)
    first = highlights.make(anna.id, "One", [story.id, kept.id])
    highlights.make(anna.id, "Two", [kept.id])
    sweep_later(hours)
    with later(hours):
        src = shown(ben, anna)[1]["nodes"][0]["src"]
        highlights.remove(anna.id, first)
        assert ids(ben, anna) == [kept.id]
        assert fetch(src).status == (200 if hours == SOON else 404)
    sweep_later(hours + 25)
    assert [item.id for item in Media.scan()] == [kept.id]


@pytest.mark.parametrize(
    "act",
    [
        lambda author_id, made, _: highlights.remove(author_id, made),
        lambda author_id, made, left: highlights.edit(author_id, made, None, left),
    ],
    ids=["removed", "edited"],
)
def test_what_is_let_go_of_between_its_end_and_the_sweep_goes_whole(
    act: Callable[[str, str, list[str]], None], anna: Account
):
    story, other = put_up(anna), put_up(anna)
    made = highlights.make(anna.id, "Hills", [story.id, other.id])
    with later(24.01):
        src = shown(anna, anna)[0]["nodes"][0]["src"]
        act(anna.id, made, [other.id])
        assert fetch(src).status == 404
        assert story.id not in [one.id for one in Reel.of(anna.id).all]
        # What asks for all of an account's stories finds none that cannot end.
        publishing.remove_all(anna.id)
    sweep_later(50)
    assert is_empty()


def test_an_account_that_leaves_leaves_no_highlight(anna: Account):
    highlights.make(anna.id, "Hills", [put_up(anna).id])
    sweep_later(DAY)
    with later(DAY):
        while belongings.remove_some(anna.id):
            pass
    sweep_later(50)
    assert is_empty()


def test_an_order_that_another_device_made_old_is_refused_and_loses_nothing(anna: Account):
    story = put_up(anna)
    one, two, three = (highlights.make(anna.id, name, [story.id]) for name in ("One", "Two", "Three"))
    highlights.order(anna.id, [one, three, two])
    assert [each["title"] for each in shown(anna, anna)] == ["One", "Three", "Two"]
    highlights.remove(anna.id, three)
    with pytest.raises(Unprocessable):
        highlights.order(anna.id, [three, two, one])
    assert [each["title"] for each in shown(anna, anna)] == ["One", "Two"]


def test_two_devices_at_once_lose_nothing_of_each_other(anna: Account, monkeypatch: pytest.MonkeyPatch):
    story = put_up(anna)
    one, two = (highlights.make(anna.id, name, [story.id]) for name in ("One", "Two"))
    done: list[bool] = []
    real = Highlights.of

    def meanwhile(author_id: str) -> Highlights:
        found = real(author_id)
        if not done:
            done.append(True)
            highlights.edit(anna.id, two, title="Zwei")
        return found

    monkeypatch.setattr(Highlights, "of", meanwhile)
    highlights.order(anna.id, [one, two])
    assert [each["title"] for each in shown(anna, anna)] == ["One", "Zwei"]


def test_a_story_that_ends_while_it_is_highlighted_is_kept_or_gone_whole(anna: Account):
    story, real = put_up(anna), Highlights.of
    highlights_of = iter([lambda found: highlights.make(anna.id, "Hills", [story.id]), *[lambda _: None] * 99])

    def meanwhile(author_id: str) -> Highlights:
        found = real(author_id)
        next(highlights_of)(found)
        return found

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Highlights, "of", meanwhile)
        publishing.clear_away(Media.find(story.id))
    assert Media.find(story.id).due is None
    assert ids(anna, anna) == [story.id]


@pytest.mark.slow
@pytest.mark.parametrize("is_swept", [True, False])
def test_keeping_is_finished_wherever_it_is_cut(is_swept: bool, monkeypatch: pytest.MonkeyPatch):
    def begin() -> Account:
        author = make_account()
        highlights.make(author.id, "Hills", [put_up(author).id])
        return author

    def act(author: Account) -> None:
        with later(DAY):
            if is_swept:
                sweeper.sweep()
            highlights.remove(author.id, Highlights.of(author.id).all[0].id)

    every_kill(monkeypatch, begin, act)
    drop_events()
    for author in {row.author_id for row in Highlights.scan()}:
        publishing.remove_all(author)
    sweep_later(50)
    assert is_empty()
