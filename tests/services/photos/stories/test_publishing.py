"""Stories are put up once, and nothing is left of one that ended or was taken down."""

from dataclasses import replace
from typing import Any

import pytest

from chalicelib.errors import MediaNotReady, NotFound, Unprocessable
from chalicelib.models.base import GuardFailed
from chalicelib.models.people.accounts import Account
from chalicelib.models.people.closed import SUSPENDED
from chalicelib.models.photos.media import Media
from chalicelib.models.photos.stories import reels, standing
from chalicelib.models.photos.stories.reels import Reel
from chalicelib.services.people import accounts
from chalicelib.services.people.relationships import closed
from chalicelib.services.photos import media, posts, timelines
from chalicelib.services.photos.files import moves
from chalicelib.services.photos.posts import Draft
from chalicelib.services.photos.stories import highlights, publishing, tray
from tests.kit.client import Client
from tests.kit.events import deliver_events
from tests.kit.factories import make_account, make_media, make_token
from tests.kit.money.paid import upload
from tests.kit.stored import make_stored
from tests.kit.stories import put_up

PICTURE = "/api/v1/accounts/update_credentials"


def standing_ids(author: Account) -> list[str]:
    return [one.story.id for one in tray.own(author.id).stories]


def test_the_same_photo_again_is_the_same_story(anna: Account):
    photo = make_stored(anna)
    first, again = (publishing.publish(anna.id, photo.id) for _ in range(2))
    assert first == again
    assert standing_ids(anna) == [photo.id]


def test_a_photo_that_lies_in_the_open_is_moved_where_an_address_is_signed(anna: Account):
    photo = make_media(anna)
    assert photo.lies_at.kind == "open"
    story = publishing.publish(anna.id, photo.id)
    assert (Media.find(photo.id).lies_at.kind, story.photo["place"]) == ("signed", "signed")
    assert story.photo["key"] == Media.find(photo.id).key != photo.key


def test_a_photo_of_a_story_is_used_up(anna: Account):
    story = put_up(anna)
    with pytest.raises(Unprocessable):
        posts.publish(anna.id, Draft("A walk", [story.id]))
    with pytest.raises(Unprocessable):
        media.remove(anna.id, story.id)
    with pytest.raises(NotFound):
        media.describe(anna.id, story.id, "Other words", (0.5, 0.5))
    assert standing_ids(anna) == [story.id]


def test_a_photo_of_a_post_or_of_another_is_no_story(anna: Account):
    used, other = make_stored(anna), make_stored(make_account())
    posts.publish(anna.id, Draft("A walk", [used.id]))
    with pytest.raises(Unprocessable, match="part of a post"):
        publishing.publish(anna.id, used.id)
    with pytest.raises(Unprocessable, match="no such photo of yours"):
        publishing.publish(anna.id, other.id)
    with pytest.raises(MediaNotReady):
        publishing.publish(anna.id, Media.create(anna.id, "image/jpeg", "processing").id)
    with pytest.raises(Unprocessable):
        publishing.publish(anna.id, upload(anna, purpose="avatar").id)
    assert standing_ids(anna) == []


def test_for_whom_a_story_may_be_is_followers_or_close_friends(anna: Account):
    for wrong in ("public", "me", ""):
        with pytest.raises(Unprocessable, match="Audience"):
            publishing.publish(anna.id, make_stored(anna).id, wrong)


def test_so_many_stories_stand_at_once(anna: Account, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(publishing, "MOST_STANDING", 2)
    for _ in range(2):
        put_up(anna)
    with pytest.raises(Unprocessable, match="as many as may be"):
        put_up(anna)
    publishing.remove(anna.id, standing_ids(anna)[0])
    put_up(anna)


@pytest.mark.parametrize("letter", ["x", "я"])
def test_a_hundred_stories_fit_into_a_row(letter: str, anna: Account):
    story = put_up(anna)
    said = {**reels.said(story), "photo": {**story.photo, "alt": letter * 1500}}
    row = Reel(anna.id, version="1", author=anna.snapshot(), stories=[said] * reels.MOST_STANDING)
    row.save()
    assert len(Reel.of(anna.id).all) == reels.MOST_STANDING
    assert reels.fit(Reel.of(anna.id).all)


def test_stories_of_which_too_much_is_said_for_a_row_are_refused(anna: Account, monkeypatch: pytest.MonkeyPatch):
    story = put_up(anna)
    long = replace(story, photo={**story.photo, "alt": "😀" * 1500})
    assert not reels.fit([long] * highlights.MOST_KEPT)
    monkeypatch.setattr(reels, "MOST_BYTES", 100)
    for act in (lambda: put_up(anna), lambda: highlights.make(anna.id, "Hills", [story.id])):
        with pytest.raises(Unprocessable, match="too long"):
            act()
    assert standing_ids(anna) == [story.id]


def test_a_photo_that_was_uploaded_long_ago_is_no_story(anna: Account):
    photo = make_stored(anna)
    Media(photo.id).update([Media.created_at.set(photo.created_at - 49 * 3600)])
    with pytest.raises(Unprocessable, match="too long ago"):
        publishing.publish(anna.id, photo.id)


def test_a_closed_account_puts_nothing_up(anna: Account):
    photo = make_stored(anna)
    closed.close(anna.id, SUSPENDED)
    with pytest.raises(Unprocessable, match="closed"):
        publishing.publish(anna.id, photo.id)
    assert Reel.of(anna.id).all == []


def test_two_stories_at_once_are_both_there(anna: Account, monkeypatch: pytest.MonkeyPatch):
    first, other = make_stored(anna), make_stored(anna)
    real, tried = standing.put_up, list[str]()

    def race(*args: Any) -> None:
        if not tried:
            tried.append("once")
            publishing.publish(anna.id, other.id)
        real(*args)

    monkeypatch.setattr(standing, "put_up", race)
    publishing.publish(anna.id, first.id)
    assert standing_ids(anna) == [other.id, first.id]


def test_a_new_name_and_picture_are_drawn_on_the_stories_too(anna: Account):
    ben = make_account("ben")
    timelines.follow(ben.id, anna.id)
    put_up(anna)
    accounts.update(anna.id, {"display_name": "Anna B."})
    deliver_events()
    node = Client(make_token(ben)).get("/api/v1.1/stories/carousel").json()["nodes"][0]
    assert node["user"]["display_name"] == "Anna B."
    accounts.redraw_posts(ben.id)
    assert [row.author_id for row in Reel.scan()] == [anna.id]


def test_guards_are_told_apart(anna: Account):
    story, reel = put_up(anna), Reel.of(anna.id)
    photo = make_stored(anna)
    reel.version = "other"
    new = reels.Story(photo.id, anna.id, "followers", 0, 1, 5, True, photo.snapshot())
    [move] = moves.into(new.as_post(), [photo])
    with pytest.raises(GuardFailed) as failed:
        standing.put_up(reel, [story, new], move, anna)
    assert failed.value.positions == (standing.CHANGED,)
