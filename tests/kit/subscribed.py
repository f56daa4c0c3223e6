"""Anna with a device that is pushed to, and Ben, who does things that she is told of."""

from collections import Counter
from typing import Any

from chalicelib.models.base import new_id
from chalicelib.models.people.accounts import Account
from chalicelib.models.talk.notifications import MENTION, Notification
from chalicelib.schemas.talk.pushed import render_push
from chalicelib.services.talk.push import pushing
from tests.kit.client import Client
from tests.kit.events import deliver_events, empty_queues
from tests.kit.factories import make_token
from tests.kit.pushes import Device, PushService
from tests.kit.telling import Scene

PATH = "/api/v1/push/subscription"
EVERY_ALERT = {"mention": True, "follow": True, "follow_request": True, "favourite": True, "reblog": True}


class Subscribed(Scene):
    """A scene in which Anna's client has subscribed a device."""

    def __init__(self, service: PushService, **said: Any) -> None:
        super().__init__()
        deliver_events()
        self.service, self.device = service, Device()
        self.token = make_token(self.anna)
        self.client = Client(self.token)
        self.answer = subscribe(self.client, service, self.device, **said)

    def pushed(self) -> list[tuple[str, str]]:
        """Return the types of what was pushed, each with its words, once all messages are delivered."""
        deliver_events()
        return [(one["notification_type"], one["body"]) for one in self.service.read_by(self.device)]


def subscribe(client: Client, service: PushService, device: Device, **said: Any) -> dict[str, Any]:
    """Subscribe a device with the token of a client, and return what is answered."""
    data = {"alerts": said.pop("alerts", EVERY_ALERT), "policy": said.pop("policy", "all")}
    subscription = {"endpoint": f"{service.url}/send/1", "keys": device.keys(), **said}
    answer = client.post(PATH, json={"subscription": subscription, "data": data})
    assert answer.status_code == 200, answer.text
    return dict(answer.json())


def subscribed_client(account: Account, service: PushService) -> tuple[Client, Device]:
    """Return a further client of an account, with a device of its own."""
    client, device = Client(make_token(account)), Device()
    subscribe(client, service, device)
    return client, device


def tell(scene: Subscribed, number: int = 1) -> None:
    """Have Anna told of something so many times, with no message about it."""
    for _ in range(number):
        Notification.of(scene.anna.id, MENTION, new_id(), scene.ben.id, scene.post.id).post()
    empty_queues()


def push(scene: Subscribed, *, is_retry: bool = False) -> None:
    """Push to Anna's devices as a message would."""
    pushing.push(scene.anna.id, render_push, is_retry=is_retry)


def told_ids(service: PushService, device: Device) -> Counter[int]:
    """Return how often a device was told each notification."""
    return Counter(one["notification_id"] for one in service.read_by(device))
