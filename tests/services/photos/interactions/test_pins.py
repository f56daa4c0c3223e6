"""Pinned posts: three at most, first on their author's page, and for those alone who may see them."""

import pytest

from chalicelib.models.people.accounts import Account
from chalicelib.models.photos.posts import FOLLOWERS
from chalicelib.models.photos.sharing import pins as stored
from chalicelib.services.people.relationships import blocks, privacy
from chalicelib.services.photos import posts, timelines
from chalicelib.services.photos.interactions import pins
from tests.handlers.entities import STATUS, faults
from tests.kit.client import Client
from tests.kit.factories import make_follow, make_post, make_token


def page(viewer: Account | None, author: Account) -> list[str]:
    """Return the pinned posts that a viewer finds on somebody's page."""
    client = Client(make_token(viewer)) if viewer else Client()
    answer = client.get(f"/api/v1/accounts/{author.id}/statuses?pinned=true")
    return [one["id"] for one in answer.json()] if answer.status_code == 200 else ["none"]


def test_three_posts_are_pinned_the_newest_pin_first_and_told_to_their_author(anna: Account, ben: Account):
    client, ids = Client(make_token(anna)), [make_post(anna).id for _ in range(4)]
    for post_id in (ids[2], ids[0], ids[1], ids[0]):
        answer = client.post(f"/api/v1/statuses/{post_id}/pin").json()
        assert (faults(answer, STATUS), answer["pinned"]) == ([], True)
    assert page(anna, anna) == page(ben, anna) == page(None, anna) == [ids[1], ids[0], ids[2]]
    fourth = client.post(f"/api/v1/statuses/{ids[3]}/pin")
    assert (fourth.status_code, "maximum" in fourth.json()["error"]) == (422, True)
    most = client.get("/api/v2/instance").json()["configuration"]["accounts"]["max_pinned_statuses"]
    assert most == 3
    told = {one["id"]: one["pinned"] for one in client.get(f"/api/v1/accounts/{anna.id}/statuses").json()}
    assert told == {one: one != ids[3] for one in ids}
    assert not any(one["pinned"] for one in Client(make_token(ben)).get(f"/api/v1/accounts/{anna.id}/statuses").json())
    assert client.post(f"/api/v1/statuses/{ids[0]}/unpin").json()["pinned"] is False
    assert page(ben, anna) == [ids[1], ids[2]]


def test_a_pinned_post_that_was_deleted_makes_place_for_another(anna: Account):
    ids = [make_post(anna).id for _ in range(4)]
    for post_id in ids[:3]:
        pins.pin(anna.id, post_id)
    posts.delete(anna.id, ids[1])
    assert page(None, anna) == [ids[2], ids[0]]
    pins.pin(anna.id, ids[3])
    assert page(None, anna) == [ids[3], ids[2], ids[0]]


def test_what_is_not_ones_own_is_not_pinned(anna: Account, ben: Account):
    post = make_post(anna)
    assert Client(make_token(ben)).post(f"/api/v1/statuses/{post.id}/pin").status_code == 422
    assert page(None, ben) == []


def test_pinned_posts_are_for_those_who_may_see_them(anna: Account, ben: Account, cleo: Account):
    make_follow(ben, anna)
    ids = [make_post(anna, access=access).id for access in ("public", FOLLOWERS)]
    for post_id in ids:
        pins.pin(anna.id, post_id)
    everybody = (anna, ben, cleo, None)
    assert [page(one, anna) for one in everybody] == [ids[::-1], ids[::-1], ids[:1], ids[:1]]
    privacy.set_private(anna.id, is_private=True)
    assert [page(one, anna) for one in everybody] == [ids[::-1], ids[::-1], [], []]
    blocks.block(anna.id, ben.id)
    assert page(ben, anna) == ["none"]
    timelines.follow(cleo.id, ben.id)
    blocks.block(cleo.id, anna.id)
    assert page(cleo, anna) == []


def test_two_pins_at_once_are_both_kept_and_never_four(anna: Account, monkeypatch: pytest.MonkeyPatch):
    ids, real = [make_post(anna).id for _ in range(4)], stored.put
    for post_id in ids[:2]:
        pins.pin(anna.id, post_id)

    def pin_meanwhile(account: Account, post_ids: list[str]) -> bool:
        monkeypatch.setattr(stored, "put", real)
        pins.pin(anna.id, ids[3])
        return real(account, post_ids)

    monkeypatch.setattr(stored, "put", pin_meanwhile)
    with pytest.raises(Exception, match="maximum"):
        pins.pin(anna.id, ids[2])
    assert page(None, anna) == [ids[3], ids[1], ids[0]]
