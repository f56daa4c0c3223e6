"""A closed account: its bytes leave all places that others know of, buyers keep theirs, and no cut leaves anything."""

import pytest

from chalicelib.models.money.grants import post_key
from chalicelib.models.paging import Page
from chalicelib.models.people.accounts import Account
from chalicelib.models.people.closed import LEAVING, SUSPENDED, change
from chalicelib.models.people.privacy import ClosingAccounts
from chalicelib.models.photos.lists import listings
from chalicelib.models.photos.media import Media
from chalicelib.models.photos.posts import CAMPAIGN, FOLLOWERS, PRICE, PUBLIC, UNLISTED, Post
from chalicelib.services.people.relationships import closed, privacy
from chalicelib.services.photos import comments, offers, posts, timelines, views
from chalicelib.services.photos.files import closed as walks
from chalicelib.services.photos.files import telling
from chalicelib.services.photos.posts import Draft
from tests.kit.edge import follow as fetch
from tests.kit.events import deliver_events, drop_events
from tests.kit.factories import make_account
from tests.kit.killing import every_kill
from tests.kit.money.paid import OFFERS, empty_bucket, grant, let_sell, objects, strays, upload
from tests.kit.stored import make_stored
from tests.services.photos.test_privacy import given, publish, sees

REASONS = (LEAVING, SUSPENDED)


def closing() -> set[str]:
    return {one for row in ClosingAccounts.scan() for one in row.closed_ids or ()}


@pytest.fixture(autouse=True)
def _stage(monkeypatch: pytest.MonkeyPatch) -> None:
    empty_bucket()
    monkeypatch.setattr(offers, "resolve", lambda _, access, *__, **___: OFFERS.get(access))


@pytest.mark.parametrize("reason", REASONS)
@pytest.mark.parametrize("access", [PUBLIC, UNLISTED, FOLLOWERS, PRICE, CAMPAIGN])
def test_no_address_that_was_given_out_works_while_an_account_is_closed(access: str, reason: str):
    anna, ben = make_account(), make_account()
    let_sell(anna)
    timelines.follow(ben.id, anna.id)
    post = publish(anna, access)
    below = posts.publish(anna.id, Draft("And this", [make_stored(anna).id]), parent=post)
    deliver_events()
    before = {url for viewer in (None, ben.id, anna.id) if sees(viewer, post) for url in given(viewer, post)}
    before |= set(given(ben.id, below)) if sees(ben.id, below) else set()
    # A signed address is the same for all its viewers, and lasts until the files move.
    others = {url for url in before if "/rossgram/v1/media/" not in url}
    assert others
    assert {fetch(url).status for url in others} == {200}
    closed.close(anna.id, reason)
    deliver_events()
    for one in (post, below):
        assert not sees(None, one)
        assert not sees(ben.id, one)
    assert {url for url in others if fetch(url).status == 200} == set()
    assert (Post.public_ids(Page()).rows, closing(), strays()) == ([], set(), set())
    assert not {key for key in objects() if key.startswith("media/")}
    assert Post.ids_in(listings.names(anna.id, (listings.ALL, listings.FOLLOWERS), comments=True), Page()).rows == []
    assert {fetch(url).status for url in given(anna.id, post)} == {200}
    assert not Post.find(post.id).edited_at
    closed.reopen(anna.id, reason)
    deliver_events()
    assert {fetch(url).status for url in given(ben.id, post)} == {200}
    assert Post.public_ids(Page()).rows == ([post.id] if access not in {UNLISTED, FOLLOWERS} else [])
    assert (closing(), strays()) == (set(), set())


@pytest.mark.parametrize("reason", REASONS)
def test_the_pictures_of_a_closed_account_leave_the_open_and_come_back(reason: str):
    anna = make_account()
    post = publish(anna)
    for purpose in ("avatar", "header"):
        upload(anna, purpose=purpose)
    deliver_events()
    account = Account.find(anna.id)
    before = {f"media/{account.avatar_key}/avatar.jpg", f"media/{account.header_key}/header.jpg"}
    assert before <= objects()
    closed.close(anna.id, reason)
    deliver_events()
    assert not {key for key in objects() if key.startswith("media/")}
    assert Post.find(post.id).author["avatar"] == ""
    closed.reopen(anna.id, reason)
    deliver_events()
    account = Account.find(anna.id)
    after = {f"media/{account.avatar_key}/{file}.jpg" for file in ("avatar", "square")}
    assert after | {f"media/{account.header_key}/header.jpg"} <= objects()
    assert Post.find(post.id).author == account.snapshot()
    assert not before & objects()
    assert strays() == set()


