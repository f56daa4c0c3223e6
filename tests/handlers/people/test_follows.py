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


def test_followed_accounts_are_listed_by_the_follow_and_not_by_their_age():
    ben, others = make_account(), [make_account() for _ in range(5)]
    followed = [others[place].id for place in (3, 0, 4, 1, 2)]
    for account_id in followed:
        Client(make_token(ben)).post(f"/api/v1/accounts/{account_id}/follow")
    listed: list[str] = []
    address = f"/api/v1/accounts/{ben.id}/following?limit=2"
    while address and len(listed) < 9:
        page = Client().get(address)
        listed += [account["id"] for account in page.json()]
        address = page.links["next"]["url"].partition("8000")[2] if "next" in page.links else ""
    assert listed == followed[::-1]
