"""What is said between some is nobody else's, on any surface, and no page or count tells that it is there."""

from collections.abc import Callable
from typing import Any

import pytest

from chalicelib.models.people.accounts import Account
from chalicelib.models.photos.posts import Post
from chalicelib.models.photos.search.post_words import PostWord
from chalicelib.models.photos.timelines import TimelineEntry
from chalicelib.services.people.relationships import blocks
from chalicelib.services.photos import posts
from chalicelib.services.safety import removal, suspending
from tests.kit.circle import PLACES, found
from tests.kit.client import Client
from tests.kit.events import deliver_events
from tests.kit.factories import make_media
from tests.kit.moderated import DECISION
from tests.kit.talking import OURS, STATUSES, THEIRS, Talking, last, listed, seen, told

BY_ID = {"post", "history", "context", "likes"}


@pytest.fixture
def talking() -> Talking:
    """Let friends and a stranger be there."""
    return Talking()


@pytest.fixture
def message(talking: Talking) -> dict[str, Any]:
    """Let Anna send Ben a photo."""
    return talking.send(talking.as_anna, talking.ben, media_ids=[make_media(talking.anna).id])


def test_members_find_a_message_by_its_id_and_on_no_page_and_others_nowhere(talking: Talking, message: dict[str, Any]):
    assert found(talking.as_anna, message) == found(talking.as_ben, message) == BY_ID < set(PLACES)
    for client in (talking.as_cleo, talking.as_eve, Client()):
        assert found(client, message) == set()
    for client in (talking.as_anna, talking.as_ben, talking.as_cleo, Client()):
        pages = [
            f"/api/v1/accounts/{talking.anna.id}/statuses?only_media=true",
            f"/api/v1/accounts/{talking.anna.id}/statuses?exclude_replies=false",
            "/api/v1/timelines/public?only_media=true",
        ]
        assert [client.get(page).json() for page in pages] == [[], [], []]
    assert [*TimelineEntry.scan(), *PostWord.scan()] == []


@pytest.mark.parametrize(
    "path",
    [
        *("", "/card", "/history", "/context", "/favourited_by", "/reblogged_by", "/source"),
        *("/favourite", "/unfavourite", "/bookmark", "/unbookmark", "/reblog", "/unreblog", "/mute", "/unmute", "/pin"),
    ],
)
def test_to_others_a_message_is_as_missing_as_what_never_was(path: str, talking: Talking, message: dict[str, Any]):
    verb = "POST" if path.removeprefix("/un").strip("/") in ACTS else "GET"
    told_of, never = (
        talking.as_cleo.request(verb, f"{STATUSES}/{one}{path}") for one in (message["id"], "115000000000000000")
    )
    assert (told_of.status_code, told_of.json()) == (never.status_code, never.json()) == (404, never.json())


ACTS = {"favourite", "bookmark", "reblog", "mute", "pin"}


def test_pages_of_links_and_lists_by_ids_tell_nothing_of_a_message(talking: Talking, message: dict[str, Any]):
    handle = talking.anna.handle
    for client in (talking.as_anna, talking.as_ben, talking.as_cleo, Client()):
        for path in (f"/@{handle}/{message['id']}", f"/@{handle}/{message['id']}/embed"):
            answer = client.get(path)
            assert (answer.status_code, "fog" in answer.text) == (404, False), path
        assert client.get("/api/oembed", params={"url": message["url"]}).status_code == 404
    assert talking.as_cleo.get(STATUSES, params={"id[]": [message["id"]]}).json() == []
    assert [one["id"] for one in talking.as_ben.get(STATUSES, params={"id[]": [message["id"]]}).json()] == [
        message["id"]
    ]


def test_no_count_of_an_account_or_post_tells_of_messages(talking: Talking, message: dict[str, Any]):
    talking.answer(talking.as_ben, message)
    account = talking.as_eve.get(f"/api/v1/accounts/{talking.anna.id}").json()
    assert (account["statuses_count"], account["last_status_at"]) == (0, None)
    assert talking.as_anna.get(f"{STATUSES}/{message['id']}").json()["replies_count"] == 0
    talking.as_anna.delete(f"{STATUSES}/{message['id']}")
    assert Account.find(talking.anna.id).posts_count == 0


def test_a_conversation_is_nobody_elses(talking: Talking, message: dict[str, Any]):
    conversation_id = listed(talking.as_ben)[0]["id"]
    for client in (talking.as_cleo, talking.as_eve):
        for verb, path in (
            *(("GET", f"{OURS}/{conversation_id}"), ("GET", f"{OURS}/{conversation_id}/messages")),
            *(("POST", f"{OURS}/{conversation_id}/accept"), ("POST", f"{THEIRS}/{conversation_id}/read")),
            ("DELETE", f"{THEIRS}/{conversation_id}"),
        ):
            assert client.request(verb, path).status_code == 404, path
        assert (listed(client), listed(client, "requests"), told(client)) == ([], [], [])
    answered = talking.as_cleo.post(STATUSES, json={"status": "Me too", "in_reply_to_id": message["id"]})
    assert answered.status_code == 404


