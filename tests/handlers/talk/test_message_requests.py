"""Who may write to whom: strangers wait, whoever is blocked does not begin, and what is muted is not told."""

import pytest

from chalicelib import config
from chalicelib.services.people.relationships import blocks, mutes
from tests.kit.factories import make_account, make_follow
from tests.kit.talking import OURS, STATUSES, Talking, last, listed, seen, told


@pytest.fixture
def talking() -> Talking:
    """Let friends and a stranger be there."""
    return Talking()


def test_what_a_stranger_writes_waits_as_a_request_and_is_told_to_nobody(talking: Talking):
    message = talking.send(talking.as_eve, talking.anna)
    assert (listed(talking.as_anna), told(talking.as_anna)) == ([], [])
    assert talking.as_anna.get(f"{OURS}/unread_count").json() == {"count": 0}
    waiting = listed(talking.as_anna, "requests")
    assert [(one["last_status"]["id"], one["rossgram"]["requested"]) for one in waiting] == [(message["id"], True)]
    assert [one["rossgram"]["requested"] for one in listed(talking.as_eve)] == [False]
    accepted = talking.as_anna.post(f"{OURS}/{waiting[0]['id']}/accept").json()
    assert (accepted["rossgram"]["requested"], accepted["unread"]) == (False, True)
    again = talking.send(talking.as_eve, talking.anna)
    assert (listed(talking.as_anna, "requests"), told(talking.as_anna)) == ([], [again["id"]])


@pytest.mark.parametrize("way", ["answers", "follows"])
def test_whoever_answers_a_stranger_or_follows_them_lets_them_write(way: str, talking: Talking):
    message = talking.send(talking.as_eve, talking.anna)
    if way == "answers":
        talking.answer(talking.as_anna, message)
    else:
        make_follow(talking.anna, talking.eve)
    again = talking.send(talking.as_eve, talking.anna)
    assert (last(talking.as_anna), told(talking.as_anna)) == (again["id"], [again["id"]])


def test_messages_to_strangers_are_limited_by_the_hour(talking: Talking, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(config.LIMITS, "strangers", (2, 3600))
    monkeypatch.setattr(config, "LIMITS_TIMES", 1)
    for other in (talking.anna, talking.ben):
        talking.send(talking.as_eve, other)
    form = {"status": f"Hello @{talking.cleo.handle}", "visibility": "direct"}
    assert talking.as_eve.post(STATUSES, json=form).status_code == 429
    assert listed(talking.as_cleo, "requests") == []
    assert talking.as_anna.post(STATUSES, json=form).status_code == 200


def test_a_message_needs_somebody_and_goes_to_ten_at_most(talking: Talking):
    named = [make_account().handle for _ in range(10)]
    for text in (
        "Hello",
        f"To myself @{talking.anna.handle}",
        "To @nobody.there",
        " ".join(f"@{one}" for one in named),
    ):
        answer = talking.as_anna.post(STATUSES, json={"status": text, "visibility": "direct"})
        assert answer.status_code == 422, text
    ids = [make_account().id for _ in range(10)]
    assert talking.as_anna.post(OURS, json={"status": "Hi", "account_ids": ids}).status_code == 422
    assert talking.as_anna.post(OURS, json={"status": "Hi", "account_ids": ids[:9]}).status_code == 200


def test_our_own_client_begins_a_conversation_by_accounts(talking: Talking):
    between = talking.as_anna.get(f"{OURS}/between", params={"account_ids[]": [talking.ben.id]}).json()
    assert (between["last_status"], between["accounts"][0]["id"]) == (None, talking.ben.id)
    assert talking.as_anna.get(f"{OURS}/{between['id']}").status_code == 404
    sent = talking.as_anna.post(
        OURS, json={"status": "Hi", "account_ids": [talking.ben.id]}, headers={"Idempotency-Key": "one"}
    ).json()
    again = talking.as_anna.post(
        OURS, json={"status": "Hi", "account_ids": [talking.ben.id]}, headers={"Idempotency-Key": "one"}
    ).json()
    assert again["id"] == sent["id"]
    assert talking.as_ben.get(f"{OURS}/{between['id']}").json()["last_status"]["id"] == sent["id"]
    unknown = talking.as_anna.get(f"{OURS}/between", params={"account_ids[]": ["1"]})
    assert unknown.status_code == 422


@pytest.mark.parametrize("blocks_other", [True, False])
def test_nobody_begins_or_goes_on_where_a_block_is_between(blocks_other: bool, talking: Talking):
    first = talking.send(talking.as_anna, talking.ben)
    group = talking.send(talking.as_anna, talking.ben, talking.cleo)
    one, other = (talking.anna, talking.ben) if blocks_other else (talking.ben, talking.anna)
    blocks.block(one.id, other.id)
    form = {"status": f"Hello @{talking.ben.handle}", "visibility": "direct"}
    assert talking.as_anna.post(STATUSES, json=form).status_code == 422
    assert talking.as_anna.post(STATUSES, json={"status": "On", "in_reply_to_id": first["id"]}).status_code == 422
    assert talking.as_anna.post(STATUSES, json={"status": "On", "in_reply_to_id": group["id"]}).status_code == 422
    assert talking.as_anna.post(OURS, json={"status": "On", "account_ids": [talking.ben.id]}).status_code == 422
    assert not seen(talking.as_ben, first)
    assert [len(found["accounts"]) for found in listed(talking.as_ben)] == [1]
    assert told(talking.as_ben) == []


def test_what_somebody_muted_writes_is_there_and_is_not_told(talking: Talking):
    mutes.mute(talking.ben.id, talking.anna.id)
    talking.send(talking.as_anna, talking.ben)
    assert [one["unread"] for one in listed(talking.as_ben)] == [False]
    assert told(talking.as_ben) == []


def test_a_muted_conversation_is_not_unread_and_not_told(talking: Talking):
    message = talking.send(talking.as_anna, talking.ben)
    talking.as_ben.post(f"{STATUSES}/{message['id']}/mute")
    talking.answer(talking.as_anna, message)
    assert [(one["unread"], one["rossgram"]["muted"]) for one in listed(talking.as_ben)] == [(False, True)]
    assert told(talking.as_ben) == []
