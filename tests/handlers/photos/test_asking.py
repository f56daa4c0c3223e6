"""What a post may ask, at once and later, and what is refused with its post."""

from typing import Any

import pytest

from chalicelib.models.people.accounts import Account
from tests.kit.client import Client
from tests.kit.factories import make_account, make_token
from tests.kit.polls import ASKED, ask, asked, numbers


@pytest.fixture
def anna() -> Account:
    return make_account("anna")


@pytest.mark.parametrize(
    "poll",
    [
        {"options": ["One"], "expires_in": 3600},
        {"options": ["Same", " Same "], "expires_in": 3600},
        {"options": ["1", "2", "3", "4", "5"], "expires_in": 3600},
        {"options": ["a" * 51, "b"], "expires_in": 3600},
        {"options": ["e" + "\u0301" * 5000, "b"], "expires_in": 3600},
        {"options": ["a", "b"], "expires_in": 299},
        {"options": ["a", "b"], "expires_in": 2_629_747},
        {"options": ["a", "b"], "expires_in": "soon"},
        {"options": ["a", "b"]},
        {"options": "a", "expires_in": 3600},
        "a or b",
    ],
)
@pytest.mark.parametrize("scheduled_at", [None, "2099-01-01T00:00:00Z"], ids=["at once", "scheduled"])
def test_a_poll_that_cannot_be_asked_is_refused_with_its_post(anna: Account, poll: Any, scheduled_at: str | None):
    assert ask(anna, poll, scheduled_at=scheduled_at).status_code == 422
    assert Client(make_token(anna)).get(f"/api/v1/accounts/{anna.id}/statuses").json() == []


def test_a_form_asks_as_json_does_and_rows_that_nobody_filled_in_are_left_out(anna: Account):
    form = "status=Where&poll[options][]=Sea&poll[options][]=Hills&poll[options][]=&poll[expires_in]=86400"
    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    given = f"{form}&poll[multiple]=true&poll[hide_totals]=1"
    poll = Client(make_token(anna)).post("/api/v1/statuses", data=given, headers=headers).json()["poll"]
    assert [one["title"] for one in poll["options"]] == ["Sea", "Hills"]
    assert (poll["multiple"], numbers(poll)) == (True, [None, None])


def test_a_message_asks_nothing(anna: Account):
    make_account("ben")
    assert ask(anna, visibility="direct", status="@ben Where to?").status_code == 422
    told = Client(make_token(anna)).post("/api/v1/statuses", json={"status": "@ben Hello", "visibility": "direct"})
    assert ask(anna, in_reply_to_id=told.json()["id"]).status_code == 422


def test_a_scheduled_post_asks_from_when_it_is_out(anna: Account):
    poll = {**ASKED, "multiple": True, "hide_totals": True}
    made = asked(anna, poll, scheduled_at="2099-01-01T00:00:00Z")
    assert made["params"]["poll"] == poll
    own = Client(make_token(anna))
    assert own.get(f"/api/v1/scheduled_statuses/{made['id']}").json()["params"]["poll"] == poll
    draft = own.post("/api/rossgram/v1/drafts", json={"status": "Where to?", "poll": poll}).json()
    assert draft["params"]["poll"] == poll
    out = own.post(f"/api/rossgram/v1/drafts/{draft['id']}/publish", json={}).json()
    assert [one["title"] for one in out["poll"]["options"]] == ASKED["options"]


def test_the_server_says_how_large_a_poll_may_be():
    for version in ("v1", "v2"):
        limits = Client().get(f"/api/{version}/instance").json()["configuration"]["polls"]
        assert limits == {
            "max_options": 4,
            "max_characters_per_option": 50,
            "min_expiration": 300,
            "max_expiration": 2_629_746,
        }
