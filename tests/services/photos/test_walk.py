"""A walk of all addresses: whoever was given one, whatever happened to the post, and what the address gives now."""

from datetime import timedelta

import pytest
import time_machine

from chalicelib.gateways import storage
from chalicelib.models.photos.posts import CAMPAIGN, FOLLOWERS, PRICE, PUBLIC, TIER, UNLISTED, Post
from chalicelib.models.photos.sharing.audiences import BY_HAND, CLOSE_FRIENDS, LIST, ME
from chalicelib.services.photos import offers
from chalicelib.services.photos.files.addresses import LOCKED, MOTION, ORIGINAL, kind_of
from tests.kit.edge import follow
from tests.kit.money.paid import empty_bucket, strays
from tests.kit.walk import ACCESSES, CHANGES, RULES, VIEWERS, Scene

# Posts that are reached by the same kind of address keep it when they become each other, but where that is one for all
# of those who may see it, and fewer or others may.
ALIKE = ({PUBLIC, UNLISTED}, {FOLLOWERS}, {ME}, {CLOSE_FRIENDS}, {LIST}, {PRICE, TIER, CAMPAIGN})
SIGNED = {FOLLOWERS, *BY_HAND}
BECOMES = {
    "public": PUBLIC,
    "unlisted": UNLISTED,
    "followers": FOLLOWERS,
    "only me": ME,
    "close friends": CLOSE_FRIENDS,
    "a list": LIST,
    "for sale": PRICE,
    "for subscribers": TIER,
    "for backers": CAMPAIGN,
}
STAYS = {"nothing", "new words", "rights end", "author blocks"}
PRIVACY = {"author private", "author private and public again"}
NOON = "2026-11-26T12:00:00Z"


@pytest.fixture(autouse=True)
def _offers(monkeypatch: pytest.MonkeyPatch) -> None:
    empty_bucket()
    # Nobody's tier or campaign has to be there for who may see a post.
    monkeypatch.setattr(offers, "resolve", lambda _, access, *__, **___: RULES.get(access))


def keeps_addresses(access: str, change: str) -> bool:
    """Tell whether a change leaves the photo in its place."""
    if change in PRIVACY:
        # What was open leaves the open; everything else lies where it may stay.
        return access not in {PUBLIC, UNLISTED}
    return change in STAYS or any({access, BECOMES.get(change, "")} <= alike for alike in ALIKE)


def is_to_work(scene: Scene, change: str, name: str, url: str) -> bool:
    """Tell whether an address that a viewer was given before a change is to work after it."""
    is_photo = not url.endswith(LOCKED)
    if is_photo and "/rossgram/v1/media/" in url:
        # It asks each time: it works for whoever may see the post, as long as the photo is in it.
        return scene.may_see(name) and change not in {"photo taken out", "published anew"}
    return keeps_addresses(scene.access, change)


@pytest.mark.sampled(4)
@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("access", ACCESSES)
def test_an_address_works_exactly_as_long_as_it_is_promised_to(access: str, change: str):
    with time_machine.travel(NOON, tick=False):
        scene = Scene(access)
        before = {name: scene.given(name) for name in VIEWERS}
        assert {name for name in VIEWERS if before[name] and not before[name][0].endswith(LOCKED)} == {
            name for name in VIEWERS if scene.may_see(name)
        }
        assert not [url for urls in before.values() for url in urls if follow(url).status != 200]
        CHANGES[change](scene)
        wrong = [
            (name, url, status)
            for name, urls in before.items()
            for url in urls
            if ((status := follow(url).status) == 200) is not is_to_work(scene, change, name, url)
        ]
        assert wrong == []
        after = {name: scene.given(name) for name in VIEWERS}
        for name, urls in after.items():
            assert bool([url for url in urls if not url.endswith(LOCKED)]) is scene.may_see(name), name
            assert [follow(url).status for url in urls] == [200] * len(urls), name
        # The upload's own address, which its author was given, ends with the first move.
        is_where_it_was = access in SIGNED and keeps_addresses(access, change)
        assert (follow(scene.uploaded).status == 200) is is_where_it_was
        assert strays() == set()


@pytest.mark.parametrize("change", ["nothing", "rights end", "public", "deleted once it was sold", "photo taken out"])
def test_what_moves_works_as_the_photo_does_and_its_original_where_it_stays(change: str):
    with time_machine.travel(NOON, tick=False):
        scene = Scene(PRICE)
        post = Post.find(scene.post.id)
        post.update([Post.body.set(post.body | {"originals": []})])
        for file in (MOTION, ORIGINAL):
            storage.keep_rendition(post.lies_at(post.body["media"][0]).folder + file, b"x", kind_of(file))
        given = {
            (name, file, url.replace("full.jpg", file))
            for name in VIEWERS
            for url in scene.given(name)
            for file in (MOTION, ORIGINAL)
            if "full.jpg" in url
        }
        assert {name for name, *_ in given} == {name for name in VIEWERS if scene.may_see(name)}
        assert {follow(url).status for *_, url in given} == {200}
        CHANGES[change](scene)
        for name, file, url in given:
            # Where it lies by then it is made anew, for whom it is.
            is_there = file == MOTION or change in STAYS
            assert (follow(url).status == 200) is (is_there and is_to_work(scene, change, name, url)), (name, url)
        assert strays() == set()


def test_whoever_was_removed_has_what_they_were_given_for_a_day_at_most():
    with time_machine.travel(NOON, tick=False) as clock:
        scene = Scene(FOLLOWERS)
        given = scene.given("removed")
        scene.end_rights()
        assert scene.given("removed") == []
        assert {follow(url).status for url in given} == {200}
        clock.shift(timedelta(days=1))
        assert {follow(url).status for url in given} == {403}
        assert {follow(url).status for url in scene.given("follower")} == {200}


def test_all_who_may_see_a_signed_photo_have_the_same_address_and_each_their_own_of_a_paid_one():
    with time_machine.travel(NOON, tick=False):
        signed, paid = Scene(FOLLOWERS), Scene(PRICE)
    assert signed.given("author") == signed.given("follower")
    assert len({tuple(paid.given(name)) for name in ("author", "buyer", "ended")}) == 3
    assert paid.given("buyer") == paid.given("buyer")
