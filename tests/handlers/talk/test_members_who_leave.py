"""A conversation goes on for those who stay, whoever leaves it or moves it at the moment of a message."""

import pytest

from chalicelib.models.photos.posts import Post
from chalicelib.models.photos.revisions import Revision
from chalicelib.services.leaving import belongings
from chalicelib.services.talk.direct import messages
from tests.kit.answering import answer
from tests.kit.stories import put_up
from tests.kit.talking import OURS, STATUSES, Talking, listed


@pytest.fixture
def talking() -> Talking:
    """Let friends and a stranger be there."""
    return Talking()


def leave(account_id: str) -> None:
    """Take all from an account that it has beside its posts, as its deletion does."""
    while belongings.remove_some(account_id):
        pass


def test_a_group_goes_on_where_it_was_accepted_after_somebody_left(talking: Talking):
    group = talking.send(talking.as_anna, talking.ben, talking.eve)
    (request,) = listed(talking.as_eve, "requests")
    talking.as_eve.post(f"{OURS}/{request['id']}/accept")
    talking.answer(talking.as_anna, group)
    leave(talking.ben.id)
    talking.answer(talking.as_anna, group, text="Third")
    assert listed(talking.as_eve, "requests") == []
    assert [one["id"] for one in listed(talking.as_eve)] == [request["id"]]
    assert [one["id"] for one in listed(talking.as_anna)] == [request["id"]]


def test_of_two_who_leave_at_once_no_earlier_text_names_either(talking: Talking, monkeypatch: pytest.MonkeyPatch):
    both = [talking.ben, talking.cleo]
    group = talking.send(talking.as_anna, *both)
    text = {"status": "Changed, " + " ".join(f"@{one.handle}" for one in both)}
    assert talking.as_anna.put(f"{STATUSES}/{group['id']}", json=text).status_code == 200
    real = Revision.query

    def late(*asked: object) -> object:
        rows = list(real(*asked))  # type: ignore[arg-type]
        monkeypatch.setattr(Revision, "query", real)
        leave(talking.cleo.id)
        return rows

    monkeypatch.setattr(Revision, "query", late)
    leave(talking.ben.id)
    [earlier] = Revision.of(group["id"])
    assert not any(one.id in f"{earlier.offer} {earlier.body}" for one in both)
    assert talking.anna.id in earlier.offer["members"]


def test_what_is_accepted_while_a_message_comes_stays_accepted(talking: Talking, monkeypatch: pytest.MonkeyPatch):
    talking.send(talking.as_eve, talking.anna)
    (request,) = listed(talking.as_anna, "requests")
    real = messages._send

    def late(*asked: object) -> object:
        monkeypatch.setattr(messages, "_send", real)
        talking.as_anna.post(f"{OURS}/{request['id']}/accept")
        return real(*asked)  # type: ignore[arg-type]

    monkeypatch.setattr(messages, "_send", late)
    talking.send(talking.as_eve, talking.anna, text="Again")
    assert listed(talking.as_anna, "requests") == []
    assert [one["id"] for one in listed(talking.as_anna)] == [request["id"]]


def test_an_answer_to_a_story_names_its_author_no_more_who_left(talking: Talking):
    sent = answer(talking.as_ben, put_up(talking.anna))
    assert talking.anna.id in str(Post.find(sent["id"]).body)
    leave(talking.anna.id)
    assert talking.anna.id not in str(Post.find(sent["id"]).body)
