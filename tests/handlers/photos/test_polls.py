"""Polls as Mastodon has them: asked with a post, voted in once, counted soon, and hidden with what hides the post."""

from typing import Any

import pytest

from chalicelib.models import base
from chalicelib.models.people.accounts import Account
from chalicelib.models.photos.interactions.rows import Interaction
from chalicelib.models.photos.posts import Post
from chalicelib.services.photos import posts
from tests.handlers.entities import Shape, faults
from tests.kit.client import Client
from tests.kit.events import deliver_events
from tests.kit.factories import make_account, make_media, make_token
from tests.kit.money.paid import let_sell
from tests.kit.polls import ASKED, asked, numbers, vote

POLL: Shape = {
    **dict.fromkeys(("expired", "multiple", "voted"), "flag"),
    **dict.fromkeys(("votes_count", "voters_count"), "count"),
    **dict.fromkeys(("options", "emojis", "own_votes"), "list"),
    "id": "id",
    "expires_at": "time",
}


@pytest.fixture
def anna() -> Account:
    return make_account("anna")


@pytest.fixture
def ben() -> Client:
    return Client(make_token(make_account("ben")))


def test_a_poll_is_asked_voted_in_and_counted(anna: Account, ben: Client):
    status = asked(anna)
    poll = status["poll"]
    assert faults(poll, POLL) == []
    assert ([one["title"] for one in poll["options"]], numbers(poll)) == (ASKED["options"], [0, 0, 0])
    assert (poll["id"], poll["multiple"], poll["expired"], poll["voted"]) == (status["id"], False, False, True)

    answer = vote(ben, status, 1).json()
    assert faults(answer, POLL) == []
    assert (numbers(answer), answer["votes_count"], answer["voted"], answer["own_votes"]) == ([0, 1, 0], 1, True, [1])
    # Whoever voted sees it at once, and all others soon.
    assert numbers(ben.get(f"/api/v1/statuses/{status['id']}").json()["poll"]) == [0, 1, 0]
    nobody = f"/api/v1/polls/{status['id']}"
    assert numbers(Client().get(nobody).json()) == [0, 0, 0]
    deliver_events()
    seen = Client().get(nobody).json()
    assert (numbers(seen), seen["voters_count"], seen["voted"], seen["own_votes"]) == ([0, 1, 0], 1, False, [])
    # Their own is not counted twice.
    assert numbers(ben.get(nobody).json()) == [0, 1, 0]


def test_several_options_are_chosen_at_once_where_the_poll_allows_it(anna: Account, ben: Client):
    status = asked(anna, {**ASKED, "multiple": True})
    answer = vote(ben, status, "2", 0, 0).json()
    assert (answer["own_votes"], answer["votes_count"], answer["voters_count"]) == ([0, 2], 2, 1)
    deliver_events()
    vote(Client(make_token(make_account())), status, 2)
    deliver_events()
    seen = Client().get(f"/api/v1/polls/{status['id']}").json()
    assert (numbers(seen), seen["votes_count"], seen["voters_count"]) == ([1, 0, 2], 3, 2)


def test_a_vote_is_given_once(anna: Account, ben: Client):
    status = asked(anna)
    assert vote(ben, status, 0).status_code == 200
    again = vote(ben, status, 1)
    assert (again.status_code, again.json()["error"]) == (422, "Validation failed: You have already voted on this poll")
    deliver_events()
    assert numbers(ben.get(f"/api/v1/polls/{status['id']}").json()) == [1, 0, 0]


@pytest.mark.parametrize("choices", [(), (3,), (-1,), (0, 1), ("x",), (10**30,), (None,)])
def test_a_vote_for_what_there_is_not_is_refused_and_leaves_the_vote(anna: Account, ben: Client, choices: Any):
    status = asked(anna)
    assert vote(ben, status, *choices).status_code == 422
    assert vote(ben, status, 0).status_code == 200


def test_nobody_votes_in_their_own_poll_or_in_one_that_is_over(
    anna: Account, ben: Client, monkeypatch: pytest.MonkeyPatch
):
    status = asked(anna)
    assert vote(Client(make_token(anna)), status, 0).status_code == 422
    later = base.clock() + ASKED["expires_in"] + 1
    monkeypatch.setattr(base, "clock", lambda: later)
    assert vote(ben, status, 0).status_code == 422
    assert ben.get(f"/api/v1/polls/{status['id']}").json()["expired"] is True


