"""Reblogs: what is shown again, to whom, where, and what is left of it when anything of it ends."""

from typing import Any

import pytest

from chalicelib.errors import NotFound
from chalicelib.models.people.accounts import Account
from chalicelib.models.photos.posts import FOLLOWERS, PRICE, PUBLIC, TIER, UNLISTED, Post
from chalicelib.models.photos.sharing import reblogs as stored
from chalicelib.models.photos.timelines import Home
from chalicelib.services.people.relationships import blocks, mutes, privacy
from chalicelib.services.photos import bookmarks, comments, likes, offers, posts, timelines
from chalicelib.services.photos.interactions import reblogs
from chalicelib.services.photos.offers import Terms
from chalicelib.services.photos.posts import Draft
from tests.handlers.entities import ACCOUNT, STATUS, faults
from tests.handlers.test_pages import walk
from tests.kit.client import Client
from tests.kit.events import deliver_events
from tests.kit.factories import make_account, make_follow, make_post, make_token
from tests.kit.money.paid import OFFERS
from tests.services.photos.interactions.shown import NOTHING, ONE, home, rows, shown_to


def test_a_reblog_is_shown_to_followers_counted_told_and_taken_back(anna: Account, ben: Account, cleo: Account):
    post, client = make_post(anna), Client(make_token(ben))
    deliver_events()

    for _ in range(2):
        made = client.post(f"/api/v1/statuses/{post.id}/reblog").json()
        assert faults(made, STATUS) == [] == faults(made["reblog"], STATUS)
        assert (made["account"]["id"], made["reblog"]["account"]["id"]) == (ben.id, anna.id)
        assert (made["reblog"]["id"], made["reblog"]["reblogs_count"], made["reblogged"]) == (post.id, 1, True)
        assert (made["media_attachments"], len(made["reblog"]["media_attachments"])) == ([], 1)
    deliver_events()

    assert home(cleo) == [(made["id"], post.id)]
    assert (rows(), Post.find(post.id).reblogs_count) == (ONE, 1)
    told = Client(make_token(anna)).get("/api/v1/notifications").json()
    assert [(one["type"], one["account"]["id"], one["status"]["id"]) for one in told] == [("reblog", ben.id, post.id)]
    by = Client().get(f"/api/v1/statuses/{made['id']}/reblogged_by").json()
    assert [(one["id"], faults(one, ACCOUNT)) for one in by] == [(ben.id, [])]

    for path in (made["id"], post.id):
        back = client.post(f"/api/v1/statuses/{path}/unreblog")
        if back.status_code == 404:
            back = client.post(f"/api/v1/statuses/{post.id}/unreblog")
        assert (back.json()["id"], back.json()["reblogged"], back.json()["reblogs_count"]) == (post.id, False, 0)
    deliver_events()
    assert (home(cleo), rows(), Post.find(post.id).reblogs_count) == ([], NOTHING, 0)
    assert Client(make_token(anna)).get("/api/v1/notifications").json() == []


def test_what_is_done_to_a_reblog_is_done_to_what_it_shows(anna: Account, ben: Account, cleo: Account):
    post = make_post(anna)
    made = reblogs.reblog(ben.id, post.id).post
    assert likes.like(cleo.id, made.id).post.id == bookmarks.bookmark(cleo.id, made.id).post.id == post.id
    assert comments.write(cleo.id, made.id, Draft("Lovely")).parent_id == post.id
    assert reblogs.reblog(cleo.id, made.id).proper.post.id == post.id
    deliver_events()
    assert (Post.find(post.id).likes_count, Post.find(post.id).reblogs_count) == (1, 2)
    assert not likes.unlike(cleo.id, made.id).state.is_liked
    assert not bookmarks.unbookmark(cleo.id, made.id).state.is_bookmarked
    answer = Client(make_token(ben)).put(f"/api/v1/statuses/{made.id}", json={"status": "Mine"})
    assert answer.status_code == 404


def test_a_profile_has_reblogs_unless_they_are_left_out(anna: Account, ben: Account):
    client = Client()
    made = reblogs.reblog(ben.id, make_post(anna).id).post.id
    own = make_post(ben).id
    path = f"/api/v1/accounts/{ben.id}/statuses"
    asked: dict[str, list[str]] = {"": [own, made], "?exclude_reblogs=true": [own], "?only_media=true": [own]}
    assert {query: [one["id"] for one in client.get(path + query).json()] for query in asked} == asked
    assert walk(client, f"{path}?limit=1", "next") == [[own], [made]]
    assert client.get("/api/v1/timelines/public").json()[0]["id"] == own
    assert made not in [one["id"] for one in client.get("/api/v1/timelines/public").json()]


