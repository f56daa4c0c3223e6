"""Taking tokens back, and what the server says about itself."""

from chalicelib import config
from tests.kit.client import Client
from tests.kit.factories import make_account, make_app, make_token
from tests.kit.oauth import PASSWORD, exchange, works


def test_a_token_is_taken_back_with_its_session() -> None:
    make_account("anna", password=PASSWORD)
    made = make_app("read")
    app = {"client_id": made.app.client_id, "client_secret": made.secret}
    for kind in ("access_token", "refresh_token"):
        token = exchange(made, grant_type="password", username="anna", password=PASSWORD).json()
        answer = Client().post("/oauth/revoke", data={**app, "token": token[kind]})
        assert (answer.status_code, answer.json()) == (200, {})
        assert not works(token["access_token"])
        refreshed = exchange(made, grant_type="refresh_token", refresh_token=token["refresh_token"])
        assert refreshed.json()["error"] == "invalid_grant"
        assert Client().post("/oauth/revoke", data={**app, "token": token[kind]}).status_code == 200


def test_an_apps_own_token_is_taken_back() -> None:
    made = make_app("read")
    token = exchange(made, grant_type="client_credentials").json()["access_token"]
    form = {"client_id": made.app.client_id, "client_secret": made.secret, "token": token}
    assert Client().post("/oauth/revoke", data=form).status_code == 200
    assert not works(token)


def test_an_unknown_token_is_as_good_as_taken_back() -> None:
    made = make_app("read")
    app = {"client_id": made.app.client_id, "client_secret": made.secret}
    for token in ("unknown", "a.b", ".", "." * 4000):
        assert Client().post("/oauth/revoke", data={**app, "token": token}).status_code == 200


def test_a_token_of_another_app_is_not_taken_back() -> None:
    anna, other = make_account("anna", password=PASSWORD), make_app("read")
    form = {"client_id": other.app.client_id, "client_secret": other.secret}
    token = make_token(anna, "read")
    refresh = exchange(make_app(), grant_type="password", username="anna", password=PASSWORD).json()["refresh_token"]

    for one in (token, refresh):
        answer = Client().post("/oauth/revoke", data={**form, "token": one})
        assert (answer.status_code, answer.json()["error"]) == (403, "unauthorized_client")
    assert works(token)


def test_only_an_app_takes_tokens_back() -> None:
    token, made = make_token(make_account()), make_app()
    for form in ({}, {"client_id": made.app.client_id, "client_secret": "wrong"}):
        answer = Client().post("/oauth/revoke", data={**form, "token": token})
        assert (answer.status_code, answer.json()["error"]) == (401, "invalid_client")
    app = {"client_id": made.app.client_id, "client_secret": made.secret}
    assert Client().post("/oauth/revoke", data=app).json()["error"] == "invalid_request"
    assert works(token)


def test_the_server_says_what_it_can_do() -> None:
    server = Client().get("/.well-known/oauth-authorization-server").json()
    assert server["token_endpoint"] == f"{config.PUBLIC_URL}/oauth/token"
    assert set(server["grant_types_supported"]) >= {"authorization_code", "client_credentials", "refresh_token"}
    assert "S256" in server["code_challenge_methods_supported"]


def test_a_browser_may_ask_first() -> None:
    for path in ("/oauth/token", "/oauth/revoke", "/api/v1/apps", "/api/v1/accounts"):
        answer = Client().options(path, headers={"Origin": "https://app.example"})
        assert answer.status_code == 200
        assert answer.headers["Access-Control-Allow-Origin"] == "*"
