"""An account becomes private: its posts say so one by one, their bytes leave the open, and nothing is left of a cut."""

from typing import Any

import pytest

from chalicelib.errors import RossgramError
from chalicelib.models.money.grants import post_key
from chalicelib.models.paging import Page
from chalicelib.models.people.accounts import Account
from chalicelib.models.people.privacy import ClosingAccounts, change
from chalicelib.models.photos import publishing
from chalicelib.models.photos.lists import listings
from chalicelib.models.photos.media import Media
from chalicelib.models.photos.posts import FOLLOWERS, PRICE, PUBLIC, UNLISTED, Post
from chalicelib.schemas.photos.posts import render_status
from chalicelib.services.people.relationships import privacy
from chalicelib.services.photos import comments, posts, timelines, views
from chalicelib.services.photos.files import privacy as walks
from chalicelib.services.photos.files import telling
from chalicelib.services.photos.offers import Terms
from chalicelib.services.photos.posts import Draft
from tests.kit.edge import follow as fetch
from tests.kit.events import deliver_events, drop_events
from tests.kit.factories import make_account, make_post
from tests.kit.killing import every_kill
from tests.kit.money.paid import OFFERS, empty_bucket, grant, let_sell, strays
from tests.kit.stored import make_stored
from tests.kit.walk import urls_of


def closing() -> set[str]:
    return {one for row in ClosingAccounts.scan() for one in row.account_ids or ()}


def publish(anna: Account, access: str = PUBLIC) -> Post:
    return posts.publish(anna.id, Draft("A walk", [make_stored(anna).id], access=access, offer=OFFERS.get(access)))


def given(viewer_id: str | None, post: Post) -> list[str]:
    status = render_status(views.find(viewer_id, post.id))
    return [url for photo in status["media_attachments"] for url in urls_of(photo)]


def sees(viewer_id: str | None, post: Post) -> bool:
    return bool(views.find_many(viewer_id, [post.id]))


@pytest.fixture(autouse=True)
def _no_files() -> None:
    empty_bucket()


@pytest.mark.parametrize("access", [PUBLIC, UNLISTED])
def test_the_bytes_of_public_posts_leave_the_open_and_come_back(access: str):
    anna, ben = make_account(), make_account()
    timelines.follow(ben.id, anna.id)
    post = publish(anna, access)
    below = posts.publish(anna.id, Draft("And this", [make_stored(anna).id]), parent=post)
    deliver_events()
    before = {one.id: given(None, one) for one in (post, below)}
    privacy.set_private(anna.id, is_private=True)
    for one in (post, below):
        assert not sees(None, one)
        assert not sees(make_account().id, one)
        assert sees(ben.id, one)
    deliver_events()
    for one in (post, below):
        assert {fetch(url).status for url in before[one.id]} == {404}
        assert {fetch(url).status for url in given(ben.id, one)} == {200}
        assert all("/signed/" in url for url in given(ben.id, one))
        assert Media.find(Post.find(one.id).body["media"][0]["id"]).lies_at.kind == "signed"
        assert not sees(None, one)
    assert (Post.public_ids(Page()).rows, closing(), strays()) == ([], set(), set())
    assert not Post.find(post.id).edited_at
    privacy.set_private(anna.id, is_private=False)
    deliver_events()
    assert {fetch(url).status for one in (post, below) for url in given(None, one)} == {200}
    assert Post.public_ids(Page()).rows == ([post.id] if access == PUBLIC else [])
    assert strays() == set()


def test_what_was_sold_stays_with_its_buyer_and_is_offered_to_those_who_follow():
    anna, buyer, ben, eve = (make_account() for _ in range(4))
    let_sell(anna)
    timelines.follow(ben.id, anna.id)
    post = publish(anna, PRICE)
    grant(buyer.id, post_key(post.id))
    for step in (lambda: privacy.set_private(anna.id, is_private=True), deliver_events):
        step()
        assert views.find(buyer.id, post.id).state.may_see
        assert {fetch(url).status for url in given(buyer.id, post)} == {200}
        assert views.find(ben.id, post.id).is_locked
        assert not sees(eve.id, post)
        assert not sees(None, post)


