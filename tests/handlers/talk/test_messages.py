"""Direct messages: to whom they go, what their members have of them, and who is told."""

import pytest

from chalicelib.models.talk import conversation_ids
from tests.kit.client import Client
from tests.kit.factories import make_media, make_token
from tests.kit.talking import OURS, STATUSES, THEIRS, Talking, last, listed, seen, told


@pytest.fixture
def talking() -> Talking:
    """Let friends and a stranger be there."""
    return Talking()


def test_a_message_goes_to_whom_it_names_and_they_are_told(talking: Talking):
    message = talking.send(talking.as_anna, talking.ben)
    assert message["visibility"] == "direct"
    assert [one["id"] for one in message["mentions"]] == [talking.ben.id]
    found = listed(talking.as_ben)
    assert [(one["unread"], one["last_status"]["id"]) for one in found] == [(True, message["id"])]
    assert [one["id"] for one in found[0]["accounts"]] == [talking.anna.id]
    assert told(talking.as_ben) == [message["id"]]
    own = listed(talking.as_anna)
    assert [(one["id"], one["unread"]) for one in own] == [(found[0]["id"], False)]


def test_an_answer_stays_in_the_conversation_whomever_it_names_and_whatever_it_says_of_who_sees_it(talking: Talking):
    message = talking.send(talking.as_anna, talking.ben)
    answered = talking.answer(talking.as_ben, message, f"Ask @{talking.cleo.handle}", visibility="public")
    assert (answered["visibility"], answered["in_reply_to_id"]) == ("direct", message["id"])
    assert not seen(talking.as_cleo, answered)
    assert (listed(talking.as_cleo), told(talking.as_cleo)) == ([], [])
    assert len(listed(talking.as_anna)) == len(listed(talking.as_ben)) == 1
    assert told(talking.as_anna) == [answered["id"]]


def test_a_group_is_one_conversation_whoever_writes_and_another_than_that_of_two(talking: Talking):
    one = talking.send(talking.as_anna, talking.ben, talking.cleo)
    other = talking.send(talking.as_cleo, talking.anna, talking.ben)
    apart = talking.send(talking.as_anna, talking.ben)
    assert [len(found["accounts"]) for found in listed(talking.as_ben)] == [1, 2]
    assert [found["last_status"]["id"] for found in listed(talking.as_ben)] == [apart["id"], other["id"]]
    context = talking.as_cleo.get(f"{STATUSES}/{one['id']}/context").json()
    assert [found["id"] for found in context["descendants"]] == [other["id"]]


def test_the_context_of_a_message_is_what_was_said_before_and_after_it(talking: Talking):
    first = talking.send(talking.as_anna, talking.ben)
    second = talking.answer(talking.as_ben, first)
    third = talking.answer(talking.as_anna, second)
    context = talking.as_ben.get(f"{STATUSES}/{second['id']}/context").json()
    assert [one["id"] for one in context["ancestors"]] == [first["id"]]
    assert [one["id"] for one in context["descendants"]] == [third["id"]]
    found = talking.as_ben.get(f"{OURS}/{listed(talking.as_ben)[0]['id']}/messages?limit=2")
    assert [one["id"] for one in found.json()] == [third["id"], second["id"]]
    older = talking.as_ben.get(found.links["next"]["url"])
    assert [one["id"] for one in older.json()] == [first["id"]]
    assert "next" not in older.links


def test_what_was_read_is_unread_no_more_until_somebody_else_writes(talking: Talking):
    message = talking.send(talking.as_anna, talking.ben)
    count = f"{OURS}/unread_count"
    assert talking.as_ben.get(count).json() == {"count": 1}
    conversation_id = listed(talking.as_ben)[0]["id"]
    read = talking.as_ben.post(f"{THEIRS}/{conversation_id}/read")
    assert (read.status_code, read.json()["unread"], talking.as_ben.get(count).json()["count"]) == (200, False, 0)
    talking.answer(talking.as_ben, message)
    assert [one["unread"] for one in listed(talking.as_ben)] == [False]
    assert [one["unread"] for one in listed(talking.as_anna)] == [True]


