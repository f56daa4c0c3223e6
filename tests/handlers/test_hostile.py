"""Every endpoint against what nobody should send: the API's own error, and nothing changed."""

import itertools

import pytest

from app import app
from chalicelib import config
from tests.kit.client import Client
from tests.kit.factories import make_account, make_media, make_post, make_token
from tests.kit.hostility import (
    AT_STRIPE,
    JSON,
    NAMES,
    NEED_NOTHING,
    ROUTES,
    VALUES,
    WRITES,
    check,
    encoded,
    fill,
    rows,
    unreadable,
)
from tests.kit.staff import as_staff, make_staff


@pytest.fixture(autouse=True)
def _without_stripe(monkeypatch: pytest.MonkeyPatch) -> None:
    """Switch payments off: nothing here should come as far as Stripe, and what does is told at once."""
    monkeypatch.setattr(config, "STRIPE_API_KEY", "")


@pytest.fixture
def client() -> Client:
    return Client(make_token(make_account()))


@pytest.mark.parametrize(("path", "method"), ROUTES)
def test_without_a_token_nothing_is_written(path: str, method: str):
    before = rows()
    answer = Client().request(method, fill(path), json={})
    check(answer, path)
    assert rows() == before


@pytest.mark.parametrize(("path", "method"), ROUTES)
def test_a_token_that_is_none_of_ours_is_refused(path: str, method: str):
    answer = Client("not-a-token").request(method, fill(path), json={})
    check(answer, path)
    # What the server says of itself is the same for everybody: nobody's token is looked at.
    if path.startswith("/api/v1") and "{" in path and not path.startswith("/api/v1/instance/"):
        assert answer.status_code == 401


@pytest.mark.sampled(4)
@pytest.mark.parametrize(("path", "method"), WRITES)
def test_values_of_every_wrong_type_change_nothing(path: str, method: str, client: Client):
    before = rows()
    for value in VALUES:
        answer = client.request(method, fill(path), data=encoded(dict.fromkeys(NAMES, value)), headers=JSON)
        check(answer, path)
    if path not in {"/api/v1/apps", "/oauth/revoke", *AT_STRIPE, *NEED_NOTHING}:
        assert rows() == before


@pytest.mark.sampled(4)
@pytest.mark.parametrize(("path", "method"), WRITES)
def test_bodies_that_cannot_be_read_change_nothing(path: str, method: str, client: Client):
    before = rows()
    for kind, body in unreadable():
        answer = client.request(method, fill(path), data=body, headers={"Content-Type": kind})
        check(answer, path)
    assert rows() == before or path in AT_STRIPE | NEED_NOTHING


@pytest.mark.sampled(4)
@pytest.mark.parametrize(("path", "method"), [route for route in ROUTES if "{" in route[0]])
@pytest.mark.parametrize("value", ["0", "abc", "1" * 400, "%00", "..%2f..", "-1", "💣"])
def test_ids_that_are_none_are_not_found(path: str, method: str, value: str, client: Client):
    answer = client.request(method, fill(path, value), json={"status": "x"})
    check(answer, path)
    if "/admin/" in path or "/moderation/" in path:
        # Whoever is no moderator is not told what there is.
        assert answer.status_code in {403, 404}
        answer = as_staff(make_staff()).request(method, fill(path, value), json={"type": "none"})
        check(answer, path)
    # Any word is a hashtag, and the page of one that nobody uses is empty.
    is_tag = path.startswith(("/api/v1/tags/", "/api/v1/timelines/tag/", "/tags/", "/api/v1/admin/trends/tags/"))
    assert answer.status_code == 404 or (is_tag and (value == "abc" or "timelines" in path))


@pytest.mark.parametrize(
    "query", ["max_id=x", "limit=-5", "limit=abc", "min_id=1e9", "since_id[]=1", "max_id=" + "9" * 99]
)
@pytest.mark.parametrize(
    "path", ["/api/v1/timelines/home", "/api/v1/timelines/public", "/api/v1/favourites", "/api/v1/bookmarks"]
)
def test_bounds_that_are_none_are_refused_or_cut(path: str, query: str, client: Client):
    check(client.get(f"{path}?{query}"), path)


def test_what_is_anothers_is_not_found_and_stays():
    anna, eve = make_account(), make_account()
    media, post = make_media(anna), make_post(anna)
    stranger = Client(make_token(eve))
    before = rows()
    attempts = [
        stranger.get(f"/api/v1/media/{media.id}"),
        stranger.put(f"/api/v1/media/{media.id}", json={"description": "mine"}),
        stranger.delete(f"/api/v1/media/{media.id}"),
        stranger.put(f"/api/v1/statuses/{post.id}", json={"status": "mine"}),
        stranger.delete(f"/api/v1/statuses/{post.id}"),
        stranger.get(f"/api/v1/statuses/{post.id}/source"),
        stranger.post("/api/v1/statuses", json={"media_ids": [media.id]}),
    ]
    assert [answer.status_code for answer in attempts] == [*[404] * 6, 422]
    assert rows() == before


def test_a_token_without_the_scope_is_forbidden():
    reader = Client(make_token(make_account(), scopes="read"))
    post = make_post(make_account())
    before = rows()
    assert reader.post("/api/v1/statuses", json={"status": "x"}).status_code == 403
    for action in ("favourite", "bookmark", "unfavourite", "unbookmark"):
        assert reader.post(f"/api/v1/statuses/{post.id}/{action}").status_code == 403
    assert reader.get("/api/v1/timelines/home").status_code == 200
    assert rows() == before


def test_a_method_or_a_type_that_is_not_served_is_said_in_the_apis_own_words(client: Client):
    answer = client.delete("/api/v1/timelines/home")
    assert (answer.status_code, answer.json()) == (
        405,
        {"error_code": "method_not_allowed", "msg": (said := "Method not allowed"), "error": said},
    )
    assert answer.headers["Allow"] == "GET, HEAD, OPTIONS"
    answer = client.post("/api/v1/statuses", data="x", headers={"Content-Type": "text/csv"})
    assert (answer.status_code, answer.json()) == (
        400,
        {"error_code": "bad_request", "msg": (said := "The body is not valid JSON"), "error": said},
    )


def test_an_account_that_is_gone_is_no_server_error():
    account = make_account()
    token = make_token(account)
    account.delete()
    for path, method in (("/api/v1/accounts/verify_credentials", "GET"), ("/api/v1/statuses", "POST")):
        check(Client(token).request(method, path, json={"status": "x"}), path)


def test_every_route_has_one_method_per_name():
    # Pixelfed serves some of its own paths under several roots.
    others = ("/api/pixelfed/v1/", "/api/v1.2/stories/")
    once = {path: methods for path, methods in app.route_table.items() if not path.startswith(others) or "app/" in path}
    names = [methods[name].view_name for methods in once.values() for name in methods]
    twice = [name for name, group in itertools.groupby(sorted(names)) if len(list(group)) > 1]
    # One answer to several methods, or to all that Pixelfed's gateway of pushes would answer.
    assert set(twice) <= {
        *("update_credentials", "update_notification_policy", "update_first_notification_policy", "refuse_app_push"),
        *("list_trending_tags", "list_accounts_to_moderate"),
    }
