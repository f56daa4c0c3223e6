"""What an author posts for a chosen few is on their page for those alone, and no number tells others of it."""

from collections.abc import Callable
from typing import Any

import pytest

from bench.meter import metered
from chalicelib.models.paging import Page
from chalicelib.models.people.accounts import Account
from chalicelib.models.people.follows import Follow
from chalicelib.models.photos.posts import FOLLOWERS, PUBLIC, Post
from chalicelib.models.photos.sharing import posted_lists
from chalicelib.models.photos.sharing.audiences import BY_HAND, CLOSE_FRIENDS, LIST, ME
from chalicelib.services.people.reading import lists
from chalicelib.services.people.relationships import blocks, privacy
from chalicelib.services.photos import posts, timelines
from chalicelib.services.photos.offers import Terms
from chalicelib.services.photos.sharing import close_friends
from tests.kit.events import deliver_events
from tests.kit.factories import make_account, make_follow, make_post
from tests.services.photos.audiences import edit


class Scene:
    """Anna's page: posts of each audience, and those who look at it."""

    def __init__(self) -> None:
        self.anna, self.friend, self.member, self.other, self.follower = (make_account() for _ in range(5))
        make_follow(self.follower, self.anna)
        for one in (self.member, self.other):
            make_follow(self.anna, one)
        close_friends.add(self.anna.id, [self.friend.id])
        self.family, self.team = lists.create(self.anna.id, "Family"), lists.create(self.anna.id, "Team")
        lists.add(self.anna.id, self.family.id, [self.member.id])
        lists.add(self.anna.id, self.team.id, [self.other.id])
        self.ids = {access: self.post(access) for access in (PUBLIC, FOLLOWERS, CLOSE_FRIENDS, LIST, ME)}

    def post(self, access: str) -> str:
        offer = {"list_id": self.family.id} if access == LIST else None
        return make_post(self.anna, access=access, offer=offer).id

    def shown(self, viewer: Account | None, **asked: Any) -> set[str]:
        found = timelines.account(viewer.id if viewer else None, self.anna.id, Page(), **asked)
        return {view.post.access for view in found.views}


@pytest.fixture
def page() -> Scene:
    return Scene()


def test_a_page_shows_each_viewer_what_the_author_chose_them_for(page: Scene):
    assert page.shown(None) == {PUBLIC}
    assert page.shown(make_account()) == {PUBLIC}
    assert page.shown(page.follower) == {PUBLIC, FOLLOWERS}
    assert page.shown(page.friend) == {PUBLIC, CLOSE_FRIENDS}
    assert page.shown(page.member) == {PUBLIC, LIST}
    assert page.shown(page.other) == {PUBLIC}
    assert page.shown(page.anna) == {PUBLIC, FOLLOWERS, *BY_HAND}
    assert page.shown(page.friend, only_media=True, with_comments=True) == {PUBLIC, CLOSE_FRIENDS}
    assert page.shown(page.member, only_media=True, with_reblogs=True) == {PUBLIC, LIST}


def _follow_anew(page: Scene) -> None:
    Follow.remove(page.anna.id, page.member.id)
    make_follow(page.anna, page.member)


def _keep(page: Scene, access: str) -> None:
    edit(page.anna, Post.find(page.ids[access]), Terms(ME))


ENDINGS: dict[str, tuple[Callable[[Scene], object], str]] = {
    "a friend no more": (lambda page: close_friends.remove(page.anna.id, [page.friend.id]), "friend"),
    "a member no more": (lambda page: lists.remove(page.anna.id, page.family.id, [page.member.id]), "member"),
    "followed anew": (_follow_anew, "member"),
    "a list that is gone": (lambda page: lists.delete(page.anna.id, page.family.id), "member"),
    "a friend of a private account": (lambda page: privacy.set_private(page.anna.id, is_private=True), "friend"),
    "a member on a private account's list": (lambda page: privacy.set_private(page.anna.id, is_private=True), "member"),
    "a friend's post for oneself": (lambda page: _keep(page, CLOSE_FRIENDS), "friend"),
    "a list's post for oneself": (lambda page: _keep(page, LIST), "member"),
    "deleted for friends": (lambda page: posts.delete(page.anna.id, page.ids[CLOSE_FRIENDS]), "friend"),
}


