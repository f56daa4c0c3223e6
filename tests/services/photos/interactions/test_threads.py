"""Muted conversations: everything in them says so, and nothing of them is told."""

import pytest

from chalicelib.models.people import barriers
from chalicelib.models.people.accounts import Account
from chalicelib.services.people.relationships import blocks, mutes
from chalicelib.services.photos import comments, likes
from chalicelib.services.photos.interactions import reblogs
from chalicelib.services.photos.posts import Draft
from tests.handlers.entities import STATUS, faults
from tests.kit.client import Client
from tests.kit.events import deliver_events
from tests.kit.factories import make_account, make_post, make_token


def told(client: Client) -> list[tuple[str, str]]:
    return sorted((one["type"], one["status"]["id"]) for one in client.get("/api/v1/notifications").json())


@pytest.mark.parametrize("where", ["the post", "a comment"])
def test_a_muted_conversation_says_so_and_tells_nothing(where: str, anna: Account, ben: Account):
    post, other, client = make_post(anna), make_post(anna), Client(make_token(anna))
    comment = comments.write(ben.id, post.id, Draft("Lovely"))
    at = post if where == "the post" else comment
    answer = client.post(f"/api/v1/statuses/{at.id}/mute").json()
    assert (answer["id"], answer["muted"], faults(answer, STATUS)) == (at.id, True, [])

    likes.like(ben.id, post.id)
    reblogs.reblog(ben.id, post.id)
    below = comments.write(ben.id, comment.id, Draft(f"And @{anna.handle}"))
    likes.like(ben.id, other.id)
    deliver_events()

    assert told(client) == [("favourite", other.id)]
    assert client.get("/api/v1/notifications/unread_count").json()["count"] == 1
    muted = {one: client.get(f"/api/v1/statuses/{one}").json()["muted"] for one in (post.id, below.id, other.id)}
    assert muted == {post.id: True, below.id: True, other.id: False}
    assert [one["muted"] for one in client.get(f"/api/v1/accounts/{anna.id}/statuses").json()] == [False, True]
    assert Client(make_token(ben)).get(f"/api/v1/statuses/{post.id}").json()["muted"] is False

    assert client.post(f"/api/v1/statuses/{post.id}/unmute").json()["muted"] is False
    assert len(told(client)) == 5


def test_a_conversation_stays_muted_however_much_else_is(anna: Account, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(barriers, "MOST_IN_A_QUERY", 3)
    for _ in range(5):
        mutes.mute(anna.id, make_account().id)
    post, client = make_post(anna), Client(make_token(anna))
    client.post(f"/api/v1/statuses/{post.id}/mute")
    for path in (f"statuses/{post.id}", f"accounts/{anna.id}/statuses"):
        found = client.get(f"/api/v1/{path}").json()
        assert (found if isinstance(found, dict) else found[0])["muted"] is True


def test_a_muted_conversation_is_nobody_who_is_muted(anna: Account):
    client = Client(make_token(anna))
    client.post(f"/api/v1/statuses/{make_post(make_account()).id}/mute")
    assert client.get("/api/v1/mutes").json() == []


@pytest.mark.parametrize("where", ["the post", "a comment", "a reblog"])
def test_the_mute_of_a_conversation_that_one_no_longer_sees_is_taken_back_once(where: str, anna: Account, ben: Account):
    post, eve = make_post(anna), make_account()
    client, stranger = Client(make_token(ben)), Client(make_token(eve))
    at = {"the post": post.id, "a comment": comments.write(anna.id, post.id, Draft("Lovely")).id}.get(where)
    at = at or reblogs.reblog(anna.id, post.id).post.id
    assert client.post(f"/api/v1/statuses/{at}/mute").json()["muted"] is True
    blocks.block(anna.id, ben.id)
    blocks.block(anna.id, eve.id)

    answer = client.post(f"/api/v1/statuses/{at}/unmute")
    assert (answer.status_code, answer.json()["muted"], answer.json()["content"]) == (200, False, "")
    for one in (client, stranger):
        hidden, missing = (one.post(f"/api/v1/statuses/{each}/unmute") for each in (at, "1"))
        assert (hidden.status_code, hidden.json()) == (missing.status_code, missing.json()) == (404, missing.json())
