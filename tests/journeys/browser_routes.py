"""A request for each route by which people sign in to our own web client, with what must be there before it."""

from typing import Any

from chalicelib import config
from chalicelib.models.people.accounts import Account, Credential
from chalicelib.schemas.people.door.cookies import SESSION
from chalicelib.services.people.door import browsers
from tests.journeys.scene import Scene, nobody
from tests.journeys.write_routes import Route
from tests.kit.client import Client
from tests.kit.factories import make_account
from tests.kit.oauth import PASSWORD

PATH = "/api/rossgram/v1/session"
NEWCOMER = {
    "username": "zoe",
    "email": "zoe@example.com",
    "password": "a much newer horse battery",
    "agreement": "true",
}


def _account(scene: Scene, handle: str) -> Account:
    found = make_account(handle, password=PASSWORD)
    scene.names[found.id] = handle
    return found


def _two(scene: Scene) -> tuple[str, str]:
    """Return the cookie of a browser in which two are signed in, and the id of the one who is not the default."""
    first, second = _account(scene, "eve"), _account(scene, "fay")
    cookie = browsers.sign_in(Credential.find(first.id)).cookie
    return browsers.sign_in(Credential.find(second.id), cookie).cookie, first.id


def _asked(method: str, path: str = PATH, **typed: str) -> Any:
    def act(client: Client, _: Scene, made: Any) -> Any:
        cookie, account_id = made
        headers = {"X-Rossgram": "1", "Origin": config.PUBLIC_URL, "Cookie": f"{SESSION}={cookie}"}
        return client.request(method, path, json=typed or {"account_id": account_id}, headers=headers)

    return act


ENTERS = _asked("POST", username="eve", password=PASSWORD)
ROUTES = (
    # A browser that never got its cookie is a new one again, of which the owner is told.
    Route("POST", PATH, ENTERS, _two, client=nobody, is_repeatable=False),
    Route("POST", f"{PATH}/sign_up", _asked("POST", f"{PATH}/sign_up", **NEWCOMER), _two, client=nobody),
    Route("PATCH", PATH, _asked("PATCH"), _two, client=nobody),
    Route("DELETE", PATH, _asked("DELETE"), _two, client=nobody),
)
