"""Every read that a client makes at its start answers in its documented shape, and says no more than is so."""

from typing import Any

import pytest

from tests.handlers.entities import ACCOUNT, STATUS, faults
from tests.kit.client import Client
from tests.kit.factories import make_account, make_post, make_token

POLICY = {
    **dict.fromkeys(("for_not_following", "for_not_followers", "for_new_accounts"), "accept"),
    "for_private_mentions": "accept",
    "for_limited_accounts": "filter",
    "summary": {"pending_requests_count": 0, "pending_notifications_count": 0},
}
# What only somebody who is signed in is told, with the scope that it takes.
OWN: dict[str, tuple[str, Any]] = {
    "v1/lists": ("read:lists", []),
    "v1/filters": ("read:filters", []),
    "v2/filters": ("read:filters", []),
    "v1/markers": ("read:statuses", {}),
    "v1/followed_tags": ("read:follows", []),
    "v1/featured_tags": ("read:accounts", []),
    "v1/notifications": ("read:notifications", []),
    "v2/notifications": ("read:notifications", {"accounts": [], "statuses": [], "notification_groups": []}),
    "v1/notifications/unread_count": ("read:notifications", {"count": 0}),
    "v2/notifications/unread_count": ("read:notifications", {"count": 0}),
    "v2/notifications/policy": ("read:notifications", POLICY),
    "v1/notifications/requests": ("read:notifications", []),
    "v1/notifications/requests/merged": ("read:notifications", {"merged": True}),
    "v1/conversations": ("read:statuses", []),
    "v1/scheduled_statuses": ("read:statuses", []),
    "v1/domain_blocks": ("read:blocks", []),
    "v1/endorsements": ("read:accounts", []),
}
OPEN: dict[str, Any] = {
    **{key: [] for key in ("v1/trends", "v1/trends/tags", "v1/trends/statuses", "v1/trends/links")},
    **{key: [] for key in ("v1/instance/rules", "v1/instance/peers", "v1/instance/activity", "v1/custom_emojis")},
    "v1/instance/domain_blocks": [],
    "v1/instance/translation_languages": {},
    "v1/instance/languages": [{"code": "en", "name": "English"}, {"code": "ru", "name": "Russian"}],
    "v1/instance/privacy_policy": {"updated_at": None, "content": ""},
}


@pytest.fixture
def client() -> Client:
    return Client(make_token(make_account()))


@pytest.mark.parametrize("path", OWN)
def test_what_is_ones_own_answers_whoever_is_signed_in_with_the_scope(path: str):
    scope, expected = OWN[path]
    account = make_account()
    for scopes in ("read", scope):
        answer = Client(make_token(account, scopes=scopes)).get(f"/api/{path}")
        assert (answer.status_code, answer.json()) == (200, expected)
    assert "Link" not in answer.headers
    assert Client(make_token(account, scopes="write")).get(f"/api/{path}").status_code == 403
    assert Client().get(f"/api/{path}").status_code == 401


@pytest.mark.parametrize("path", OPEN)
def test_what_is_for_all_answers_with_a_token_and_without(path: str, client: Client):
    for reader in (client, Client()):
        answer = reader.get(f"/api/{path}")
        assert (answer.status_code, answer.json()) == (200, OPEN[path])


def test_a_token_without_a_push_subscription_is_told_so(client: Client):
    answer = client.get("/api/v1/push/subscription")
    assert (answer.status_code, answer.json()) == (
        404,
        {"error_code": "not_found", "msg": "Record not found", "error": "Record not found"},
    )
    assert Client().get("/api/v1/push/subscription").status_code == 401


def test_there_is_nothing_to_clear(client: Client):
    assert client.post("/api/v1/notifications/clear").json() == {}
    assert Client().post("/api/v1/notifications/clear").status_code == 401


def test_the_server_says_what_it_is_about():
    found = Client().get("/api/v1/instance/extended_description").json()
    assert found["content"].startswith("<p>Photos, and the people who make them")


def test_the_server_says_in_which_languages_its_pages_and_letters_are():
    for version in ("v1", "v2"):
        assert Client().get(f"/api/{version}/instance").json()["languages"] == ["en", "ru"]


def test_accounts_and_posts_are_read_by_their_ids(client: Client):
    anna, ben = make_account("anna"), make_account("ben")
    found = client.get(f"/api/v1/accounts?id[]={ben.id}&id[]={anna.id}&id[]=115000000000000000&id[]=x").json()
    assert ([one["username"] for one in found], faults(found, [ACCOUNT])) == (["ben", "anna"], [])
    post, hidden = make_post(anna), make_post(anna, access="me")
    path = f"/api/v1/statuses?id[]={hidden.id}&id[]={post.id}&id[]=x"
    for reader in (client, Client()):
        found = reader.get(path).json()
        assert ([one["id"] for one in found], faults(found, [STATUS])) == ([post.id], [])
    assert len(Client(make_token(anna)).get(path).json()) == 2
    assert client.get("/api/v1/statuses").json() == client.get("/api/v1/accounts").json() == []
    assert client.get("/api/v1/accounts?" + "&".join(f"id[]={number}" for number in range(101))).status_code == 422


def test_preferences_are_what_one_chose_for_new_posts(client: Client):
    found = client.get("/api/v1/preferences").json()
    assert (found["posting:default:visibility"], found["posting:default:sensitive"]) == ("public", False)
    assert (found["reading:expand:media"], found["reading:expand:spoilers"]) == ("default", False)
    assert found["reading:autoplay:gifs"] is False
    chosen: dict[str, Any] = {"privacy": "unlisted", "sensitive": True, "language": "de"}
    client.patch("/api/v1/accounts/update_credentials", json={"source": chosen})
    found = client.get("/api/v1/preferences").json()
    assert [found[f"posting:default:{name}"] for name in ("visibility", "sensitive", "language")] == [*chosen.values()]
