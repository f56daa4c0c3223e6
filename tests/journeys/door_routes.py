"""A request for each route by which people keep their own accounts, with what must be there before it."""

from typing import Any

from chalicelib.models import base
from chalicelib.models.people.accounts import Account
from chalicelib.models.people.sessions import Session
from chalicelib.services.leaving import departures
from chalicelib.services.people.door import totp
from tests.journeys.scene import Scene, nobody
from tests.journeys.write_routes import Route
from tests.kit.client import Client
from tests.kit.door import secret_in_mail
from tests.kit.factories import make_account, make_token
from tests.kit.oauth import PASSWORD

NEW = {"new_password": "a much newer horse battery"}
EVE = {"username": "eve", "password": PASSWORD}
LEAVING = "/api/rossgram/v1/leaving"
EMAIL = {"email": "eve.new@example.com"}


def _eve(scene: Scene) -> Account:
    eve = make_account("eve", password=PASSWORD)
    scene.names[eve.id] = "eve"
    return eve


def _eves_token(scene: Scene) -> str:
    return make_token(_eve(scene))


def _reset(scene: Scene) -> str:
    _eve(scene)
    Client().post("/oauth/password/forgotten", data={"username": "eve"})
    return secret_in_mail("eve@example.com")


def _change(scene: Scene) -> str:
    _eve(scene)
    Client().post("/oauth/email", data={**EVE, **EMAIL})
    return secret_in_mail(EMAIL["email"])


def _form(path: str, **typed: str) -> Any:
    return lambda client, *_: client.post(path, data=typed)


def _link(path: str, **typed: str) -> Any:
    return lambda client, _, secret: client.post(path, data={"token": secret, **typed})


def _call(method: str, path: str, **typed: str) -> Any:
    def act(client: Client, _: Scene, token: Any) -> Any:
        return client.request(method, path, json=typed, headers={"Authorization": f"Bearer {token}"})

    return act


def _left(scene: Scene) -> str:
    eve = _eve(scene)
    token = make_token(eve)
    departures.begin(eve.id, kept_session=Session.of_account(eve.id, 1)[0].id)
    return token


# A mail that is asked for again is another one; of two with links the later is no worse.
MAILED: dict[str, Any] = {"client": nobody, "is_repeatable": False}
NOBODY: dict[str, Any] = {"client": nobody}
FORGOTTEN, CONFIRM = "/oauth/password/forgotten", "/oauth/email/confirm"
OWN_PASSWORD, OWN_EMAIL = "/api/rossgram/v1/password", "/api/rossgram/v1/email"
AGAIN = "/api/v1/emails/confirmations"

SESSIONS, SESSION = "/api/rossgram/v1/sessions", "/api/rossgram/v1/sessions/{session_id}"


def _end_newest(client: Client, _: Scene, token: Any) -> Any:
    headers = {"Authorization": f"Bearer {token}"}
    newest = next((one["id"] for one in client.get(SESSIONS, headers=headers).json() if not one["current"]), "gone")
    return client.delete(f"{SESSIONS}/{newest}", headers=headers)


def _two_tokens(scene: Scene) -> str:
    eve = _eve(scene)
    make_token(eve)
    return make_token(eve)


FACTOR, RECOVERY = "/api/rossgram/v1/two_factor", "/api/rossgram/v1/two_factor/recovery_codes"


def _drawn(scene: Scene) -> tuple[str, str, str]:
    """Return Eve's token, the secret that is in her app and turned nothing on yet, and the code that it shows.

    One code for the whole play: where the next began in the middle of it, a slow machine would type another.
    """
    token = _eves_token(scene)
    secret = str(Client(token).post(FACTOR, json={"password": PASSWORD}).json()["secret"])
    return token, secret, totp.code(secret, base.clock())


def _guarded(scene: Scene) -> tuple[str, str, str]:
    token, secret, code = _drawn(scene)
    # The code before this one, so that this one is good once more.
    early = {"password": PASSWORD, "code": totp.code(secret, base.clock() - totp.SECONDS)}
    assert Client(token).put(FACTOR, json=early).status_code == 200
    return token, secret, code


def _with_code(method: str, path: str, name: str) -> Any:
    def act(client: Client, _scene: Scene, made: Any) -> Any:
        token, _, code = made
        typed = {"password": PASSWORD, name: code}
        return client.request(method, path, json=typed, headers={"Authorization": f"Bearer {token}"})

    return act


ROUTES = (
    Route("POST", FORGOTTEN, _form(FORGOTTEN, username="eve"), _eve, **MAILED),
    Route("POST", "/oauth/password/new", _link("/oauth/password/new", **NEW), _reset, **NOBODY),
    Route("POST", "/oauth/password", _form("/oauth/password", **EVE, **NEW), _eve, **NOBODY),
    Route("PUT", OWN_PASSWORD, _call("PUT", OWN_PASSWORD, password=PASSWORD, **NEW), _eves_token, **NOBODY),
    Route("POST", "/oauth/email", _form("/oauth/email", **EVE, **EMAIL), _eve, **MAILED),
    Route("PUT", OWN_EMAIL, _call("PUT", OWN_EMAIL, password=PASSWORD, **EMAIL), _eves_token, **MAILED),
    Route("POST", CONFIRM, _link(CONFIRM), _change, **NOBODY),
    Route("POST", AGAIN, _call("POST", AGAIN), _eves_token, **MAILED),
    # Whoever asks again signs out again: that is counted.
    Route("DELETE", SESSIONS, _call("DELETE", SESSIONS), _two_tokens, **MAILED),
    Route("DELETE", SESSION, _end_newest, _two_tokens, **NOBODY),
    Route("POST", "/oauth/sessions", _form("/oauth/sessions", **EVE, session="*"), _eves_token, **MAILED),
    # A code is good once, so whoever asks again comes with another.
    Route("POST", FACTOR, _call("POST", FACTOR, password=PASSWORD), _eves_token, **MAILED),
    Route("PUT", FACTOR, _with_code("PUT", FACTOR, "code"), _drawn, **MAILED),
    Route("DELETE", FACTOR, _with_code("DELETE", FACTOR, "otp"), _guarded, **MAILED),
    Route("POST", RECOVERY, _with_code("POST", RECOVERY, "otp"), _guarded, **MAILED),
    Route("POST", "/oauth/two_factor", _form("/oauth/two_factor", **EVE, act="begin"), _eve, **MAILED),
    Route("POST", LEAVING, _call("post", LEAVING, password=PASSWORD), _eves_token, **NOBODY),
    Route("DELETE", LEAVING, _call("delete", LEAVING), _left, **NOBODY),
    Route("POST", "/oauth/leaving", _form("/oauth/leaving", **EVE, act="leave"), _eve, **NOBODY),
)
