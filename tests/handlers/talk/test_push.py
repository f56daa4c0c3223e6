"""Devices are subscribed as the Mastodon API has it, one for each access token, and end with it."""

from typing import Any

import pytest

from chalicelib import config
from chalicelib.gateways.push import keys
from chalicelib.models.people.sessions import Session
from chalicelib.models.talk.push_subscriptions import MOST_DEVICES, PushSubscription
from chalicelib.schemas.talk.types import NEVER
from chalicelib.services.people import follows
from chalicelib.services.people.door import endings
from tests.kit.browsers import Browser
from tests.kit.client import Client
from tests.kit.events import deliver_events, empty_queues
from tests.kit.factories import make_account, make_token
from tests.kit.oauth import PASSWORD
from tests.kit.pushes import Device, PushService
from tests.kit.subscribed import PATH, Subscribed, subscribe, subscribed_client


def form(service: PushService, **said: str) -> dict[str, str]:
    """Return a subscription as clients send it that know no JSON."""
    device = Device().keys()
    return {
        "subscription[endpoint]": f"{service.url}/send/1",
        "subscription[keys][p256dh]": device["p256dh"],
        "subscription[keys][auth]": device["auth"],
        **said,
    }


def test_a_subscription_is_told_as_it_was_asked_for(service: PushService):
    client = Client(make_token(make_account()))
    alerts = {"data[alerts][mention]": "true", "data[alerts][follow]": "0", "data[alerts][poll]": "true"}
    alerts["data[alerts][quote]"] = "true"
    said = client.post(PATH, data=form(service, **alerts, **{"data[policy]": "followed"})).json()
    assert said["endpoint"] == f"{service.url}/send/1"
    assert said["server_key"] == keys.public_key()
    assert (said["policy"], said["standard"]) == ("followed", False)
    # Tusky and Mastodon's app for Android keep it in 32 bits.
    assert 0 < said["id"] < 2**31
    assert {name for name, wanted in said["alerts"].items() if wanted} == {"mention", "poll"}
    assert set(said["alerts"]) >= set(NEVER)
    assert client.get(PATH).json() == said


def test_a_change_leaves_what_it_does_not_name(service: PushService):
    client = Client(make_token(make_account()))
    said = subscribe(client, service, Device(), policy="follower", standard=True)
    changed = client.put(PATH, data={"data[alerts][reblog]": "1"}).json()
    assert changed == {**said, "alerts": {**dict.fromkeys(said["alerts"], False), "reblog": True}}
    assert client.put(PATH, json={"policy": "none"}).json() == {**changed, "policy": "none"}


def test_a_token_has_one_subscription_and_another_token_has_its_own(service: PushService):
    anna = make_account()
    client, other = Client(make_token(anna)), Client(make_token(anna))
    first = subscribe(client, service, Device())
    assert other.get(PATH).status_code == 404
    second = subscribe(client, service, Device())
    assert first["id"] != second["id"]
    assert client.get(PATH).json() == second
    assert len(PushSubscription.of_account(anna.id)) == 1
    assert client.delete(PATH).json() == {}
    assert [client.request(method, PATH).status_code for method in ("GET", "PUT", "DELETE")] == [404, 404, 200]


def test_no_table_has_the_access_token(service: PushService):
    anna = make_account()
    token = make_token(anna)
    subscribe(Client(token), service, Device())
    (row,) = PushSubscription.of_account(anna.id)
    assert token not in str(row.to_dynamodb_dict())


@pytest.mark.parametrize(
    "said",
    [
        {"subscription[endpoint]": "https://10.0.0.1/1"},
        {"subscription[endpoint]": "http://push.example/1"},
        {"subscription[endpoint]": ""},
        {"subscription[keys][p256dh]": "AAAA"},
        {"subscription[keys][auth]": "x"},
        {"data[policy]": "everybody"},
    ],
)
def test_what_cannot_be_pushed_to_is_refused(
    service: PushService, monkeypatch: pytest.MonkeyPatch, said: dict[str, str]
):
    monkeypatch.setattr(config, "PUSH_ANYWHERE", False)
    anna = make_account()
    given = {**form(service), "subscription[endpoint]": "https://push.example/1", **said}
    answer = Client(make_token(anna)).post(PATH, data=given)
    assert answer.status_code == 422, answer.text
    assert PushSubscription.of_account(anna.id) == []


