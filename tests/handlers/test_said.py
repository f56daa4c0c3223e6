"""What the server says of itself is so: its addresses, who answers for it, and what scopes open."""

from urllib.parse import urlsplit

import pytest

from app import app
from chalicelib import config
from chalicelib.models.people.accounts import Account, Name
from chalicelib.models.people.closed import SUSPENDED
from chalicelib.schemas.people import scopes
from chalicelib.services.people.relationships import closed
from tests.kit.client import Client
from tests.kit.factories import make_account, make_app, make_token
from tests.kit.hostility import fill
from tests.kit.oauth import PASSWORD, ask_of, exchange

FORM = {"email": "anna@example.com", "password": PASSWORD, "agreement": "true"}
ROUTES = sorted((method, path) for path, found in app.route_table.items() for method in found)
KINDS = {
    "application/x-www-form-urlencoded": b"a=b",
    "multipart/form-data; boundary=x": b'--x\r\nContent-Disposition: form-data; name="a"\r\n\r\nb\r\n--x--\r\n',
    "text/plain;charset=UTF-8": b"nothing",
    "application/octet-stream": b"\x00\xff",
    "application/json": b"{}",
    "": b"",
}


def contacts() -> tuple[object, object]:
    """Return whom both versions of the API name."""
    old, new = Client().get("/api/v1/instance").json(), Client().get("/api/v2/instance").json()
    return old["contact_account"], new["contact"]["account"]


def sign_up(handle: str) -> None:
    form = {**FORM, "username": handle, "email": f"{handle}@example.com"}
    assert Client().post("/oauth/sign_up", data=form).status_code == 200


def test_the_address_of_streaming_is_one():
    old, new = Client().get("/api/v1/instance").json(), Client().get("/api/v2/instance").json()
    for url in (old["urls"]["streaming_api"], new["configuration"]["urls"]["streaming"]):
        assert url == f"wss://{config.DOMAIN}"
        assert urlsplit(url).hostname


def test_the_first_account_answers_for_a_server_where_nobody_was_named():
    assert contacts() == (None, None)
    sign_up("anna")
    sign_up("bela")
    whole = Client().get(f"/api/v1/accounts/{Account.find_by_handle('anna').id}").json()
    assert contacts() == (whole, whole)


def test_the_account_that_the_operator_names_answers_for_the_server(monkeypatch: pytest.MonkeyPatch):
    sign_up("anna")
    bela = make_account("bela")
    monkeypatch.setattr(config, "CONTACT_ACCOUNT", "Bela")
    assert [found["id"] for found in contacts() if isinstance(found, dict)] == [bela.id] * 2


def test_the_first_account_answers_where_nobody_has_the_name_of_the_settings(monkeypatch: pytest.MonkeyPatch):
    sign_up("anna")
    anna, bela = Account.find_by_handle("anna"), make_account("bela")
    monkeypatch.setattr(config, "CONTACT_ACCOUNT", "bela")
    closed.close(bela.id, SUSPENDED)
    assert [found["id"] for found in contacts() if isinstance(found, dict)] == [anna.id] * 2
    monkeypatch.setattr(config, "CONTACT_ACCOUNT", "nobody")
    assert [found["id"] for found in contacts() if isinstance(found, dict)] == [anna.id] * 2
    closed.close(anna.id, SUSPENDED)
    assert contacts() == (None, None)


def test_of_a_server_that_has_accounts_nobody_is_taken_for_the_first():
    make_account("anna")
    sign_up("bela")
    assert contacts() == (None, None)
    assert Name.count() == 4


@pytest.mark.parametrize("kind", KINDS)
def test_every_route_takes_every_kind_of_body(kind: str):
    client = Client(make_token(make_account()))
    for method, path in ROUTES:
        if path != "/webhooks/stripe":
            headers = {"Content-Type": kind} if kind else {}
            answer = client.request(method, fill(path), data=KINDS[kind], headers=headers)
            assert answer.status_code != 415, (method, path)
            # A session of our web client is ended from a page of ours alone, and what is for moderators by them.
            refusal = 403 if path == "/api/rossgram/v1/session" or "/admin/" in path else 404
            assert method != "DELETE" or answer.status_code in {200, 204, refusal, 422}, (path, answer.text)


@pytest.mark.parametrize("body", [b"nothing", b"[]", b"null", b"{", b"\xff", b'""'])
def test_a_deletion_takes_whatever_a_client_sends_along(body: bytes):
    client = Client(make_token(make_account()))
    for kind in KINDS:
        post = client.post("/api/v1/statuses", data={"status": "x"}).json()
        headers = {"Content-Type": kind} if kind else {}
        assert client.delete(f"/api/v1/statuses/{post['id']}", data=body, headers=headers).status_code == 200


