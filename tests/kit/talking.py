"""People who write to each other, and what each finds of it."""

from typing import Any

from chalicelib.models.people.accounts import Account
from tests.handlers.entities import STATUS, faults
from tests.kit.client import Client
from tests.kit.events import deliver_events
from tests.kit.factories import make_account, make_follow, make_token

STATUSES, THEIRS, OURS = "/api/v1/statuses", "/api/v1/conversations", "/api/rossgram/v1/conversations"


class Talking:
    """Anna and Ben, who follow each other, Cleo, whom both follow and who follows both, and Eve, a stranger."""

    def __init__(self) -> None:
        self.anna, self.ben, self.cleo, self.eve = (make_account() for _ in range(4))
        friends = (self.anna, self.ben, self.cleo)
        for one in friends:
            for other in friends:
                if one is not other:
                    make_follow(one, other)
        self.as_anna, self.as_ben, self.as_cleo, self.as_eve = (
            Client(make_token(one)) for one in (self.anna, self.ben, self.cleo, self.eve)
        )

    def send(self, client: Client, *to: Account, text: str = "Hello #fog", **form: Any) -> dict[str, Any]:
        names = " ".join(f"@{one.handle}" for one in to)
        answer = client.post(STATUSES, json={"status": f"{text} {names}", "visibility": "direct", **form})
        assert (answer.status_code, faults(answer.json(), STATUS)) == (200, []), answer.text
        deliver_events()
        return dict(answer.json())

    def answer(self, client: Client, message: dict[str, Any], text: str = "Yes", **form: Any) -> dict[str, Any]:
        return self.send(client, text=text, in_reply_to_id=message["id"], **form)


def listed(client: Client, scope: str = "") -> list[dict[str, Any]]:
    answer = client.get(THEIRS, params={"scope": scope} if scope else {})
    assert answer.status_code == 200, answer.text
    return list(answer.json())


def seen(client: Client, message: dict[str, Any]) -> bool:
    return bool(client.get(f"{STATUSES}/{message['id']}").status_code == 200)


def told(client: Client) -> list[str]:
    found = client.get("/api/v1/notifications").json()
    return [one["status"]["id"] for one in found if one["type"] == "mention"]


def last(client: Client) -> str | None:
    found = listed(client)
    return found[0]["last_status"]["id"] if found and found[0]["last_status"] else None