def test_what_was_bought_stays_with_its_buyers_and_nobody_else_finds_it():
    anna, buyer, eve = (make_account() for _ in range(3))
    let_sell(anna)
    post = publish(anna, PRICE)
    comments.write(anna.id, post.id, Draft("Thanks"))
    grant(buyer.id, post_key(post.id))
    for step in (lambda: closed.close(anna.id, LEAVING), deliver_events):
        step()
        assert views.find(buyer.id, post.id).state.may_see
        assert {fetch(url).status for url in given(buyer.id, post)} == {200}
        assert not sees(eve.id, post)
        assert not sees(None, post)


def test_closing_is_finished_wherever_it_is_cut(monkeypatch: pytest.MonkeyPatch):
    def begin() -> tuple[Account, Post]:
        anna = make_account()
        return anna, publish(anna)

    pairs = every_kill(monkeypatch, begin, lambda pair: closed.close(pair[0].id, LEAVING))
    drop_events()
    deliver_events()
    done = [bool(Account.find(anna.id).closed) for anna, _ in pairs]
    assert [bool(Post.find(post.id).closed_by) for _, post in pairs] == done
    assert 0 < sum(done) < len(done)
    assert (closing(), strays()) == (set(), set())


@pytest.mark.parametrize("opens", [False, True])
def test_a_walk_is_finished_wherever_it_is_cut(monkeypatch: pytest.MonkeyPatch, opens: bool):
    monkeypatch.setattr(telling, "POSTS_AT_ONCE", 2)
    eve = make_account()
    under = publish(eve)

    def begin() -> tuple[Account, list[Post]]:
        anna = make_account()
        upload(anna, purpose="avatar")
        found = [publish(anna) for _ in range(2)]
        found += [comments.write(anna.id, found[0].id, Draft("Mine")), comments.write(eve.id, found[0].id, Draft("?"))]
        found += [comments.write(anna.id, under.id, Draft("Below"))]
        deliver_events()
        if opens:
            closed.close(anna.id, LEAVING)
            deliver_events()
        # Without the messages of the service, which would finish what is cut here.
        assert change(Account.find(anna.id), None if opens else LEAVING)
        return anna, found

    def walk(pair: tuple[Account, list[Post]]) -> None:
        version = int(Account.find(pair[0].id).closed_version)
        walks.step({"closed": pair[0].id, "version": version, "is_last": True})

    pairs = every_kill(monkeypatch, begin, walk)
    deliver_events()
    for pair in pairs:
        # SQS gives a message again whose function died.
        walk(pair)
    deliver_events()
    assert {bool(Post.find(post.id).closed_by) for _, found in pairs for post in found} == {not opens}
    kind = "open" if opens else "signed"
    assert {Media.find(str(Account.find(anna.id).avatar_media_id)).lies_at.kind for anna, _ in pairs} == {kind}
    assert (closing(), strays()) == (set(), set())


def test_a_walk_of_an_earlier_change_or_of_an_account_that_is_gone_does_nothing():
    anna = make_account()
    post = publish(anna)
    closed.close(anna.id, LEAVING)
    closed.reopen(anna.id, LEAVING)
    walks.step({"closed": anna.id, "version": 1, "is_last": True})
    walks.step({"closed": "1", "version": 1, "is_last": True})
    assert Post.find(post.id).closed_by is None
    deliver_events()
    assert sees(None, post)


def test_an_account_that_is_private_too_is_private_when_it_comes_back():
    anna, ben = make_account(), make_account()
    timelines.follow(ben.id, anna.id)
    post = publish(anna)
    closed.close(anna.id, LEAVING)
    privacy.set_private(anna.id, is_private=True)
    deliver_events()
    assert not sees(ben.id, post)
    closed.reopen(anna.id, LEAVING)
    deliver_events()
    assert sees(ben.id, post)
    assert not sees(None, post)
    assert {fetch(url).status for url in given(ben.id, post)} == {200}
