"""Who saw a story and likes it: written once, and read by its author alone."""

import pytest

from chalicelib.errors import NotFound, Unprocessable
from chalicelib.models.paging import Page
from chalicelib.models.people.accounts import Account
from chalicelib.models.photos.stories.reels import Story
from chalicelib.models.photos.stories.story_views import StoryView
from chalicelib.models.talk.notifications import Notification
from chalicelib.services.people import follows
from chalicelib.services.people.relationships import blocks
from chalicelib.services.photos import timelines
from chalicelib.services.photos.stories import publishing, watching
from tests.kit.factories import make_account
from tests.kit.stories import later, put_up, tray


@pytest.fixture
def story(anna: Account) -> Story:
    return put_up(anna)


def follower(anna: Account, handle: str = "") -> Account:
    one = make_account(handle)
    timelines.follow(one.id, anna.id)
    return one


def seen_by(anna: Account, story: Story) -> list[tuple[str, bool]]:
    number, found = watching.viewers(anna.id, story.id, Page())
    assert number >= len(found.shown)
    return [(one.account.id, one.is_liked) for one in found.shown]


def test_a_view_counts_once_and_only_its_author_reads_it(anna: Account, story: Story):
    ben, cleo = follower(anna), follower(anna)
    for viewer in (ben, cleo, ben, anna):
        watching.see(viewer.id, story.id)
    assert seen_by(anna, story) == [(cleo.id, False), (ben.id, False)]
    with pytest.raises(NotFound):
        watching.viewers(ben.id, story.id, Page())


def test_what_one_saw_is_grey_for_oneself_alone_and_comes_last(anna: Account, story: Story):
    ben, cleo, dora = follower(anna), follower(anna), make_account()
    timelines.follow(ben.id, dora.id)
    other = put_up(dora)
    second = put_up(anna)
    assert [one["id"] for one in tray(ben)] == [story.id, second.id, other.id]
    watching.see(ben.id, story.id)
    watching.see(ben.id, second.id)
    assert [(one["id"], one["seen"]) for one in tray(ben)] == [(other.id, False), (story.id, True), (second.id, True)]
    assert [one["seen"] for one in tray(cleo)] == [False, False]


def test_a_like_is_a_view_that_its_author_is_told_of_once(anna: Account, story: Story):
    ben = follower(anna)
    for _ in range(2):
        watching.like(ben.id, story.id)
    assert (seen_by(anna, story), tray(ben)[0]["rossgram"]["favourited"]) == ([(ben.id, True)], True)
    [told] = Notification.scan()
    assert (told.account_id, told.kind, told.from_id) == (anna.id, "story_liked", ben.id)
    for _ in range(2):
        watching.unlike(ben.id, story.id)
    assert (seen_by(anna, story), [*Notification.scan()]) == ([(ben.id, False)], [])


def test_a_story_is_not_liked_by_its_author_nor_where_they_say_so(anna: Account, story: Story):
    ben, quiet = follower(anna), put_up(anna, may_react=False)
    for who, what in ((anna, story), (ben, quiet)):
        with pytest.raises(Unprocessable, match="cannot like"):
            watching.like(who.id, what.id)


def test_who_may_not_see_a_story_leaves_no_trace_there(anna: Account, story: Story):
    for act in (watching.see, watching.like):
        for unknown in (story.id, "1", anna.id):
            with pytest.raises(NotFound):
                act(make_account().id, unknown)
    assert [*StoryView.scan()] == []


def test_a_like_is_taken_back_from_what_one_sees_no_more(anna: Account, story: Story):
    ben = follower(anna)
    watching.like(ben.id, story.id)
    follows.unfollow(ben.id, anna.id)
    watching.unlike(ben.id, story.id)
    assert seen_by(anna, story) == [(ben.id, False)]


def test_a_viewer_whom_one_blocks_is_not_shown(anna: Account, story: Story):
    ben = follower(anna)
    watching.see(ben.id, story.id)
    blocks.block(anna.id, ben.id)
    assert seen_by(anna, story) == []


def test_of_a_story_that_ended_nobody_reads_or_leaves_anything(anna: Account, story: Story):
    ben = follower(anna)
    watching.see(ben.id, story.id)
    with later(24.01):
        with pytest.raises(NotFound):
            watching.viewers(anna.id, story.id, Page())
        with pytest.raises(NotFound):
            watching.see(ben.id, story.id)
    publishing.remove(anna.id, story.id)
    with pytest.raises(NotFound):
        watching.like(ben.id, story.id)


def test_viewers_are_paged(anna: Account, story: Story):
    people = [follower(anna) for _ in range(5)]
    for one in people:
        watching.see(one.id, story.id)
    number, first = watching.viewers(anna.id, story.id, Page(limit=3))
    _, rest = watching.viewers(anna.id, story.id, Page(limit=3, max_id=first.oldest))
    shown = [one.account.id for one in (*first.shown, *rest.shown)]
    assert (number, shown, rest.has_more) == (5, [one.id for one in reversed(people)], False)
