"""Messages as Pixelfed's app asks for them: the same as those of the other routes, by the other of two."""

from typing import Any

import pytest

from chalicelib.models.people.closed import SUSPENDED
from chalicelib.models.photos.media import Media
from chalicelib.services.people.relationships import blocks, closed
from chalicelib.services.photos import media
from chalicelib.services.photos.drafts import Draft
from chalicelib.services.talk.direct import messages
from tests.handlers.entities import MEDIA, faults
from tests.kit.client import Client
from tests.kit.edge import fetch
from tests.kit.events import deliver_events
from tests.kit.factories import make_account, make_token
from tests.kit.photos import make_photo
from tests.kit.stories import put_up
from tests.kit.talking import STATUSES, Talking, last, listed, told

ROOTS = ("/api/v1.1/direct", "/api/pixelfed/v1/direct")
ROOT = ROOTS[0]


@pytest.fixture
def talking() -> Talking:
    return Talking()


def send(client: Client, to_id: str, text: str = "Hello", root: str = ROOT, **headers: str) -> Any:
    return client.post(f"{root}/thread/send", json={"to_id": to_id, "message": text, "type": "text"}, headers=headers)


def thread(client: Client, with_id: str, root: str = ROOT, **asked: Any) -> dict[str, Any]:
    answer = client.get(f"{root}/thread", params={"pid": with_id, **asked})
    assert answer.status_code == 200, answer.text
    return dict(answer.json())


@pytest.mark.parametrize("root", ROOTS)
def test_a_message_is_sent_read_and_unsent_and_is_that_of_the_other_routes(root: str, talking: Talking):
    anna, ben = talking.anna, talking.ben
    sent = send(talking.as_anna, ben.id, root=root).json()
    deliver_events()
    assert (sent["text"], sent["type"], sent["isAuthor"], sent["media"], sent["meta"]) == (
        *("Hello", "text", True),
        *(None, None),
    )
    assert (last(talking.as_ben), told(talking.as_ben)) == (sent["id"], [sent["id"]])
    found = thread(talking.as_ben, anna.id, root)
    assert (found["id"], found["username"], found["muted"]) == (anna.id, anna.handle, False)
    [message] = found["messages"]
    assert (message["id"], message["reportId"], message["isAuthor"], message["seen"]) == (
        *(sent["id"], sent["id"]),
        *(False, False),
    )
    read = {"pid": anna.id, "sid": sent["id"]}
    assert [talking.as_ben.post(f"{root}/thread/read", json=read).json() for _ in range(2)] == [[sent["id"]], []]
    assert thread(talking.as_ben, anna.id)["messages"][0]["seen"]
    # Nobody is told that somebody else has read.
    assert not thread(talking.as_anna, ben.id)["messages"][0]["seen"]
    assert talking.as_ben.delete(f"{root}/thread/message", params={"id": sent["id"]}).status_code == 404
    assert talking.as_anna.delete(f"{root}/thread/message", params={"id": sent["id"]}).json() == [200]
    assert thread(talking.as_ben, anna.id)["messages"] == []


def test_a_thread_is_of_two_and_turned_by_ids_the_newest_first(talking: Talking):
    talking.send(talking.as_anna, talking.ben, talking.cleo, text="To both")
    ids = [send(talking.as_anna, talking.ben.id, f"Number {one}").json()["id"] for one in range(10)]
    first = [one["id"] for one in thread(talking.as_ben, talking.anna.id)["messages"]]
    assert first == ids[:1:-1]
    rest = thread(talking.as_ben, talking.anna.id, max_id=first[-1])["messages"]
    assert [one["id"] for one in rest] == ids[1::-1]
    newer = thread(talking.as_ben, talking.anna.id, min_id=ids[-2])["messages"]
    assert [one["id"] for one in newer] == [ids[-1]]


def test_a_thread_in_which_nothing_was_said_is_empty_and_one_that_was_put_away_is_too(talking: Talking):
    assert thread(talking.as_anna, talking.eve.id)["messages"] == []
    send(talking.as_anna, talking.ben.id)
    [talk] = listed(talking.as_ben)
    talking.as_ben.delete(f"/api/v1/conversations/{talk['id']}")
    assert thread(talking.as_ben, talking.anna.id)["messages"] == []
    assert len(thread(talking.as_anna, talking.ben.id)["messages"]) == 1


def test_what_a_stranger_writes_is_hidden_until_they_are_let_in(talking: Talking):
    send(talking.as_eve, talking.anna.id)
    deliver_events()
    assert (told(talking.as_anna), thread(talking.as_anna, talking.eve.id)["messages"][0]["hidden"]) == ([], True)
    send(talking.as_anna, talking.eve.id, "Yes")
    assert not any(one["hidden"] for one in thread(talking.as_anna, talking.eve.id)["messages"])


