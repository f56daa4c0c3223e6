"""A request for each route by which people sign in and out in a browser, with what must be there before it."""

from typing import Any

from tests.journeys.scene import Scene
from tests.journeys.write_routes import Route
from tests.kit.browsers import PATH, Browser
from tests.kit.factories import make_account
from tests.kit.oauth import PASSWORD

EVE = {"username": "eve", "password": PASSWORD}
NEW = {"username": "newcomer", "email": "newcomer@example.com", "password": PASSWORD, "agreement": True}


def _browser(_: Scene) -> Browser:
    return Browser()


def _eve(scene: Scene) -> str:
    eve = make_account("eve", password=PASSWORD)
    scene.names[eve.id] = "eve"
    return eve.id


def _signed_in(scene: Scene) -> tuple[str, str]:
    """Return a cookie with which Eve is signed in, and her id."""
    eve_id, browser = _eve(scene), Browser()
    assert browser.sign_in(**_named(EVE)).status_code == 200
    return browser.cookie, eve_id


def _named(given: dict[str, str]) -> dict[str, str]:
    return {"name": given["username"], "password": given["password"]}


def _with(client: Any, signed_in: tuple[str, str], method: str) -> Any:
    browser = Browser(signed_in[0])
    return browser.request(method, PATH, json={"account_id": signed_in[1]})


ROUTES = (
    # Whoever did not hear that they are signed in signs in again: the first session ends by itself.
    Route("POST", PATH, lambda client, *_: client.post(PATH, json=EVE), _eve, client=_browser, is_repeatable=False),
    Route(
        "POST",
        f"{PATH}/sign_up",
        lambda client, *_: client.post(f"{PATH}/sign_up", json=NEW),
        client=_browser,
        half=lambda client, *_: client.post("/oauth/sign_up", data={**NEW, "agreement": "1"}),
        is_repeatable=False,
    ),
    Route("PATCH", PATH, lambda client, _, made: _with(client, made, "PATCH"), _signed_in, client=_browser),
    Route(
        "DELETE",
        PATH,
        lambda client, _, made: _with(client, made, "DELETE"),
        _signed_in,
        client=_browser,
        is_repeatable=False,
    ),
)
