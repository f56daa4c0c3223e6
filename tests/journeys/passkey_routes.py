"""A request for each route of passkeys, with what must be there before it."""

from typing import Any

from tests.journeys.scene import Scene, nobody
from tests.journeys.write_routes import Route
from tests.kit.client import Client
from tests.kit.factories import make_account, make_token
from tests.kit.oauth import PASSWORD
from tests.kit.passkeys import PASSKEYS, Authenticator, add_passkey

EVE = {"username": "eve", "password": PASSWORD}
CHALLENGES, ONE = f"{PASSKEYS}/challenges", f"{PASSKEYS}/{{passkey_id}}"
PAGE, ASKED = "/oauth/passkeys", "/oauth/passkeys/challenge"
# A challenge that is asked for again is another one, and one that was used is good for nothing.
OTHER: dict[str, Any] = {"client": nobody, "is_repeatable": False}


def _eve(scene: Scene) -> str:
    eve = make_account("eve", password=PASSWORD)
    scene.names[eve.id] = "eve"
    return make_token(eve)


def _begun(scene: Scene) -> tuple[str, Any]:
    """Return Eve's token, and what her phone has made."""
    token = _eve(scene)
    options = Client(token).post(CHALLENGES, json={"password": PASSWORD}).json()
    return token, Authenticator(credential_id=b"phone").create(options)


def _added(scene: Scene) -> tuple[str, str]:
    """Return Eve's token, and the id of her passkey."""
    token = _eve(scene)
    return token, add_passkey(Client(token), Authenticator(credential_id=b"phone")).json()["id"]


def _as(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"}


def _begin(client: Client, _: Scene, token: str) -> Any:
    return client.post(CHALLENGES, json={"password": PASSWORD}, headers=_as(token))


def _add(client: Client, _: Scene, begun: tuple[str, Any]) -> Any:
    return client.post(PASSKEYS, json={"credential": begun[1]}, headers=_as(begun[0]))


def _rename(client: Client, _: Scene, added: tuple[str, str]) -> Any:
    return client.put(f"{PASSKEYS}/{added[1]}", json={"name": "Old phone"}, headers=_as(added[0]))


def _remove(client: Client, _: Scene, added: tuple[str, str]) -> Any:
    return client.delete(f"{PASSKEYS}/{added[1]}", json={"password": PASSWORD}, headers=_as(added[0]))


ROUTES = (
    Route("POST", CHALLENGES, _begin, _eve, **OTHER),
    Route("POST", PASSKEYS, _add, _begun, **OTHER),
    Route("PUT", ONE, _rename, _added, client=nobody),
    Route("DELETE", ONE, _remove, _added, **OTHER),
    Route("POST", ASKED, lambda client, *_: client.post(ASKED), **OTHER),
    Route("POST", PAGE, lambda client, *_: client.post(PAGE, data={**EVE, "act": "add"}), _eve, **OTHER),
)
