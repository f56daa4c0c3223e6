"""Answers to stories: messages to their authors, under the rules of messages."""

from collections.abc import Callable
from typing import Any

import pytest

from chalicelib import config
from chalicelib.models.people.accounts import Account
from chalicelib.models.people.closed import SUSPENDED
from chalicelib.models.photos.stories.reels import Story
from chalicelib.services.people import follows
from chalicelib.services.people.relationships import blocks, closed
from chalicelib.services.photos.stories import publishing
from tests.kit.answering import answer, shown
from tests.kit.client import Client
from tests.kit.events import deliver_events
from tests.kit.factories import make_account, make_token
from tests.kit.stories import later, put_up
from tests.kit.talking import OURS, STATUSES, Talking, listed, told

COMMENTS = ("/api/v1.1/stories/comment", "/api/pixelfed/v1/stories/comment")
SENT = {"code": 200, "msg": "Sent!"}


@pytest.fixture
def talking() -> Talking:
    """Return Anna, whose story Ben answers."""
    return Talking()


def _is_hidden(talking: Talking, _: Story) -> Account:
    return talking.eve


def _is_for_friends(talking: Talking, _: Story) -> Account:
    follows.unfollow(talking.ben.id, talking.anna.id)
    return talking.ben


def _is_blocked(talking: Talking, _: Story) -> Account:
    blocks.block(talking.anna.id, talking.ben.id)
    return talking.ben


def _blocks(talking: Talking, _: Story) -> Account:
    blocks.block(talking.ben.id, talking.anna.id)
    return talking.ben


def _is_gone(talking: Talking, story: Story) -> Account:
    publishing.remove(talking.anna.id, story.id)
    return talking.ben


def _is_of_closed(talking: Talking, _: Story) -> Account:
    closed.close(talking.anna.id, SUSPENDED)
    return talking.ben


@pytest.mark.parametrize("happens", [_is_hidden, _is_for_friends, _is_blocked, _blocks, _is_gone, _is_of_closed])
def test_a_story_that_one_may_not_see_is_as_missing_as_one_that_never_was(
    happens: Callable[[Talking, Story], Account], talking: Talking
):
    story = put_up(talking.anna)
    client = Client(make_token(happens(talking, story)))
    for path, name in ((OURS, "story_id"), *((one, "sid") for one in COMMENTS)):
        said = {"status": "Lovely", "caption": "Lovely"}
        hidden, missing = (client.post(path, json={**said, name: one}) for one in (story.id, "123456789012345678"))
        assert (hidden.status_code, missing.status_code) == (404, 404)
        assert hidden.json() == missing.json()
    deliver_events()
    assert listed(client) == []


def test_an_ended_story_is_not_answered(talking: Talking):
    story = put_up(talking.anna)
    with later(24.01):
        client = Client(make_token(talking.ben))
        assert client.post(OURS, json={"story_id": story.id, "status": "Late"}).status_code == 404
        assert client.post(COMMENTS[0], json={"sid": story.id, "caption": "Late"}).status_code == 404


@pytest.mark.parametrize("path", COMMENTS)
def test_pixelfeds_app_answers_by_its_own_form_once_for_one_key(path: str, talking: Talking):
    story, key = put_up(talking.anna), {"Idempotency-Key": "one"}
    said = {"sid": story.id, "caption": "Lovely"}
    assert talking.as_ben.post(path, json=said, headers=key).json() == SENT
    [talk] = listed(talking.as_anna)
    assert talk["last_status"]["rossgram"]["story"]["id"] == story.id
    # Also once the story is gone: it is the answer to what was sent before.
    publishing.remove(talking.anna.id, story.id)
    assert talking.as_ben.post(path, json=said, headers=key).json() == SENT
    assert len(talking.as_anna.get(f"{OURS}/{talk['id']}/messages").json()) == 1
    assert talking.as_ben.post(path, json={"sid": story.id}).status_code == 422


def test_what_is_sent_twice_under_one_key_is_sent_once(talking: Talking):
    story = put_up(talking.anna)
    first, second = (answer(talking.as_ben, story, key="one")["id"] for _ in range(2))
    assert first == second
    assert answer(talking.as_ben, story, key="two")["id"] != first


def test_to_an_author_who_does_not_follow_back_it_is_a_request(talking: Talking, monkeypatch: pytest.MonkeyPatch):
    dora = make_account("dora")
    story = put_up(dora)
    follows.follow(talking.ben.id, dora.id)
    monkeypatch.setitem(config.LIMITS, "strangers", (1, 3600))
    monkeypatch.setattr(config, "LIMITS_TIMES", 1)
    message = answer(talking.as_ben, story)
    client = Client(make_token(dora))
    assert (listed(client), told(client)) == ([], [])
    assert [one["last_status"]["id"] for one in listed(client, "requests")] == [message["id"]]
    assert shown(client, message["id"])[0]["small"]
    refused = talking.as_ben.post(COMMENTS[0], json={"sid": story.id, "caption": "Again"})
    assert refused.status_code == 429


def test_whom_it_goes_to_follows_from_the_story_alone(talking: Talking):
    story = put_up(talking.anna)
    wrong: tuple[dict[str, Any], ...] = (
        {"story_id": story.id, "account_ids": [talking.cleo.id]},
        {"story_id": story.id, "account_ids": [talking.anna.id, talking.cleo.id]},
        {"story_id": story.id, "status": " "},
        {},
    )
    for said in wrong:
        assert talking.as_ben.post(OURS, json={"status": "Lovely", **said}).status_code == 422, said
    right = {"status": "Lovely", "story_id": story.id, "account_ids": [talking.anna.id]}
    assert talking.as_ben.post(OURS, json=right).json()["rossgram"]["story"]["id"] == story.id
    # Nobody answers themselves.
    assert talking.as_anna.post(OURS, json={"status": "Mine", "story_id": story.id}).status_code == 422


def test_a_story_whose_author_wants_no_answers_is_not_answered(talking: Talking):
    story = put_up(talking.anna, may_reply=False)
    node = talking.as_ben.get("/api/v1.1/stories/carousel").json()["nodes"][0]["nodes"][0]
    assert node["rossgram"]["may_reply"] is False
    assert talking.as_ben.post(COMMENTS[0], json={"sid": story.id, "caption": "Hi"}).status_code == 422
    assert talking.as_ben.post(OURS, json={"story_id": story.id, "status": "Hi"}).status_code == 422
    assert listed(talking.as_ben) == []


def test_an_edited_answer_still_names_its_story_and_no_other_way_names_one(talking: Talking):
    story = put_up(talking.anna)
    message = answer(talking.as_ben, story)
    edited = talking.as_ben.put(f"{STATUSES}/{message['id']}", json={"status": "Lovelier"}).json()
    assert edited["rossgram"]["story"]["id"] == story.id
    for path in (STATUSES, f"{STATUSES}/{message['id']}"):
        ask = talking.as_cleo.post if path == STATUSES else talking.as_ben.put
        said: dict[str, Any] = {
            "status": f"See @{talking.anna.handle}",
            "visibility": "direct",
            "story_id": "1",
            "story": {"id": "1"},
        }
        given = ask(path, json=said).json()
        assert given["rossgram"].get("story", {"id": story.id})["id"] == story.id
