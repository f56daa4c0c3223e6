"""Following through the HTTP door."""

import pytest

from tests.kit.client import Client
from tests.kit.factories import make_account, make_token


@pytest.mark.parametrize(("call", "status"), [("follow", 422), ("unfollow", 200)])
def test_nobody_follows_themselves(call: str, status: int):
    account = make_account()
    answer = Client(make_token(account)).post(f"/api/v1/accounts/{account.id}/{call}")
    assert answer.status_code == status
    relationship = Client(make_token(account)).get("/api/v1/accounts/relationships", params={"id[]": account.id}).json()
    assert [one["following"] for one in relationship] == [False]


def test_what_was_never_followed_can_be_unfollowed():
    account, other = make_account(), make_account()
    answer = Client(make_token(account)).post(f"/api/v1/accounts/{other.id}/unfollow")
    assert (answer.status_code, answer.json()["following"]) == (200, False)