def test_a_message_is_repeated_shown_and_kept_nowhere_else(talking: Talking, message: dict[str, Any]):
    path = f"{STATUSES}/{message['id']}"
    for client in (talking.as_anna, talking.as_ben):
        assert client.post(f"{path}/reblog").status_code == 422
    assert talking.as_anna.post(f"{path}/pin").status_code == 422
    assert talking.as_anna.post(f"/api/rossgram/v1/statuses/{message['id']}/links", json={}).status_code == 422
    assert talking.as_anna.post(f"/api/v1.1/archive/add/{message['id']}").status_code == 404
    collection = {"title": "Hills", "post_ids": [message["id"]], "visibility": "public"}
    assert talking.as_anna.post("/api/rossgram/v1/collections", json=collection).status_code in (404, 422)
    discussed = talking.as_anna.put(
        f"/api/rossgram/v1/posts/{message['id']}/comments", json={"comments_disabled": True}
    )
    assert discussed.status_code == 422
    assert talking.as_ben.post(f"{path}/favourite").json()["favourited"]
    assert talking.as_ben.post(f"{path}/bookmark").json()["bookmarked"]
    assert [one["id"] for one in talking.as_ben.get("/api/v1/bookmarks").json()] == [message["id"]]


def test_likes_and_bookmarks_of_a_message_end_with_a_block(talking: Talking, message: dict[str, Any]):
    path = f"{STATUSES}/{message['id']}"
    talking.as_ben.post(f"{path}/favourite")
    talking.as_ben.post(f"{path}/bookmark")
    blocks.block(talking.anna.id, talking.ben.id)
    for page in ("/api/v1/bookmarks", "/api/v1/favourites"):
        assert talking.as_ben.get(page).json() == []
    assert found(talking.as_ben, message) == set()


def test_earlier_texts_of_a_message_are_its_members(talking: Talking, message: dict[str, Any]):
    talking.as_anna.put(f"{STATUSES}/{message['id']}", json={"status": "Other words"})
    assert len(talking.as_ben.get(f"{STATUSES}/{message['id']}/history").json()) == 2
    assert talking.as_ben.get(f"{STATUSES}/{message['id']}/source").status_code == 404


def test_only_members_report_a_message(talking: Talking, message: dict[str, Any]):
    form = {"account_id": talking.anna.id, "status_ids": [message["id"]]}
    assert talking.as_cleo.post("/api/v1/reports", json=form).status_code == 404
    assert talking.as_ben.post("/api/v1/reports", json=form).status_code == 200


def _suspend(talking: Talking, _: dict[str, Any]) -> None:
    suspending.suspend(talking.anna.id, DECISION)
    deliver_events("profiles")


def _remove(_: Talking, message: dict[str, Any]) -> None:
    removal.remove(message["id"], DECISION)
    deliver_events()


@pytest.mark.parametrize("deed", [_suspend, _remove])
def test_what_moderators_take_away_is_there_for_nobody(
    deed: Callable[[Talking, dict[str, Any]], None], talking: Talking, message: dict[str, Any]
):
    deed(talking, message)
    assert not seen(talking.as_ben, message)
    assert (last(talking.as_ben), told(talking.as_ben)) == (None, [])


def test_a_group_goes_on_without_whoever_was_suspended(talking: Talking):
    group = talking.send(talking.as_ben, talking.anna, talking.cleo)
    _suspend(talking, group)
    answered = talking.answer(talking.as_cleo, group)
    assert [one["id"] for one in answered["mentions"]] == [talking.ben.id]
    assert last(talking.as_ben) == answered["id"]
    form = {"status": f"@{talking.anna.handle}", "visibility": "direct"}
    assert talking.as_ben.post(STATUSES, json=form).status_code == 422


def test_no_other_way_writes_what_says_that_it_is_a_message(talking: Talking, message: dict[str, Any]):
    kept = talking.as_anna.post(
        "/api/rossgram/v1/drafts", json={"status": f"@{talking.ben.handle}", "visibility": "direct"}
    )
    below = talking.as_anna.post("/api/rossgram/v1/drafts", json={"status": "Later", "in_reply_to_id": message["id"]})
    assert kept.status_code == 422
    if below.status_code == 200:
        answer = talking.as_anna.post(f"/api/rossgram/v1/drafts/{below.json()['id']}/publish")
        assert answer.status_code == 422
    assert len(list(Post.scan())) == 1


def test_a_message_names_its_members_in_its_row_alone(talking: Talking, message: dict[str, Any]):
    post = Post.find(message["id"])
    assert (post.access, post.place) == ("direct", "signed")
    assert [one for one in (post.public, post.chosen) if one] == []
    assert post.listing == f"{talking.anna.id}#messages"
    assert set(message["rossgram"]) & {"members"} == set()
    assert posts.find_own(talking.anna.id, message["id"]).offer == {
        "members": sorted([talking.anna.id, talking.ben.id])
    }
