"""Closed accounts through the HTTP door: whatever the reason, to all others they are as if they had never been."""

import pytest

from chalicelib.models.people.accounts import Account
from chalicelib.models.people.closed import LEAVING, SUSPENDED
from chalicelib.services.people.relationships import closed
from tests.kit.client import Client
from tests.kit.events import deliver_events
from tests.kit.factories import make_account, make_token
from tests.kit.surfaces import POSTS, SURFACES, Meeting, mentions, seen

MISSING = "/api/v1/accounts/1"


@pytest.mark.parametrize("is_told", [False, True], ids=["at once", "once all is told"])
@pytest.mark.parametrize("reason", [LEAVING, SUSPENDED])
def test_nobody_finds_anything_of_a_closed_account_and_all_of_it_once_it_is_open_again(reason: str, is_told: bool):
    met = Meeting()
    ben, eve, own = met.as_ben(), Client(make_token(met.eve)), Client(make_token(met.anna))
    before = seen(ben, met), seen(eve, met), seen(Client(), met), seen(own, met)
    assert before[0] == set(SURFACES)
    assert closed.close(met.anna.id, reason)
    if is_told:
        deliver_events()
    # What one said below another's post is one's own, though the post is not there.
    assert seen(ben, met) == set()
    assert seen(eve, met) == {"answers to them"}
    assert seen(Client(), met) == set()
    assert mentions(met) == []
    assert seen(own, met) >= {"a post", "its conversation", "their page", "profile", "answers to them"}
    assert closed.reopen(met.anna.id, reason)
    deliver_events()
    assert (seen(ben, met), seen(eve, met), seen(Client(), met), seen(own, met)) == before
    assert mentions(met) == [met.anna.id]


NEW = ["follow", "unfollow", "block", "unblock", "mute", "unmute", "unendorse", "remove_from_followers", "note"]


@pytest.mark.parametrize("call", [*NEW, "comment"])
def test_nobody_begins_anything_with_a_closed_account_as_with_one_that_never_was(call: str):
    met = Meeting()
    stranger = Client(make_token(make_account()))
    closed.close(met.anna.id, LEAVING)
    answers = []
    for account_id, post_id in ((met.anna.id, met.post.id), ("1", "1")):
        if call == "comment":
            answer = stranger.post("/api/v1/statuses", json={"status": "So?", "in_reply_to_id": post_id})
        else:
            answer = stranger.post(f"/api/v1/accounts/{account_id}/{call}", json={"comment": "Met in Rome"})
        answers.append((answer.status_code, answer.json()))
    assert answers[0] == answers[1]
    assert answers[0][0] == 404


def test_a_closed_account_says_nothing_new_to_others_and_gets_no_new_picture():
    met = Meeting()
    own = Client(make_token(met.anna))
    closed.close(met.anna.id, LEAVING)
    deliver_events()
    said = own.post("/api/v1/statuses", json={"status": "Under it", "in_reply_to_id": met.eves.id})
    assert said.status_code == 200
    assert met.as_ben().get(f"/api/v1/statuses/{said.json()['id']}").status_code == 404
    avatar = own.patch("/api/v1/accounts/update_credentials", files={"avatar": ("a.jpg", b"a picture", "image/jpeg")})
    assert avatar.status_code == 422
    closed.reopen(met.anna.id, LEAVING)
    deliver_events()
    assert met.as_ben().get(f"/api/v1/statuses/{said.json()['id']}").status_code == 200


def test_an_account_is_closed_and_opened_once_and_for_its_own_reason():
    anna = make_account()
    assert not closed.reopen(anna.id, LEAVING)
    assert closed.close(anna.id, LEAVING)
    assert not closed.close(anna.id, LEAVING)
    assert closed.close(anna.id, SUSPENDED)
    assert not closed.close(anna.id, LEAVING)
    assert not closed.reopen(anna.id, LEAVING)
    assert Account.find(anna.id).closed == SUSPENDED
    assert closed.reopen(anna.id, SUSPENDED)
    assert Account.find(anna.id).closed is None


def test_what_a_closed_account_showed_is_not_shown_by_another_that_closed_too():
    met = Meeting()
    for one in (met.anna, met.eve):
        closed.close(one.id, LEAVING)
    deliver_events()
    closed.reopen(met.anna.id, LEAVING)
    deliver_events()
    ben = met.as_ben()
    # Eve's answer, and what Anna said below Eve's post, belong to Eve, who is still away.
    assert ben.get(f"/api/v1/statuses/{met.answer.id}").status_code == 404
    assert ben.get(f"/api/v1/statuses/{met.below.id}").status_code == 404
    assert seen(ben, met) >= set(POSTS) - {"what is answered", "answers to them"}
    closed.reopen(met.eve.id, LEAVING)
    deliver_events()
    assert seen(ben, met) == set(SURFACES)
