"""What Pixelfed's own app reads at its start is there, under both of its roots."""

from typing import Any

import pytest

from app import app
from chalicelib.models import base
from chalicelib.services.photos.trends import counting
from tests.handlers.entities import ACCOUNT, STATUS, faults
from tests.kit.client import Client
from tests.kit.factories import make_account, make_follow, make_post, make_token

SETTINGS = "/api/pixelfed/v1/app/settings"
CHOSEN: dict[str, Any] = {
    "timelines": {"show_public": True, "show_network": False, "hide_likes_shares": True},
    "media": {"hide_public_behind_cw": False, "always_show_cw": True, "show_alt_text": True},
    "appearance": {"links_use_in_app_browser": False, "theme": "dark"},
}
ROOTS = ("/api/v1.1", "/api/pixelfed/v1")


@pytest.fixture
def client() -> Client:
    return Client(make_token(make_account("anna")))


def test_the_configuration_says_what_the_server_takes():
    found = Client().get("/api/v2/config").json()
    told = Client().get("/api/nodeinfo/2.0.json").json()["metadata"]["config"]
    assert found["uploader"]["mime_types"] == told["uploader"]["mime_types"]
    assert (found["features"]["mobile_apis"], found["features"]["stories"]) == (True, True)
    assert found["site"]["url"] == "http://localhost:8000"


def test_the_settings_of_the_app_are_kept(client: Client, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(base, "clock", lambda: 1_795_000_000.0)
    first = client.get(SETTINGS).json()
    assert (first["username"], first["updated_at"], first["common"]["appearance"]["theme"]) == ("anna", None, "system")
    kept = client.post(SETTINGS, json={"common": {**CHOSEN, "else": "x" * 9999}, "more": 1}).json()
    assert (kept["common"], kept["updated_at"]) == (CHOSEN, "2026-11-18T11:06:40.000Z")
    assert client.get(SETTINGS).json() == kept
    refused: list[Any] = [{}, {"common": {}}, {"common": {**CHOSEN, "appearance": {"theme": "pink"}}}]
    for wrong in refused:
        assert client.post(SETTINGS, json=wrong).status_code == 422
    assert client.get(SETTINGS).json() == kept
    assert Client(make_token(make_account())).get(SETTINGS).json()["common"] == first["common"]


@pytest.mark.parametrize("root", ROOTS)
def test_both_roots_answer(root: str, client: Client):
    assert client.get(f"{root}/nag/state").json() == {"active": False}
    assert client.get(f"{root}/compose/settings").json()["default_scope"] == "public"
    for path in ("posts/trending?range=daily", "posts/network/trending", "posts/hashtags"):
        assert client.get(f"{root}/discover/{path}").json() == []
    anna, ben = make_account(), make_account()
    for author in (anna, ben):
        make_post(author)
    make_follow(ben, anna)
    counting.count()
    found = client.get(f"{root}/discover/accounts/popular").json()
    assert (len(found), faults(found, [ACCOUNT])) == (2, [])
    assert {Client().get(f"{root}/{path}").status_code for path in ("nag/state", "discover/posts/hashtags")} == {401}


def test_discovering_shows_the_newest_public_photos(client: Client):
    anna = make_account()
    post = make_post(anna)
    make_post(anna, photos=0)
    make_post(anna, access="private")
    found = client.get("/api/v1/discover/posts").json()["posts"]
    assert ([one["id"] for one in found], faults(found, [STATUS])) == ([post.id], [])


def test_what_one_root_serves_the_other_does_too():
    served = {root: {path.removeprefix(root) for path in app.route_table if path.startswith(root)} for root in ROOTS}
    assert served[ROOTS[0]] <= served[ROOTS[1]]