def test_making_it_private_is_finished_wherever_it_is_cut(monkeypatch: pytest.MonkeyPatch):
    def begin() -> tuple[Account, Post]:
        anna = make_account()
        return anna, publish(anna)

    pairs = every_kill(monkeypatch, begin, lambda pair: privacy.set_private(pair[0].id, is_private=True))
    drop_events()
    deliver_events()
    done = [bool(Account.find(anna.id).is_private) for anna, _ in pairs]
    assert [bool(Post.find(post.id).is_private) for _, post in pairs] == done
    assert 0 < sum(done) < len(done)
    assert (closing(), strays()) == (set(), set())


def test_a_walk_is_finished_wherever_it_is_cut(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(telling, "POSTS_AT_ONCE", 2)

    def begin() -> tuple[Account, list[Post]]:
        anna = make_account()
        found = [publish(anna) for _ in range(3)]
        comments.write(anna.id, found[0].id, Draft("Mine"))
        # Without the messages of `set_private`, which would finish what is cut here.
        assert change(Account.find(anna.id), is_private=True)
        return anna, found

    def walk(pair: tuple[Account, list[Post]]) -> None:
        version = int(Account.find(pair[0].id).privacy_version)
        walks.work_off({"privacy": pair[0].id, "version": version})

    pairs = every_kill(monkeypatch, begin, walk)
    # SQS gives a message again whose function died; that of a page beyond is one of its own.
    deliver_events()
    for anna, _ in pairs:
        walks.work_off({"privacy": anna.id, "version": 1, "is_last": True})
    deliver_events()
    assert {bool(Post.find(post.id).is_private) for _, found in pairs for post in found} == {True}
    assert (closing(), strays()) == (set(), set())


def test_a_walk_of_an_earlier_change_does_nothing():
    anna = make_account()
    post = publish(anna)
    for is_private in (True, False, True):
        privacy.set_private(anna.id, is_private=is_private)
    walks.work_off({"privacy": anna.id, "version": 1, "is_last": True})
    assert (bool(Post.find(post.id).is_private), closing()) == (False, {anna.id})
    deliver_events()
    assert (bool(Post.find(post.id).is_private), closing()) == (True, set())


def test_a_post_and_a_comment_that_come_at_the_same_time_are_private(monkeypatch: pytest.MonkeyPatch):
    anna, ben = make_account(), make_account()
    timelines.follow(ben.id, anna.id)
    old = make_post(anna)
    deliver_events()
    real, locked = publishing.create, [False]

    def create(*args: Any) -> None:
        if not locked[0]:
            locked[0] = True
            privacy.set_private(anna.id, is_private=True)
            deliver_events()
        real(*args)

    monkeypatch.setattr(publishing, "create", create)
    for publish_one in (lambda: make_post(anna), lambda: comments.write(ben.id, old.id, Draft("So?"))):
        locked[0] = False
        privacy.set_private(anna.id, is_private=False)
        deliver_events()
        with pytest.raises(RossgramError):
            publish_one()
        assert publish_one().is_private
    listed = Post.ids_in(listings.names(anna.id, comments=False), Page()).rows
    assert listed
    assert all(Post.find(post_id).is_private for post_id in listed)


@pytest.mark.parametrize("terms", [Terms(UNLISTED), Terms(PUBLIC)])
def test_an_edit_of_a_private_accounts_post_does_not_open_it(terms: Terms):
    anna = make_account()
    privacy.set_private(anna.id, is_private=True)
    deliver_events()
    post = publish(anna)
    photos = [one["id"] for one in post.body["media"]]
    posts.edit(anna.id, post.id, Draft("Another walk", photos), {}, terms)
    deliver_events()
    assert not sees(None, post)
    assert all("/signed/" in url for url in given(anna.id, post))
    assert Post.public_ids(Page()).rows == []


def test_posts_for_followers_stay_where_they_are():
    anna, ben = make_account(), make_account()
    timelines.follow(ben.id, anna.id)
    post = publish(anna, FOLLOWERS)
    before = given(ben.id, post)
    privacy.set_private(anna.id, is_private=True)
    deliver_events()
    assert given(ben.id, post) == before
    assert {fetch(url).status for url in before} == {200}