def test_a_browser_subscribes_with_its_cookie_in_its_language_until_it_signs_out(service: PushService):
    anna = make_account("anna", password=PASSWORD)
    browser, device = Browser(), Device()
    assert browser.sign_in("anna", PASSWORD).status_code == 200
    empty_queues()
    subscription = {"endpoint": f"{service.url}/send/1", "keys": device.keys(), "standard": True}
    data: dict[str, Any] = {"subscription": subscription, "data": {"alerts": {"follow": True}}}
    assert browser.post(PATH, json=data, headers={"Accept-Language": "ru"}).status_code == 200

    follows.follow(make_account("ben").id, anna.id)
    deliver_events()
    (told,) = service.read_by(device)
    assert (told["title"], told["access_token"], told["preferred_locale"]) == ("Ben подписывается на вас", "", "ru")

    assert browser.delete("/api/rossgram/v1/session").status_code == 200
    assert PushSubscription.of_account(anna.id) == []


def test_the_token_must_cover_push(service: PushService):
    client = Client(make_token(make_account(), "read write"))
    for method in ("GET", "POST", "PUT", "DELETE"):
        assert client.request(method, PATH).status_code == 403
        assert Client().request(method, PATH).status_code == 401


@pytest.mark.parametrize("root", ["/api/v1.1", "/api/pixelfed/v1"])
def test_pixelfeds_app_is_told_that_its_gateway_is_not_used(root: str):
    client = Client(make_token(make_account()))
    answers = [client.get(f"{root}/push/state")]
    answers += [
        client.post(f"{root}/push/{verb}", json={"expo_token": "x"}) for verb in ("update", "compare", "disable")
    ]
    assert {answer.status_code for answer in answers} == {404}
    assert {answer.json()["error"] for answer in answers} == {"Push notifications are not supported on this server."}
    assert Client().get(f"{root}/push/state").status_code == 401


def test_an_account_has_so_many_devices_at_most(service: PushService):
    anna = make_account()
    first, _ = subscribed_client(anna, service)
    for _ in range(MOST_DEVICES):
        last, _ = subscribed_client(anna, service)
    assert (first.get(PATH).status_code, last.get(PATH).status_code) == (404, 200)
    assert len(PushSubscription.of_account(anna.id)) == MOST_DEVICES


def test_clients_are_told_the_key_and_where_there_is_none_that_nothing_is_pushed(
    service: PushService, monkeypatch: pytest.MonkeyPatch
):
    def told() -> set[str]:
        app = Client().post("/api/v1/apps", json={"client_name": "A", "redirect_uris": "urn:ietf:wg:oauth:2.0:oob"})
        return {
            app.json()["vapid_key"],
            Client().get("/api/v2/instance").json()["configuration"]["vapid"]["public_key"],
        }

    assert told() == {keys.public_key()}
    monkeypatch.setattr(config, "VAPID_PRIVATE_KEY", "")
    assert told() == {""}
    assert Client(make_token(make_account())).post(PATH, data=form(service)).status_code == 422


def test_nothing_is_pushed_once_the_token_is_revoked(service: PushService):
    scene = Subscribed(service)
    assert scene.client.delete(PATH).status_code == 200
    subscribe(scene.client, service, scene.device)
    session_id = PushSubscription.of_account(scene.anna.id)[0].session_id
    endings.end(scene.anna.id, session_id)
    assert PushSubscription.of_account(scene.anna.id) == []
    scene.like(scene.ben)
    assert service.pushed == []


def test_nothing_is_pushed_to_what_was_signed_out_everywhere_even_before_its_rows_are_gone(service: PushService):
    scene = Subscribed(service)
    other, device = subscribed_client(scene.anna, service)
    kept = PushSubscription.of_account(scene.anna.id)[0]
    endings.sign_out_everywhere(scene.anna.id, kept.session_id)
    # As if the sessions were not ended yet, which a message does.
    empty_queues()
    old = Session("old", account_id=scene.anna.id, app_id="app", scopes="push", version=0)
    old.access_hash, old.refresh_hash = "a", "b"
    old.save()
    for session_id in ("old", "gone"):
        row = PushSubscription(
            scene.anna.id, session_id, endpoint=f"{service.url}/2", sealed=kept.sealed, alerts=kept.alerts
        )
        row.p256dh, row.auth = kept.p256dh, kept.auth
        row.save()
    scene.like(scene.ben)
    deliver_events()
    assert [one["notification_type"] for one in service.read_by(device)] == ["favourite"]
    assert len(PushSubscription.of_account(scene.anna.id)) == 1
    assert other.get(PATH).status_code == 200
