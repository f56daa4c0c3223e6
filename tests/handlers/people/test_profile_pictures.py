"""Avatars and headers are taken off, by the paths of both worlds, and OpenID clients are told who somebody is."""

from typing import Any

import pytest

from chalicelib.models.people.accounts import Account
from chalicelib.models.photos.media import Media
from chalicelib.models.photos.posts import Post
from chalicelib.services.photos import media, posts
from chalicelib.services.photos.making import pictures
from chalicelib.services.photos.posts import Draft
from tests.handlers.entities import ACCOUNT, faults
from tests.kit.client import Client
from tests.kit.events import deliver_events
from tests.kit.factories import make_account, make_post, make_token
from tests.kit.killing import every_kill
from tests.kit.photos import make_photo
from tests.services.photos.test_media import renditions


def with_picture(owner: Account, purpose: str) -> Media:
    item = media.begin(owner.id, make_photo(400, 300), "image/jpeg", purpose=purpose)
    deliver_events()
    return item


@pytest.mark.parametrize(
    ("path", "purpose"),
    [
        ("v1/profile/avatar", "avatar"),
        ("v1/profile/header", "header"),
        ("v1.1/accounts/avatar", "avatar"),
        ("pixelfed/v1/accounts/avatar", "avatar"),
    ],
)
def test_a_picture_is_taken_off_the_account_and_its_posts_and_its_files_are_gone(path: str, purpose: str):
    owner = make_account()
    post = posts.publish(owner.id, Draft(caption="x"))
    item = with_picture(owner, purpose)
    client = Client(make_token(owner))
    before = client.get("/api/v1/accounts/verify_credentials").json()[purpose]
    assert item.key in before
    for _ in range(2):
        answer = client.delete(f"/api/{path}")
        assert (answer.status_code, faults(answer.json(), ACCOUNT)) == (200, [])
        assert answer.json()[purpose] == f"http://localhost:8000/media/missing/{purpose}.jpg"
    deliver_events()
    assert renditions(item) == set()
    with pytest.raises(Exception, match="not found"):
        Media.find(item.id)
    assert Post.find(post.id).author[purpose] == ""
    assert Client().delete(f"/api/{path}").status_code == 401
    assert Client(make_token(owner, scopes="read")).delete(f"/api/{path}").status_code == 403


def test_a_picture_that_is_taken_off_and_cut_anywhere_is_gone_or_still_there(monkeypatch: pytest.MonkeyPatch):
    def begin() -> tuple[Account, Post, Media]:
        owner = make_account()
        post = posts.publish(owner.id, Draft(caption="x"))
        return owner, post, with_picture(owner, "avatar")

    def act(made: tuple[Account, Post, Media]) -> None:
        pictures.take_off(made[0].id, "avatar")

    for owner, post, item in every_kill(monkeypatch, begin, act):
        deliver_events()
        shown = Account.find(owner.id).avatar_key or ""
        assert shown in ("", item.key)
        assert Post.find(post.id).author["avatar"] == shown
        # Files of what is shown are there; others the sweeper finds, because the row is due.
        assert bool(renditions(item)) or not shown
        is_due = item.id in Media.due_ids(2**40, 100)
        assert not renditions(item) or shown or is_due


def test_an_openid_client_is_told_who_somebody_is():
    anna = make_account("anna", display_name="Anna B")
    told = Client().get("/.well-known/oauth-authorization-server").json()["userinfo_endpoint"]
    found: dict[str, Any] = Client(make_token(anna, scopes="profile")).get(told).json()
    assert (found["preferred_username"], found["name"]) == ("anna", "Anna B")
    assert found["sub"] == found["profile"] == "http://localhost:8000/@anna"
    assert found["iss"] == Client().get("/.well-known/oauth-authorization-server").json()["issuer"]
    assert found["picture"].startswith("http://localhost:8000/media/")
    assert Client().get("/oauth/userinfo").status_code == 401
    assert Client(make_token(anna, scopes="write")).get("/oauth/userinfo").status_code == 403


def test_what_mastodon_took_out_answers_as_it_does_there():
    anna, ben = make_account(), make_account()
    post, hidden = make_post(anna), make_post(anna, access="private")
    client = Client(make_token(ben))
    assert client.get(f"/api/v1/accounts/{anna.id}/identity_proofs").json() == []
    assert client.get("/api/v1/accounts/115000000000000000/identity_proofs").status_code == 404
    assert client.get(f"/api/v1/statuses/{post.id}/card").json() == {}
    assert client.get(f"/api/v1/statuses/{hidden.id}/card").status_code == 404


def test_pixelfeds_app_finds_an_account_by_its_handle():
    anna, ben = make_account("anna"), make_account("ben")
    client = Client(make_token(ben))
    for root in ("v1.1", "pixelfed/v1"):
        for handle in ("anna", "Anna", "@anna@localhost:8000"):
            found = client.get(f"/api/{root}/accounts/username/{handle}").json()
            assert (found["id"], faults(found, ACCOUNT)) == (anna.id, [])
        assert client.get(f"/api/{root}/accounts/username/nobody").status_code == 404
