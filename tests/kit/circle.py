"""Anna, who shows a post to some, and where each of those who look finds it."""

from collections.abc import Callable
from typing import Any

from chalicelib.models.people.accounts import Account
from chalicelib.models.talk.notifications import MENTION, Notification
from tests.handlers.entities import STATUS, faults
from tests.kit.client import Client
from tests.kit.events import deliver_events
from tests.kit.factories import make_account, make_follow, make_media, make_token


class Circle:
    """Anna, her follower Ben, and what each finds of a post of hers."""

    def __init__(self) -> None:
        self.anna, self.ben = make_account(), make_account()
        make_follow(self.ben, self.anna)
        self.own, self.as_ben, self.visitor = self.client(self.anna), self.client(self.ben), Client()

    def client(self, account: Account) -> Client:
        return Client(make_token(account))

    def publish(self, access: str, **form: Any) -> dict[str, Any]:
        wanted = {"status": f"Fog for @{self.ben.handle} #fog", "media_ids": [make_media(self.anna).id], **form}
        rule = {"access": access, **form.pop("rossgram", {})}
        answer = self.own.post("/api/v1/statuses", json={**wanted, "rossgram": rule})
        assert (answer.status_code, faults(answer.json(), STATUS)) == (200, []), answer.text
        deliver_events()
        return dict(answer.json())

    def edit(self, status: dict[str, Any], **rule: Any) -> dict[str, Any]:
        path, words = f"/api/v1/statuses/{status['id']}", self.own.get(f"/api/v1/statuses/{status['id']}/source").json()
        answer = self.own.put(path, json={"status": words["text"], "rossgram": rule})
        assert answer.status_code == 200, answer.text
        deliver_events()
        return dict(answer.json())


def _has(path: str, part: str = "") -> Callable[[Client, dict[str, Any]], bool]:
    def look(client: Client, status: dict[str, Any]) -> bool:
        answer = client.get(path.format(anna=status["account"]["id"]))
        found: Any = answer.json() if answer.status_code == 200 else []
        return status["id"] in [one.get("id") for one in (found[part] if part and found else found)]

    return look


PLACES: dict[str, Callable[[Client, dict[str, Any]], bool]] = {
    "post": lambda client, status: client.get(f"/api/v1/statuses/{status['id']}").status_code == 200,
    "history": lambda client, status: client.get(f"/api/v1/statuses/{status['id']}/history").status_code == 200,
    "context": lambda client, status: client.get(f"/api/v1/statuses/{status['id']}/context").status_code == 200,
    "likes": lambda client, status: client.get(f"/api/v1/statuses/{status['id']}/favourited_by").status_code == 200,
    "profile": _has("/api/v1/accounts/{anna}/statuses"),
    "home": _has("/api/v1/timelines/home"),
    "public": _has("/api/v1/timelines/public"),
    "hashtag": _has("/api/v1/timelines/tag/fog"),
    "search": _has("/api/v2/search?q=fog&type=statuses", "statuses"),
}
BY_ID = {"post", "history", "context", "likes"}


def found(client: Client, status: dict[str, Any]) -> set[str]:
    return {name for name, look in PLACES.items() if look(client, status)}


def told(account: Account, status: dict[str, Any]) -> bool:
    rows = Notification.query(account.id)
    return any(row.kind == MENTION and row.post_id == status["id"] for row in rows)
