"""Private accounts through the HTTP door: who is not let in finds nothing, at once and once all is told."""

import pytest

from chalicelib.models.people.follows import Follow
from tests.handlers.entities import ACCOUNT, OWN_ACCOUNT, RELATIONSHIP, faults
from tests.kit.client import Client
from tests.kit.events import deliver_events
from tests.kit.factories import make_account, make_post, make_token
from tests.kit.recorder import record_calls, written
from tests.kit.surfaces import COMMENTS, LISTS, POSTS, PROFILE, SURFACES, Meeting, seen

# Lists for everybody.
OF_ALL = {"public", "the page of a place"}
CREDENTIALS = "/api/v1/accounts/update_credentials"
# What a stranger still finds of a private account: that it is there, and what it says under posts of others. The page
# of its posts answers, and is empty.
LEFT = {*COMMENTS, *LISTS, *PROFILE}


def lock(client: Client, *, is_private: bool = True) -> None:
    answer = client.patch(CREDENTIALS, json={"locked": is_private})
    assert (answer.status_code, faults(answer.json(), OWN_ACCOUNT)) == (200, [])
    assert answer.json()["locked"] is is_private


@pytest.mark.parametrize("is_told", [False, True], ids=["at once", "once all is told"])
def test_whoever_is_not_let_in_finds_nothing_of_a_private_account(is_told: bool):
    met = Meeting()
    anna, ben, eve = Client(make_token(met.anna)), met.as_ben(), Client(make_token(met.eve))
    ben.post(f"/api/v1/accounts/{met.anna.id}/unfollow")
    deliver_events()
    assert seen(ben, met) == set(SURFACES) - {"home"}
    lock(anna)
    if is_told:
        deliver_events()
    # Their own comment is theirs to see; the post above it is not.
    assert seen(ben, met) == LEFT
    assert seen(Client(), met) & set(POSTS) == set()
    assert Client().get(f"/api/v1/accounts/{met.anna.id}").json()["locked"] is True
    # Whoever follows goes on as before, but for the timeline of everybody.
    own = {"one's favourites", "one's bookmarks"}
    assert seen(eve, met) == set(SURFACES) - own - (OF_ALL if is_told else set())
    assert seen(anna, met) >= set(POSTS) - own - (OF_ALL if is_told else set())
    lock(anna, is_private=False)
    deliver_events()
    assert seen(ben, met) == set(SURFACES) - {"home"}


def test_a_private_account_is_asked_and_answers(monkeypatch: pytest.MonkeyPatch):
    anna, ben = make_account(), make_account()
    owner, asker = Client(make_token(anna)), Client(make_token(ben))
    lock(owner)
    post = make_post(anna)
    deliver_events()
    calls = record_calls(monkeypatch)
    asked = asker.post(f"/api/v1/accounts/{anna.id}/follow").json()
    # Not even for a moment.
    assert Follow.Meta.table_name not in written(calls)
    assert (faults(asked, RELATIONSHIP), asked["requested"], asked["following"]) == ([], True, False)
    assert asker.get(f"/api/v1/statuses/{post.id}").status_code == 404
    assert owner.get("/api/v1/accounts/verify_credentials").json()["source"]["follow_requests_count"] == 1
    [listed] = owner.get("/api/v1/follow_requests").json()
    assert (faults(listed, ACCOUNT), listed["id"]) == ([], ben.id)
    shown = owner.get("/api/v1/accounts/relationships", params={"id[]": ben.id}).json()[0]
    assert (shown["requested_by"], shown["followed_by"]) == (True, False)
    answer = owner.post(f"/api/v1/follow_requests/{ben.id}/authorize").json()
    assert (answer["followed_by"], answer["requested_by"]) == (True, False)
    assert asker.get(f"/api/v1/statuses/{post.id}").status_code == 200
    assert [one["id"] for one in asker.get("/api/v1/timelines/home").json()] == [post.id]
    # The answer may have been lost.
    assert owner.post(f"/api/v1/follow_requests/{ben.id}/authorize").status_code == 200
    assert owner.get("/api/v1/follow_requests").json() == []
    deliver_events()
    assert Client().get(f"/api/v1/accounts/{anna.id}").json()["followers_count"] == 1


def test_whoever_is_turned_down_is_not_told_and_may_take_back_what_they_asked():
    anna, ben = make_account(), make_account()
    owner, asker = Client(make_token(anna)), Client(make_token(ben))
    lock(owner)
    for end in ("reject", "unfollow"):
        for _ in range(2):
            assert asker.post(f"/api/v1/accounts/{anna.id}/follow").json()["requested"] is True
        if end == "reject":
            assert owner.post(f"/api/v1/follow_requests/{ben.id}/reject").status_code == 200
        else:
            assert asker.post(f"/api/v1/accounts/{anna.id}/unfollow").json()["requested"] is False
        assert owner.get("/api/v1/follow_requests").json() == []
        for call in ("reject", "authorize"):
            assert owner.post(f"/api/v1/follow_requests/{ben.id}/{call}").status_code == 404
        [shown] = asker.get("/api/v1/accounts/relationships", params={"id[]": anna.id}).json()
        assert (shown["requested"], shown["following"]) == (False, False)


def test_requests_are_listed_in_their_order_page_by_page():
    anna, askers = make_account(), [make_account() for _ in range(7)]
    owner = Client(make_token(anna))
    lock(owner)
    for asker in askers:
        Client(make_token(asker)).post(f"/api/v1/accounts/{anna.id}/follow")
    found, url = [], "/api/v1/follow_requests?limit=3"
    while url:
        answer = owner.get(url)
        found += [one["id"] for one in answer.json()]
        url = answer.links.get("next", {}).get("url", "")
    assert found == [asker.id for asker in reversed(askers)]


def test_a_block_takes_requests_away():
    anna, ben = make_account(), make_account()
    owner = Client(make_token(anna))
    lock(owner)
    Client(make_token(ben)).post(f"/api/v1/accounts/{anna.id}/follow")
    owner.post(f"/api/v1/accounts/{ben.id}/block")
    owner.post(f"/api/v1/accounts/{ben.id}/unblock")
    assert owner.get("/api/v1/follow_requests").json() == []
