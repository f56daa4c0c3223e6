"""Who sees a story, and until when: the tray and each story by its id say the same."""

from collections.abc import Callable

import pytest

from chalicelib.errors import NotFound
from chalicelib.models.people.accounts import Account
from chalicelib.models.people.closed import LEAVING, SUSPENDED
from chalicelib.models.photos.stories.reels import AUDIENCES, Story
from chalicelib.services.people import follows
from chalicelib.services.people.relationships import blocks, closed, mutes, privacy
from chalicelib.services.photos import timelines
from chalicelib.services.photos.access import Viewer, may_see
from chalicelib.services.photos.sharing import close_friends
from chalicelib.services.photos.stories import tray, watching
from tests.kit.client import Client
from tests.kit.edge import fetch
from tests.kit.events import deliver_events
from tests.kit.factories import make_account, make_token
from tests.kit.stories import ids_in_tray, later, put_up
from tests.kit.stories import tray as shown


def finds(viewer: Account, story: Story) -> bool:
    try:
        watching.find(viewer.id, story.id)
    except NotFound:
        return False
    return True


def sees(viewer: Account, story: Story) -> bool:
    """Tell whether somebody is shown a story, which the tray and its own address must say alike."""
    is_shown, is_found = story.id in ids_in_tray(viewer), finds(viewer, story)
    assert is_shown == is_found
    return is_shown


def test_a_story_for_followers_is_seen_by_them_and_by_its_author_alone(anna: Account, ben: Account):
    story, stranger = put_up(anna), make_account()
    assert (sees(ben, story), sees(stranger, story), finds(anna, story)) == (True, False, True)
    assert [one.story.id for one in tray.own(anna.id).stories] == [story.id]
    assert ids_in_tray(anna) == []


def test_a_story_for_close_friends_is_seen_by_them_alone_and_no_more_once_they_are_none(anna: Account, ben: Account):
    friend, story = make_account(), put_up(anna, "close_friends")
    timelines.follow(friend.id, anna.id)
    close_friends.add(anna.id, [friend.id])
    assert (sees(friend, story), sees(ben, story)) == (True, False)
    close_friends.remove(anna.id, [friend.id])
    assert not sees(friend, story)


def test_a_close_friend_of_a_private_account_that_they_do_not_follow_sees_nothing(anna: Account):
    friend, story = make_account(), put_up(anna, "close_friends")
    close_friends.add(anna.id, [friend.id])
    assert finds(friend, story)
    privacy.set_private(anna.id, is_private=True)
    assert not finds(friend, story)
    deliver_events()
    assert not finds(friend, story)


def test_a_follower_of_a_private_account_sees_its_stories_until_they_are_removed(anna: Account, ben: Account):
    privacy.set_private(anna.id, is_private=True)
    story = put_up(anna)
    assert sees(ben, story)
    follows.unfollow(ben.id, anna.id)
    assert not sees(ben, story)


@pytest.mark.parametrize("access", AUDIENCES)
@pytest.mark.parametrize("is_hers", [True, False])
def test_a_block_ends_it_at_once_whoever_blocks(access: str, is_hers: bool, anna: Account, ben: Account):
    close_friends.add(anna.id, [ben.id])
    story = put_up(anna, access)
    assert sees(ben, story)
    blocks.block(*((anna.id, ben.id) if is_hers else (ben.id, anna.id)))
    assert not sees(ben, story)


def test_a_muted_author_is_not_in_the_tray(anna: Account, ben: Account):
    story = put_up(anna)
    mutes.mute(ben.id, anna.id)
    assert (ids_in_tray(ben), finds(ben, story)) == ([], True)
    mutes.unmute(ben.id, anna.id)
    assert ids_in_tray(ben) == [story.id]


@pytest.mark.parametrize("reason", [LEAVING, SUSPENDED])
@pytest.mark.parametrize("access", AUDIENCES)
def test_a_closed_account_has_no_stories_at_once_and_none_when_it_opens_again(
    access: str, reason: str, anna: Account, ben: Account
):
    close_friends.add(anna.id, [ben.id])
    story = put_up(anna, access)
    [before] = shown(ben)
    assert fetch(before["src"]).status == 200
    closed.close(anna.id, reason)
    assert not sees(ben, story)
    deliver_events()
    assert not sees(ben, story)
    assert fetch(before["src"]).status in {403, 404}
    closed.reopen(anna.id, reason)
    deliver_events()
    assert not sees(ben, story)


def test_after_a_day_nobody_sees_a_story_though_no_job_has_run(anna: Account, ben: Account):
    story = put_up(anna)
    [before] = shown(ben)
    assert fetch(before["src"]).status == 200
    with later(23.9):
        assert sees(ben, story)
    with later(24.01):
        assert not sees(ben, story)
        assert not finds(anna, story)
        assert tray.own(anna.id).stories == []
        # The files lie there still; the address that was given out has ended with the story.
        assert fetch(before["src"]).status == 403


@pytest.mark.parametrize("hours", [11.5, 20, 23.9])
def test_an_address_that_is_given_out_late_ends_with_the_story_too(hours: float, anna: Account, ben: Account):
    put_up(anna)
    with later(hours):
        [late] = shown(ben)
        assert fetch(late["src"]).status == 200
        assert fetch(late["rossgram"]["small"]).status == 200
    with later(24.01):
        assert {fetch(url).status for url in (late["src"], late["rossgram"]["small"])} == {403}


def test_whoever_does_not_say_when_they_look_sees_nothing_that_ends(anna: Account):
    post = put_up(anna).as_post()
    assert not may_see(Viewer(anna.id), post)
    assert may_see(Viewer(anna.id, at=post.ends_at - 1), post)
    assert not may_see(Viewer(anna.id, at=post.ends_at), post)


def test_no_surface_of_posts_has_a_story(anna: Account, ben: Account):
    story, client = put_up(anna), Client(make_token(ben))
    lists = ("/api/v1/timelines/home", "/api/v1/timelines/public", f"/api/v1/accounts/{anna.id}/statuses")
    assert [client.get(path).json() for path in lists] == [[], [], []]
    refused: list[Callable[[str], int]] = [
        lambda path: client.get(path).status_code,
        lambda path: client.post(f"{path}/favourite").status_code,
        lambda path: client.post(f"{path}/reblog").status_code,
        lambda path: client.post(f"{path}/bookmark").status_code,
    ]
    assert {ask(f"/api/v1/statuses/{story.id}") for ask in refused} == {404}
    assert client.get(f"/api/v1/accounts/{anna.id}").json()["statuses_count"] == 0