@pytest.mark.parametrize("is_hers", [True, False])
def test_where_a_block_is_between_nothing_is_read_or_written(is_hers: bool, talking: Talking):
    anna, ben = talking.anna, talking.ben
    message = send(talking.as_anna, ben.id).json()
    blocks.block(*((anna.id, ben.id) if is_hers else (ben.id, anna.id)))
    for client, other in ((talking.as_ben, anna), (talking.as_anna, ben)):
        assert client.get(f"{ROOT}/thread", params={"pid": other.id}).status_code == 404
        assert send(client, other.id).status_code == 422
        for verb, said in (("read", {"pid": other.id, "sid": message["id"]}), ("mute", {"id": other.id})):
            assert client.post(f"{ROOT}/thread/{verb}", json=said).status_code == 404
        assert client.post(f"{ROOT}/lookup", json={"q": f"@{other.handle}"}).json() == []
        file = ("a.jpg", make_photo(40, 30), "image/jpeg")
        assert client.post(f"{ROOT}/thread/media", data={"to_id": other.id}, files={"file": file}).status_code == 404
        assert not list(Media.scan())


def test_nobody_is_written_to_who_is_not_there(talking: Talking):
    closed.close(talking.eve.id, SUSPENDED)
    for one in (talking.eve.id, talking.anna.id, "1", "x", "9" * 400, "\u0000", ""):
        assert talking.as_anna.get(f"{ROOT}/thread", params={"pid": one}).status_code in {404, 422}, one
        assert send(talking.as_anna, one).status_code in {404, 422}, one
        for verb, name in (("mute", "id"), ("unmute", "id"), ("read", "pid")):
            answer = talking.as_anna.post(f"{ROOT}/thread/{verb}", json={name: one})
            assert answer.status_code in {404, 422}, (verb, one)
    assert Client().get(f"{ROOT}/thread", params={"pid": talking.anna.id}).status_code == 401


def test_a_muted_thread_is_told_of_no_more(talking: Talking):
    for root in ROOTS:
        assert talking.as_ben.post(f"{root}/thread/mute", json={"id": talking.anna.id}).json() == [200]
        send(talking.as_anna, talking.ben.id)
        deliver_events()
        assert told(talking.as_ben) == []
        assert thread(talking.as_ben, talking.anna.id)["muted"]
        assert talking.as_ben.post(f"{root}/thread/unmute", json={"id": talking.anna.id}).json() == [200]
        assert not thread(talking.as_ben, talking.anna.id)["muted"]
        talking.as_ben.post("/api/v1/notifications/clear")


def test_a_photo_is_sent_once_for_one_key_and_is_for_the_two_alone(talking: Talking, monkeypatch: pytest.MonkeyPatch):
    def process(item: Media) -> Media:
        deliver_events("originals")
        return Media.find(item.id)

    monkeypatch.setattr(media, "wait", process)
    said: dict[str, Any] = {"data": {"to_id": talking.ben.id}, "headers": {"Idempotency-Key": "one"}}
    file = {"file": ("a.jpg", make_photo(80, 60), "image/jpeg")}
    sent = [talking.as_anna.post(f"{ROOT}/thread/media", files=file, **said).json() for _ in range(2)]
    assert sent[0]["id"] == sent[1]["id"]
    [message] = thread(talking.as_ben, talking.anna.id)["messages"]
    assert (message["type"], faults(message["carousel"], [MEDIA])) == ("photo", [])
    assert fetch(message["media"]).status == 200
    assert fetch(message["media"].partition("?")[0]).status == 403
    broken = {"file": ("a.jpg", b"no photo", "image/jpeg")}
    assert talking.as_anna.post(f"{ROOT}/thread/media", files=broken, data=said["data"]).status_code == 422


def test_an_answer_to_a_story_names_it_as_long_as_its_reader_may_see_it(talking: Talking):
    story = put_up(talking.anna)
    messages.answer_story(talking.ben.id, story.id, Draft("Lovely"))
    [message] = thread(talking.as_anna, talking.ben.id)["messages"]
    assert (message["type"], message["meta"]["story_id"]) == ("story:comment", story.id)
    assert message["meta"]["story_username"] == talking.anna.handle
    assert message["meta"]["story_actor_username"] == talking.ben.handle
    assert fetch(message["meta"]["story_media_url"]).status == 200
    talking.as_ben.post(f"/api/v1/accounts/{talking.anna.id}/unfollow")
    [own] = thread(talking.as_ben, talking.anna.id)["messages"]
    assert (own["type"], own["meta"], own["text"]) == ("text", None, "Lovely")


def test_only_messages_are_unsent_here(talking: Talking):
    from tests.kit.factories import make_post

    post = make_post(talking.anna)
    assert talking.as_anna.delete(f"{ROOT}/thread/message", params={"id": post.id}).status_code == 404
    assert talking.as_anna.get(f"{STATUSES}/{post.id}").status_code == 200


def test_recipients_are_looked_up_by_beginnings_of_handles(talking: Talking):
    dora = make_account("dorabella")
    found = talking.as_anna.post(f"{ROOT}/lookup", json={"q": "dorab"}).json()
    assert [(one["id"], one["name"], one["account"]["acct"]) for one in found] == [(dora.id, "dorabella", "dorabella")]
    assert Client(make_token(dora)).post(f"{ROOT}/lookup", json={"q": "dorab"}).json() == []
    assert talking.as_anna.post(f"{ROOT}/lookup", json={"q": "d"}).status_code == 422