def test_a_deletion_still_hears_what_it_is_told():
    client = Client(make_token(make_account()))
    post = client.post("/api/v1/statuses", data={"status": "x"}).json()
    assert client.delete(f"/api/v1/statuses/{post['id']}", data={"delete_media": "maybe"}).status_code == 422


def test_the_page_says_of_each_scope_what_is_there_and_nothing_else(monkeypatch: pytest.MonkeyPatch):
    served = set(app.route_table)
    begin, parts = scopes.WHOLE["read"]
    monkeypatch.setitem(scopes.WHOLE, "read", (begin, (*parts, ("what nobody serves", "/api/v1/nothing"))))
    page = Client().get("/oauth/authorize", params=ask_of(make_app("read write follow push admin:read"))).text
    for scope in ("read", "write", "follow", "push", "admin:read"):
        for words, path in scopes.WHOLE[scope][1]:
            assert (words.replace("'", "&#39;") in page) is (path in served), words


@pytest.mark.parametrize(
    ("scope", "path", "words"),
    [
        ("push", "/api/v1/push/subscription", "send notifications to this device"),
        ("follow", "/api/v1/accounts/{account_id}/block", "block them"),
        ("read:blocks", "/api/v1/blocks", "see your blocks"),
        ("write:media", "/api/v2/media", "change your media"),
        ("read:nonsense", "", ""),
    ],
)
def test_a_scope_means_what_is_served(scope: str, path: str, words: str):
    assert scopes.in_words(scope, {path}) == words
    assert scopes.in_words(scope, set()) == ""


def test_paths_of_what_is_served_today_are_spelled_as_routes_are():
    paths = {path for _, parts in scopes.WHOLE.values() for _, path in parts}
    paths |= {path for nouns in scopes.NOUNS.values() for path in nouns.values()}
    shape = {fill(path, "{}") for path in app.route_table}
    assert {path for path in paths if fill(path, "{}") in shape} == paths & set(app.route_table)


def test_the_server_supports_the_scopes_that_open_something():
    told = Client().get("/.well-known/oauth-authorization-server").json()["scopes_supported"]
    assert told == scopes.supported(app.route_table)
    assert {"read", "write", "follow", "profile"} <= set(told)


def test_the_scope_profile_opens_ones_own_profile_and_nothing_else():
    make_account("anna", password=PASSWORD)
    fields = {"grant_type": "password", "username": "anna", "password": PASSWORD, "scope": "profile"}
    client = Client(exchange(make_app("profile"), **fields).json()["access_token"])
    assert client.get("/api/v1/accounts/verify_credentials").json()["acct"] == "anna"
    assert client.get("/api/v1/timelines/home").status_code == 403
    assert client.get("/api/v1/accounts/relationships").status_code == 403


def test_a_refusal_names_its_kind_beside_its_sentence():
    said = "Record not found"
    assert Client().get("/api/v1/statuses/1").json() == {"error_code": "not_found", "msg": said, "error": said}
    form = {"username": "nobody", "password": "nothing that is right"}
    headers = {"X-Rossgram": "1", "Origin": config.PUBLIC_URL}
    answer = Client().post("/api/rossgram/v1/session", json=form, headers=headers)
    assert (answer.status_code, answer.json()["error_code"]) == (422, "wrong_password")


# What each version of the API promises, as far as it is told, by a path that serves it.
PROMISED = {
    2: ["/api/v2/notifications", "/api/v2/notifications/{group_key}", "/api/v2/notifications/unread_count"],
}


def test_each_version_of_the_api_that_is_told_is_there():
    told = Client().get("/api/v2/instance").json()["api_versions"]
    assert told == {"mastodon": max(PROMISED)}
    routes = {path for _, path in ROUTES}
    assert [path for paths in PROMISED.values() for path in paths if path not in routes] == []


def test_nodeinfo_names_the_software_that_runs_unless_the_operator_has_pixelfeds_app_sign_in(
    monkeypatch: pytest.MonkeyPatch,
):
    assert Client().get("/api/nodeinfo/2.0.json").json()["software"]["name"] == "rossgram"
    monkeypatch.setattr(config, "POSE_AS_PIXELFED", True)
    software = Client().get("/api/nodeinfo/2.0.json").json()["software"]
    assert software["name"] == "pixelfed"
    assert tuple(int(part) for part in software["version"].split(".")) >= (0, 12, 3)


def test_where_the_source_is_is_an_address_and_the_operators_where_they_name_one(monkeypatch: pytest.MonkeyPatch):
    assert Client().get("/api/v2/instance").json()["source_url"] == f"{config.PUBLIC_URL}/about"
    monkeypatch.setattr(config, "SOURCE_URL", "https://git.example/us")
    assert Client().get("/api/v2/instance").json()["source_url"] == "https://git.example/us"


def test_no_scope_promises_messages_which_nobody_can_send():
    assert "messages" not in " ".join(word for _, parts in scopes.WHOLE.values() for word, _ in parts)
