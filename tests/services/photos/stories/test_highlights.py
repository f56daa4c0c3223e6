"""Highlights keep stories beyond their day, for whom these were and for nobody else."""

from collections.abc import Callable

import pytest

from chalicelib.errors import NotFound, Unprocessable
from chalicelib.models.people.accounts import Account
from chalicelib.models.people.closed import SUSPENDED
from chalicelib.models.photos.media import Media
from chalicelib.models.photos.stories.reels import AUDIENCES, Reel
from chalicelib.services.people import follows
from chalicelib.services.people.relationships import blocks, closed, privacy
from chalicelib.services.photos.sharing import close_friends
from chalicelib.services.photos.stories import highlighted, highlights, tray
from tests.kit.client import Client
from tests.kit.edge import fetch
from tests.kit.events import deliver_events
from tests.kit.factories import make_account, make_token
from tests.kit.highlights import ids, shown
from tests.kit.stories import later, put_up, sweep_later

SOON, DAY = 1, 24.2


def test_what_is_highlighted_keeps_its_files_and_what_is_not_goes_as_ever(anna: Account, ben: Account):
    story, other = put_up(anna), put_up(anna)
    highlights.make(anna.id, "Hills", [story.id])
    sweep_later(DAY)
    with later(DAY):
        [one] = shown(ben, anna)
        assert (one["title"], [node["id"] for node in one["nodes"]]) == ("Hills", [story.id])
        node = one["nodes"][0]
        assert (node["rossgram"]["expires_at"], node["seen"]) == (None, True)
        assert (node["rossgram"]["may_react"], node["rossgram"]["may_reply"]) == (False, False)
        assert {fetch(url).status for url in (node["src"], one["cover"])} == {200}
        assert tray.own(anna.id).stories == []
    assert Reel.of(anna.id).all == []
    assert [item.id for item in Media.scan()] == [story.id] != [other.id]
    # Nobody looks at it any more.
    sweep_later(1000)
    assert [item.id for item in Media.scan()] == [story.id]


@pytest.mark.parametrize("access", AUDIENCES)
@pytest.mark.parametrize("hours", [SOON, DAY])
def test_a_highlight_shows_a_story_to_nobody_for_whom_it_was_not(
    access: str, hours: float, anna: Account, ben: Account
):
    friend, eve = make_account("friend"), make_account("eve")
    close_friends.add(anna.id, [friend.id])
    story = put_up(anna, access)
    highlights.make(anna.id, "Hills", [story.id])
    sweep_later(hours)
    with later(hours):
        assert (ids(ben, anna) == [story.id]) is (access == "followers")
        assert (ids(friend, anna) == [story.id]) is (access == "close_friends")
        assert (ids(anna, anna), shown(eve, anna)) == ([story.id], [])
        assert Client().get(f"/api/rossgram/v1/accounts/{anna.id}/highlights").status_code == 401


def test_the_cover_is_one_that_its_viewer_may_see(anna: Account, ben: Account):
    secret, story = put_up(anna, "close_friends"), put_up(anna)
    highlights.make(anna.id, "Hills", [secret.id, story.id], secret.id)
    assert [one["cover_id"] for one in shown(anna, anna)] == [secret.id]
    [one] = shown(ben, anna)
    assert (one["cover_id"], [node["id"] for node in one["nodes"]]) == (story.id, [story.id])
    assert str(secret.photo["key"]) not in str(one)
    assert secret.id not in str(one)


@pytest.mark.parametrize(
    "happens",
    [
        lambda anna, ben: follows.unfollow(ben.id, anna.id),
        lambda anna, ben: blocks.block(ben.id, anna.id),
    ],
)
def test_whoever_loses_the_right_is_shown_nothing_from_then_on(
    happens: Callable[[Account, Account], object], anna: Account, ben: Account
):
    highlights.make(anna.id, "Hills", [put_up(anna).id])
    assert len(shown(ben, anna)) == 1
    happens(anna, ben)
    assert shown(ben, anna) == []


@pytest.mark.parametrize(
    "happens",
    [lambda anna, ben: blocks.block(anna.id, ben.id), lambda anna, _: closed.close(anna.id, SUSPENDED)],
)
@pytest.mark.parametrize("count", [0, 1])
def test_an_account_that_is_hidden_has_no_more_highlights_than_one_that_never_was(
    count: int, happens: Callable[[Account, Account], object], anna: Account, ben: Account
):
    if count:
        highlights.make(anna.id, "Hills", [put_up(anna).id])
    assert len(shown(ben, anna)) == count
    happens(anna, ben)
    found, missing = (
        Client(make_token(ben)).get(f"/api/rossgram/v1/accounts/{one}/highlights") for one in (anna.id, "9")
    )
    assert (found.status_code, found.text) == (missing.status_code, missing.text) == (404, missing.text)