def test_a_message_that_is_deleted_is_unsent_for_everybody_and_the_one_before_is_the_last(talking: Talking):
    first = talking.send(talking.as_anna, talking.ben)
    conversation_id = listed(talking.as_ben)[0]["id"]
    talking.as_ben.post(f"{THEIRS}/{conversation_id}/read")
    second = talking.answer(talking.as_anna, first)
    assert [one["unread"] for one in listed(talking.as_ben)] == [True]
    assert talking.as_ben.delete(f"{STATUSES}/{second['id']}").status_code == 404
    assert talking.as_anna.delete(f"{STATUSES}/{second['id']}").status_code == 200
    assert not seen(talking.as_ben, second)
    assert (last(talking.as_ben), last(talking.as_anna)) == (first["id"], first["id"])
    assert [one["unread"] for one in listed(talking.as_ben)] == [False]
    assert talking.as_anna.delete(f"{STATUSES}/{first['id']}").status_code == 200
    assert listed(talking.as_ben) == listed(talking.as_anna) == []
    assert told(talking.as_ben) == []


def test_a_conversation_that_is_removed_comes_back_with_the_next_message_and_stays_with_others(talking: Talking):
    message = talking.send(talking.as_anna, talking.ben)
    conversation_id = listed(talking.as_ben)[0]["id"]
    assert talking.as_ben.delete(f"{THEIRS}/{conversation_id}").json() == {}
    assert talking.as_ben.delete(f"{THEIRS}/{conversation_id}").status_code == 404
    assert (listed(talking.as_ben), len(listed(talking.as_anna))) == ([], 1)
    talking.answer(talking.as_anna, message)
    assert [one["unread"] for one in listed(talking.as_ben)] == [True]


def test_lists_of_conversations_are_paged_by_links(talking: Talking):
    for other in (talking.ben, talking.cleo):
        talking.send(talking.as_anna, other)
    first = talking.as_anna.get(f"{THEIRS}?limit=1")
    second = talking.as_anna.get(first.links["next"]["url"])
    assert [one["accounts"][0]["id"] for one in (*first.json(), *second.json())] == [talking.cleo.id, talking.ben.id]
    assert "next" not in second.links


def test_photos_of_a_message_are_for_its_members_and_lie_where_addresses_are_signed(talking: Talking):
    message = talking.send(talking.as_anna, talking.ben, media_ids=[make_media(talking.anna).id])
    photo = talking.as_ben.get(f"{STATUSES}/{message['id']}").json()["media_attachments"][0]
    assert "/signed/" in photo["url"]
    assert not seen(talking.as_eve, message)


def test_an_edited_message_stays_between_those_between_whom_it_was(talking: Talking):
    message = talking.send(talking.as_anna, talking.ben)
    changed = talking.as_anna.put(f"{STATUSES}/{message['id']}", json={"status": f"Not @{talking.cleo.handle}"})
    assert (changed.status_code, changed.json()["visibility"]) == (200, "direct")
    assert [one["id"] for one in changed.json()["mentions"]] == [talking.ben.id]
    assert (seen(talking.as_ben, message), seen(talking.as_cleo, message)) == (True, False)
    assert told(talking.as_cleo) == []
    opened = talking.as_anna.put(
        f"{STATUSES}/{message['id']}", json={"status": "All", "rossgram": {"access": "public"}}
    )
    assert opened.status_code == 422


def test_a_message_is_sent_at_once_and_says_who_it_is_for_once(talking: Talking):
    form = {"status": f"Hello @{talking.ben.handle}", "visibility": "direct"}
    later = talking.as_anna.post(STATUSES, json={**form, "scheduled_at": "2030-01-31T18:00:00Z"})
    public = talking.as_anna.post(STATUSES, json={**form, "rossgram": {"access": "public"}})
    placed = talking.as_anna.post(STATUSES, json={**form, "place_id": "2761369"})
    assert (later.status_code, public.status_code, placed.status_code) == (422, 422, 422)
    assert listed(talking.as_ben) == []


def test_ids_of_conversations_follow_from_their_members_alone():
    of = conversation_ids.id_of
    assert of(["2", "1"]) == of(["1", "2", "2"]) != of(["1", "3"])


def test_conversations_ask_for_a_scope(talking: Talking):
    talking.send(talking.as_ben, talking.anna)
    reader = Client(make_token(talking.anna, "read"))
    conversation_id = listed(reader)[0]["id"]
    assert reader.post(f"{THEIRS}/{conversation_id}/read").status_code == 403
    assert Client().get(THEIRS).status_code == 401
