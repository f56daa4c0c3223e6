"""Comments that their post's author turned off, and the one that stands first."""

from typing import Any

import pytest

from chalicelib.models.people.accounts import Account
from chalicelib.models.photos.posts import Post
from chalicelib.models.photos.sharing import discussions as stored
from chalicelib.services.photos import comments, posts
from chalicelib.services.photos.interactions import discussions
from chalicelib.services.photos.posts import Draft
from tests.handlers.entities import STATUS, faults
from tests.kit.client import Client
from tests.kit.factories import make_post, make_token


def arrange(client: Client, post: Post, **given: Any) -> tuple[int, Any]:
    answer = client.put(f"/api/rossgram/v1/posts/{post.id}/comments", json=given)
    return answer.status_code, answer.json()


def said(client: Client, parent_id: str) -> int:
    return client.post("/api/v1/statuses", json={"status": "Lovely", "in_reply_to_id": parent_id}).status_code


def test_nobody_comments_where_comments_are_off_and_those_that_are_there_stay(anna: Account, ben: Account):
    post, author, client = make_post(anna), Client(make_token(anna)), Client(make_token(ben))
    before = comments.write(ben.id, post.id, Draft("Lovely"))
    status, found = arrange(author, post, comments_disabled=True)
    assert (status, found["comments_disabled"], faults(found, STATUS)) == (200, True, [])
    assert [said(one, at) for one in (client, author) for at in (post.id, before.id)] == [422] * 4
    assert [one["id"] for one in client.get(f"/api/v1/statuses/{post.id}/context").json()["descendants"]] == [before.id]
    posts.edit(anna.id, post.id, Draft("Another walk"), {})
    assert said(client, post.id) == 422
    assert arrange(author, post, comments_disabled=False)[1]["comments_disabled"] is False
    assert said(client, before.id) == 200


def test_a_comment_is_pinned_by_the_author_of_the_post_alone(anna: Account, ben: Account):
    post, author, client = make_post(anna), Client(make_token(anna)), Client(make_token(ben))
    below = comments.write(ben.id, post.id, Draft("Lovely"))
    elsewhere = comments.write(ben.id, make_post(anna).id, Draft("Lovely"))
    assert arrange(client, post, pinned_comment_id=below.id)[0] == 404
    assert arrange(author, post, pinned_comment_id=elsewhere.id)[0] == 404
    assert arrange(author, below, comments_disabled=True)[0] == 404
    assert arrange(author, post, pinned_comment_id=below.id)[1]["rossgram"]["pinned_comment_id"] == below.id
    assert client.get(f"/api/v1/statuses/{post.id}").json()["rossgram"]["pinned_comment_id"] == below.id
    assert arrange(author, post, comments_disabled=True)[1]["rossgram"]["pinned_comment_id"] == below.id
    assert arrange(author, post, pinned_comment_id="")[1]["rossgram"]["pinned_comment_id"] is None


def test_what_is_said_at_the_same_time_as_an_edit_loses_neither(anna: Account, monkeypatch: pytest.MonkeyPatch):
    post, real = make_post(anna), stored.say

    def edit_meanwhile(found: Post, given: dict[str, Any]) -> bool:
        monkeypatch.setattr(stored, "say", real)
        posts.edit(anna.id, post.id, Draft("Another walk"), {})
        return real(found, given)

    monkeypatch.setattr(stored, "say", edit_meanwhile)
    found = discussions.arrange(anna.id, post.id, is_off=True)
    assert (found.body["caption"], stored.are_off(found)) == ("Another walk", True)