@pytest.mark.parametrize("access", [FOLLOWERS, PRICE, TIER])
def test_what_is_not_for_everybody_is_not_reblogged(
    access: str, anna: Account, ben: Account, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(offers, "resolve", lambda _, access, *__, **___: OFFERS.get(access))
    make_follow(ben, anna)
    post = make_post(anna, access=access, offer=OFFERS.get(access))
    answer = Client(make_token(ben)).post(f"/api/v1/statuses/{post.id}/reblog")
    assert (answer.status_code, rows()) == (422, NOTHING)
    is_own_allowed = access == FOLLOWERS
    own = Client(make_token(anna)).post(f"/api/v1/statuses/{post.id}/reblog")
    assert own.status_code == (200 if is_own_allowed else 422)
    if is_own_allowed:
        assert own.json()["visibility"] == "private"


def test_a_post_that_changes_its_audience_meanwhile_is_not_reblogged(
    anna: Account, ben: Account, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(offers, "resolve", lambda _, access, *__, **___: OFFERS.get(access))
    post, real = make_post(anna), stored.of

    def sell_meanwhile(*given: Any) -> Post:
        _sell(anna, post)
        return real(*given)

    monkeypatch.setattr(stored, "of", sell_meanwhile)
    with pytest.raises(NotFound):
        reblogs.reblog(ben.id, post.id)
    assert rows() == NOTHING


def _sell(anna: Account, post: Post) -> None:
    media_ids = [item["id"] for item in post.body["media"]]
    posts.edit(anna.id, post.id, Draft("A walk", media_ids), {}, Terms(PRICE, OFFERS[PRICE]))


# What happens after a reblog, after which those who follow whoever reblogged are not shown it any more.
ENDINGS: dict[str, Any] = {
    "for sale": lambda anna, ben, cleo, post: _sell(anna, post),
    "its author private": lambda anna, ben, cleo, post: privacy.set_private(anna.id, is_private=True),
    "its author blocks the reader": lambda anna, ben, cleo, post: blocks.block(anna.id, cleo.id),
    "the reader blocks its author": lambda anna, ben, cleo, post: blocks.block(cleo.id, anna.id),
    "its author muted": lambda anna, ben, cleo, post: mutes.mute(cleo.id, anna.id),
    "who reblogged muted": lambda anna, ben, cleo, post: mutes.mute(cleo.id, ben.id),
    "who reblogged blocks the reader": lambda anna, ben, cleo, post: blocks.block(ben.id, cleo.id),
    "who reblogged unfollowed": lambda anna, ben, cleo, post: timelines.unfollow(cleo.id, ben.id),
    "deleted": lambda anna, ben, cleo, post: posts.delete(anna.id, post.id),
}


@pytest.mark.parametrize("is_delivered", [False, True], ids=["at once", "after the messages"])
@pytest.mark.parametrize("ending", ENDINGS)
def test_a_reblog_shows_what_its_viewer_may_see_at_that_moment(
    ending: str, is_delivered: bool, anna: Account, ben: Account, cleo: Account, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(offers, "resolve", lambda _, access, *__, **___: OFFERS.get(access))
    post = make_post(anna)
    made = reblogs.reblog(ben.id, post.id).post
    deliver_events()
    assert shown_to(cleo) == [post.id]
    ENDINGS[ending](anna, ben, cleo, post)
    if is_delivered:
        deliver_events()
    assert shown_to(cleo) == []
    is_muted = "muted" in ending or "unfollowed" in ending
    assert Client(make_token(cleo)).get(f"/api/v1/statuses/{made.id}").status_code == (200 if is_muted else 404)


def test_what_a_private_account_reblogs_is_for_its_followers(anna: Account, ben: Account, cleo: Account):
    before = reblogs.reblog(ben.id, make_post(anna).id).post.id
    deliver_events()
    privacy.set_private(ben.id, is_private=True)
    path = f"/api/v1/statuses/{before}"
    for _ in range(2):
        assert Client().get(path).status_code == Client(make_token(make_account())).get(path).status_code == 404
        assert Client(make_token(cleo)).get(path).status_code == 200
        deliver_events()
    later = reblogs.reblog(ben.id, make_post(anna).id).post.id
    assert Client().get(f"/api/v1/statuses/{later}").status_code == 404


def test_a_home_shows_a_post_once_however_many_reblog_it(anna: Account, ben: Account, cleo: Account):
    dora = make_account()
    make_follow(cleo, dora)
    post = make_post(anna)
    reblogs.reblog(ben.id, post.id)
    made = reblogs.reblog(dora.id, post.id).post.id
    deliver_events()
    assert home(cleo) == [(made, post.id)]
    timelines.follow(cleo.id, anna.id)
    deliver_events()
    assert home(cleo) == [(post.id, None)]


def test_what_very_large_accounts_reblog_is_pulled(
    anna: Account, ben: Account, cleo: Account, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("chalicelib.config.PULL_ABOVE", -1)
    post = make_post(anna)
    made = reblogs.reblog(ben.id, post.id).post.id
    deliver_events()
    assert Home.of(cleo.id).pulled == {ben.id}
    assert home(cleo) == [(made, post.id)]


@pytest.mark.parametrize("access", [PUBLIC, UNLISTED])
def test_who_sees_a_reblog_is_said_with_it_or_by_default(access: str, anna: Account, ben: Account):
    answer = Client(make_token(ben)).post(f"/api/v1/statuses/{make_post(anna).id}/reblog", json={"visibility": access})
    assert answer.json()["visibility"] == access
    cleo = make_account(default_privacy="private")
    assert reblogs.reblog(cleo.id, make_post(anna).id).post.access == FOLLOWERS
