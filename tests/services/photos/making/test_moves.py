"""A photo that is made anew while it is sold, or is given away, lies in its one place, whole."""

from typing import Any

import pytest

from chalicelib.models.people.accounts import Account
from chalicelib.models.photos.making import exchanges
from chalicelib.models.photos.media import Media
from chalicelib.models.photos.posts import PUBLIC, Post
from chalicelib.services.photos import posts
from chalicelib.services.photos.files import moves
from chalicelib.services.photos.making import remaking
from chalicelib.services.photos.offers import Terms
from chalicelib.services.photos.posts import Draft
from tests.kit.factories import make_account
from tests.kit.money.paid import PRICED, let_sell, place_of, strays
from tests.services.photos.making.stage import Old, clear, make_old, once

OPEN, PAID = "open", "paid and shown locked"
SOLD, GIVEN = Terms("price", PRICED), Terms(PUBLIC)

STEPS = [(moves, "_announce"), (exchanges, "swap")]


@pytest.fixture
def anna() -> Account:
    account = make_account()
    let_sell(account)
    return account


@pytest.fixture
def old(anna: Account) -> Old:
    clear()
    return make_old(anna)


def under(post: Post, terms: Terms) -> Post:
    draft = Draft(caption=Post.find(post.id).body["caption"])
    return posts.edit(post.author_id, post.id, draft, {}, terms)


def assert_in(old: Old, place: Any) -> None:
    """Check that a photo has been made anew, and lies in one place and nowhere else."""
    item, post = Media.find(old[0].id), Post.find(old[1].id)
    assert item.key != old[0].key
    assert post.body["media"][0]["key"] == item.key
    assert place_of(item) == place
    assert strays() == set()
    assert [item.due] == [None]


def test_a_paid_photo_is_made_anew_where_it_lies(old: Old):
    under(old[1], SOLD)

    remaking.remake(old[0].id)

    assert_in(old, PAID)


@pytest.mark.parametrize(("before", "after", "place"), [(GIVEN, SOLD, PAID), (SOLD, GIVEN, OPEN)])
@pytest.mark.parametrize("step", STEPS, ids=lambda step: step[1])
def test_a_move_that_comes_first_is_followed(
    old: Old, monkeypatch: pytest.MonkeyPatch, before: Terms, after: Terms, place: Any, step: tuple[Any, str]
):
    under(old[1], before)
    once(monkeypatch, *step, lambda: under(old[1], after))

    remaking.remake(old[0].id)

    assert_in(old, place)


@pytest.mark.parametrize(("before", "after", "place"), [(GIVEN, SOLD, PAID), (SOLD, GIVEN, OPEN)])
def test_a_move_that_comes_second_moves_the_new_files(
    old: Old, monkeypatch: pytest.MonkeyPatch, before: Terms, after: Terms, place: Any
):
    under(old[1], before)
    once(monkeypatch, moves, "_copy", lambda: remaking.remake(old[0].id))

    under(old[1], after)

    assert_in(old, place)