def test_numbers_wait_for_the_end_where_the_author_says_so(anna: Account, ben: Client, monkeypatch: pytest.MonkeyPatch):
    status = asked(anna, {**ASKED, "hide_totals": True})
    assert numbers(vote(ben, status, 0).json()) == [None, None, None]
    deliver_events()
    for client in (ben, Client(make_token(anna)), Client()):
        assert numbers(client.get(f"/api/v1/polls/{status['id']}").json()) == [None, None, None]
    later = base.clock() + ASKED["expires_in"] + 1
    monkeypatch.setattr(base, "clock", lambda: later)
    assert numbers(Client().get(f"/api/v1/polls/{status['id']}").json()) == [1, 0, 0]


def test_no_edit_changes_what_was_voted_on(anna: Account, ben: Client):
    status = asked(anna)
    vote(ben, status, 0)
    own, path = Client(make_token(anna)), f"/api/v1/statuses/{status['id']}"
    # Clients send the poll back with every edit.
    again: list[dict[str, Any]] = [{}, {"poll": ASKED}, {"poll": {**ASKED, "expires_in": 7200}}]
    for sent in again:
        edited = own.put(path, json={"status": "Where to, then?", **sent})
        assert (edited.status_code, edited.json()["poll"]["expires_at"]) == (200, status["poll"]["expires_at"])
    others: list[dict[str, Any]] = [{"options": ["Sea", "Moon"], "expires_in": 3600}, {**ASKED, "multiple": True}]
    for other in others:
        assert own.put(path, json={"status": "Where to?", "poll": other}).status_code == 422
    plain = own.post("/api/v1/statuses", json={"status": "No question"}).json()
    assert own.put(f"/api/v1/statuses/{plain['id']}", json={"status": "x", "poll": ASKED}).status_code == 422
    assert own.get(f"{path}/history").json()[0]["poll"] == {"options": [{"title": one} for one in ASKED["options"]]}
    deliver_events()
    assert numbers(own.get(path).json()["poll"]) == [1, 0, 0]


def test_a_poll_is_hidden_and_locked_with_its_post(anna: Account, ben: Client):
    kept = asked(anna, visibility="private")
    assert ben.get(f"/api/v1/polls/{kept['id']}").status_code == 404
    assert vote(ben, kept, 0).status_code == 404
    let_sell(anna)
    price = {"price": {"amount": 500, "currency": "eur"}}
    sold = asked(anna, media_ids=[make_media(anna).id], rossgram=price)
    locked = ben.get(f"/api/v1/statuses/{sold['id']}")
    assert (locked.json()["poll"], "Hills" in locked.text) == (None, False)
    assert ben.get(f"/api/v1/polls/{sold['id']}").status_code == 404
    assert vote(ben, sold, 0).status_code == 404
    # The author's own parts alone.
    assert {row.account_id for row in Interaction.scan()} == {anna.id}


@pytest.mark.parametrize("path", ["/api/v1/polls/1", "/api/v1/polls/115000000000000000"])
def test_what_asks_nothing_is_no_poll(anna: Account, ben: Client, path: str):
    plain = Client(make_token(anna)).post("/api/v1/statuses", json={"status": "No question"}).json()
    for one in (path, f"/api/v1/polls/{plain['id']}"):
        assert ben.get(one).status_code == 404
        assert ben.post(f"{one}/votes", json={"choices": [0]}).status_code == 404


def test_whoever_is_blocked_does_not_vote(anna: Account, ben: Client):
    status = asked(anna)
    Client(make_token(anna)).post(f"/api/v1/accounts/{Account.find_by_handle('ben').id}/block")
    assert vote(ben, status, 0).status_code == 404


def test_a_filter_finds_the_words_of_a_poll(anna: Account, ben: Client):
    status = asked(anna)
    given: dict[str, Any] = {"title": "No hills", "context": ["public"], "keywords_attributes": [{"keyword": "hills"}]}
    assert ben.post("/api/v2/filters", json=given).status_code == 200
    assert len(ben.get(f"/api/v1/statuses/{status['id']}").json()["filtered"]) == 1


def test_votes_are_gone_with_their_post(anna: Account, ben: Client):
    status = asked(anna)
    vote(ben, status, 0)
    posts.delete(anna.id, status["id"])
    deliver_events()
    assert list(Interaction.voters.query(status["id"])) == []
    assert Post.find_all([status["id"]]) == {}
