"""A request for each route by which people choose what they are told of, with what must be there before it."""

from typing import Any

from chalicelib.models.people.accounts import Credential
from chalicelib.models.talk.inboxes import Inbox
from chalicelib.services.talk import mail_choices, requests
from tests.journeys.scene import Scene
from tests.journeys.write_routes import Act, Route
from tests.kit.client import Client
from tests.kit.events import deliver_events
from tests.kit.factories import make_token
from tests.kit.pushes import Device

NOTIFICATIONS, GROUPS = "/api/v1/notifications", "/api/v2/notifications"
REQUESTS, REQUEST = f"{NOTIFICATIONS}/requests", f"{NOTIFICATIONS}/requests/{{request_id}}"
MAILS, UNSUBSCRIBE, PUSH = "/api/rossgram/v1/mails", "/oauth/mails/unsubscribe", "/api/v1/push/subscription"
FILTERED = {"for_not_following": "filter"}


def _ask(method: str, path: str, **given: Any) -> Act:
    return lambda client, _, made: client.request(method, path.format(**(made or {})), json=given)


def _told(scene: Scene) -> dict[str, str]:
    """Let Ben comment on Anna's post, and return the ids of what she is told."""
    scene.comment()
    deliver_events()
    newest = scene.as_anna().get(NOTIFICATIONS).json()[0]
    return {"notification_id": newest["id"], "group_key": newest["group_key"]}


def _filtered(scene: Scene) -> dict[str, str]:
    """Let Anna, who follows nobody, filter those whom she does not follow, and Ben comment on her post."""
    _told(scene)
    requests.change_policy(scene.anna.id, FILTERED)
    return {"request_id": scene.ben.id}


def _several(verb: str) -> Act:
    return lambda client, _, made: client.post(f"{REQUESTS}/{verb}", json={"id": [made["request_id"]]})


def _confirmed(scene: Scene) -> None:
    """Let Anna have said that her address is hers."""
    Credential(scene.anna.id).update([Credential.confirmed_at.set(1)])


def _mailed(scene: Scene) -> dict[str, str]:
    _confirmed(scene)
    mail_choices.choose(scene.anna.id, {"follows": True})
    _, _, key = mail_choices.link(Inbox.of(scene.anna.id)).rpartition("key=")
    return {"account": scene.anna.id, "key": key}


def _unsubscribe(client: Client, _: Scene, made: Any) -> Any:
    return client.post(UNSUBSCRIBE, params=made)


def _subscribe(client: Client) -> Any:
    given: Any = {"endpoint": "https://push.example/1", "keys": Device().keys(), "standard": True}
    return client.post(PUSH, json={"subscription": given, "data": {"alerts": {"follow": True}}})


def _with_push(scene: Scene) -> Client:
    return Client(make_token(scene.anna, "push"))


def _subscribed(scene: Scene) -> Client:
    client = _with_push(scene)
    assert _subscribe(client).status_code == 200
    return client


ANNA: dict[str, Any] = {"client": Scene.as_anna}
ROUTES = (
    Route(
        "POST",
        f"{NOTIFICATIONS}/{{notification_id}}/dismiss",
        _ask("POST", f"{NOTIFICATIONS}/{{notification_id}}/dismiss"),
        _told,
        **ANNA,
    ),
    Route("POST", f"{GROUPS}/{{group_key}}/dismiss", _ask("POST", f"{GROUPS}/{{group_key}}/dismiss"), _told, **ANNA),
    Route("POST", f"{NOTIFICATIONS}/clear", _ask("POST", f"{NOTIFICATIONS}/clear"), _told, **ANNA),
    *(
        Route(method, f"{GROUPS}/policy", _ask(method, f"{GROUPS}/policy", **FILTERED), _told, **ANNA)
        for method in ("PATCH", "PUT")
    ),
    *(
        Route(
            method,
            f"{NOTIFICATIONS}/policy",
            _ask(method, f"{NOTIFICATIONS}/policy", filter_not_following=True),
            _told,
            **ANNA,
        )
        for method in ("PATCH", "PUT")
    ),
    *(
        Route("POST", f"{REQUEST}/{verb}", _ask("POST", f"{REQUEST}/{verb}"), _filtered, **ANNA)
        for verb in ("accept", "dismiss")
    ),
    *(Route("POST", f"{REQUESTS}/{verb}", _several(verb), _filtered, **ANNA) for verb in ("accept", "dismiss")),
    Route("PATCH", MAILS, _ask("PATCH", MAILS, follows=True), _confirmed, **ANNA),
    Route("POST", UNSUBSCRIBE, _unsubscribe, _mailed),
    Route("POST", PUSH, lambda client, *_: _subscribe(client), client=_with_push),
    Route("PUT", PUSH, _ask("PUT", PUSH, data={"alerts": {"follow": False}}), client=_subscribed),
    Route("DELETE", PUSH, _ask("DELETE", PUSH), client=_subscribed),
)