@pytest.mark.parametrize("name", ENDINGS)
def test_whoever_is_chosen_no_more_finds_nothing_of_it_on_the_page(page: Scene, name: str):
    change, viewer = ENDINGS[name]
    assert page.shown(getattr(page, viewer)) & {*BY_HAND}
    change(page)
    assert not page.shown(getattr(page, viewer)) & {*BY_HAND}


def test_a_friend_who_blocks_the_author_finds_nothing(page: Scene):
    blocks.block(page.friend.id, page.anna.id)
    assert page.shown(page.friend) == set()


@pytest.mark.parametrize(
    ("viewer", "access"), [("friend", CLOSE_FRIENDS), ("member", LIST), ("follower", FOLLOWERS), ("other", PUBLIC)]
)
def test_pages_are_full_whatever_others_are_not_shown(page: Scene, viewer: str, access: str):
    looking = getattr(page, viewer)
    wanted = [*{page.ids[PUBLIC], page.ids[access]}]
    for _ in range(6):
        wanted += [page.post(access)]
        for other in set(BY_HAND) - {access}:
            page.post(other)
    read: list[str] = []
    asked: Page | None = Page(limit=3)
    while asked:
        found = timelines.account(looking.id, page.anna.id, asked)
        assert len(found.views) == 3 or not found.has_more
        read += [view.post.id for view in found.views]
        assert found.oldest == read[-1]
        asked = Page(limit=3, max_id=found.oldest) if found.has_more else None
    assert read == sorted(wanted, reverse=True)


def counted(page: Scene) -> int:
    return int(Account.find(page.anna.id).posts_count)


def test_no_number_and_no_time_tells_of_what_is_for_a_few(page: Scene):
    told = counted(page)
    Account(page.anna.id).update([Account.last_posted_at.set(7)])
    made = [page.post(access) for access in BY_HAND]
    assert (told, counted(page), Account.find(page.anna.id).last_posted_at) == (2, 2, 7)
    edit(page.anna, Post.find(made[0]), Terms(PUBLIC))
    assert counted(page) == 3
    edit(page.anna, Post.find(made[0]), Terms(ME))
    for one in made:
        posts.delete(page.anna.id, one)
    deliver_events()
    assert counted(page) == 2


def test_a_page_takes_two_trips_and_one_more_where_the_author_posts_for_lists_that_may_have_its_viewer(page: Scene):
    for viewer, trips in ((None, 2), (page.follower, 2), (page.friend, 2), (page.member, 3), (page.other, 3)):
        with metered() as bill:
            timelines.account(viewer.id if viewer else None, page.anna.id, Page())
        assert bill.trips == trips, viewer


def test_a_list_that_is_gone_is_looked_for_no_more(page: Scene):
    assert posted_lists.of(Account.find(page.anna.id)) == [page.family.id]
    lists.delete(page.anna.id, page.family.id)
    assert posted_lists.of(Account.find(page.anna.id)) == []


@pytest.mark.parametrize("access", [CLOSE_FRIENDS, LIST])
def test_who_is_not_meant_turns_over_nothing(page: Scene, access: str):
    page.post(access)
    found = timelines.account(page.other.id, page.anna.id, Page(limit=1))
    assert [view.post.id for view in found.views] == [found.newest] == [found.oldest] == [page.ids[PUBLIC]]
    assert not found.has_more


@pytest.mark.parametrize("access", [CLOSE_FRIENDS, LIST])
def test_what_is_taken_back_leaves_the_lists_of_those_whom_it_was_for(page: Scene, access: str):
    _keep(page, access)
    assert Post.find(page.ids[access]).chosen is None
    viewer = page.friend if access == CLOSE_FRIENDS else page.member
    found = timelines.account(viewer.id, page.anna.id, Page(limit=1))
    assert (found.newest, found.has_more) == (page.ids[PUBLIC], False)