def test_a_private_account_shows_highlights_to_its_followers_alone(anna: Account, ben: Account):
    friend = make_account("friend")
    close_friends.add(anna.id, [friend.id])
    highlights.make(anna.id, "Hills", [put_up(anna).id, put_up(anna, "close_friends").id])
    privacy.set_private(anna.id, is_private=True)
    deliver_events()
    assert (len(ids(ben, anna)), ids(friend, anna)) == (1, [])


@pytest.mark.parametrize("hours", [SOON, DAY])
def test_a_closed_account_has_its_highlights_again_under_other_addresses(hours: float, anna: Account, ben: Account):
    story = put_up(anna)
    highlights.make(anna.id, "Hills", [story.id])
    sweep_later(hours)
    with later(hours):
        before = shown(ben, anna)[0]["nodes"][0]["src"]
        closed.close(anna.id, SUSPENDED)
        deliver_events()
        assert fetch(before).status == 404
        closed.reopen(anna.id, SUSPENDED)
        deliver_events()
        after = shown(ben, anna)[0]["nodes"][0]["src"]
        assert fetch(after).status == 200 != fetch(before).status
        assert tray.own(anna.id).stories == []
    sweep_later(1000)
    assert [item.id for item in Media.scan()] == [story.id]


def test_an_address_of_a_story_that_stands_and_is_kept_ends_with_its_day(anna: Account, ben: Account):
    highlights.make(anna.id, "Hills", [put_up(anna).id])
    with later(23.9):
        src = shown(ben, anna)[0]["nodes"][0]["src"]
        assert fetch(src).status == 200
    with later(24.1):
        assert fetch(src).status != 200
        assert fetch(shown(ben, anna)[0]["nodes"][0]["src"]).status == 200


def test_only_ones_own_stories_that_stand_or_are_kept_make_a_highlight(anna: Account, ben: Account):
    story, bens = put_up(anna), put_up(ben)
    for wrong in ([bens.id], ["115000000000000000"], []):
        with pytest.raises(Unprocessable):
            highlights.make(anna.id, "Hills", wrong)
    with pytest.raises(Unprocessable):
        highlights.make(anna.id, "Hills", [story.id], bens.id)
    with later(24.01), pytest.raises(Unprocessable):
        highlights.make(anna.id, "Hills", [story.id])
    made = highlights.make(anna.id, "Hills", [story.id])
    assert highlights.make(anna.id, "Hills", [story.id]) == made
    for act in (highlights.remove, highlights.edit):
        with pytest.raises(NotFound):
            act(ben.id, made)
    with later(24.01):
        highlights.make(anna.id, "Again", [story.id])
        assert [one["title"] for one in shown(ben, anna)] == ["Again", "Hills"]


def test_there_are_so_many_highlights_and_stories_at_most(anna: Account, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(highlights, "MOST_HIGHLIGHTS", 2)
    monkeypatch.setattr(highlights, "MOST_KEPT", 2)
    stories = [put_up(anna).id for _ in range(3)]
    with pytest.raises(Unprocessable):
        highlights.make(anna.id, "All", stories)
    for one in stories[:2]:
        highlights.make(anna.id, one, [one])
    with pytest.raises(Unprocessable):
        highlights.make(anna.id, "Third", stories[:1])


def test_more_stories_than_one_write_takes_do_not_come_and_go_at_once(anna: Account, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(highlights, "MOST_CHANGED", 3)
    one, two, three, four = (put_up(anna).id for _ in range(4))
    made = highlights.make(anna.id, "Hills", [one, two])
    with pytest.raises(Unprocessable, match="at once"):
        highlights.edit(anna.id, made, story_ids=[three, four])
    highlights.edit(anna.id, made, story_ids=[two, three])
    assert ids(anna, anna) == [two, three]


def test_their_author_is_shown_what_they_made_though_other_reads_lag(anna: Account, monkeypatch: pytest.MonkeyPatch):
    story = put_up(anna)
    monkeypatch.setattr(highlighted, "fetch", lambda _: {(Account, anna.id, None): anna})
    said = {"title": "Hills", "story_ids": [story.id]}
    answer = Client(make_token(anna)).post("/api/rossgram/v1/highlights", said)
    assert (answer.status_code, ids(anna, anna)) == (200, [story.id])
