"""Answer stories, and look at what a message shows of one."""

from typing import Any

from chalicelib.models.photos.stories.reels import Story
from tests.handlers.entities import STATUS, faults
from tests.kit.client import Client
from tests.kit.edge import fetch
from tests.kit.events import deliver_events
from tests.kit.talking import OURS, STATUSES, listed


def answer(client: Client, story: Story, text: str = "Lovely", key: str = "") -> dict[str, Any]:
    given = client.post(OURS, json={"story_id": story.id, "status": text}, headers={"Idempotency-Key": key})
    assert (given.status_code, faults(given.json(), STATUS)) == (200, []), given.text
    deliver_events()
    return dict(given.json())


def shown(client: Client, message_id: str) -> list[dict[str, Any]]:
    """Return what a reader is shown of the story that a message answers, at each address that has the message."""
    found = [client.get(f"{STATUSES}/{message_id}").json()]
    for scope in ("", "requests"):
        for talk in listed(client, scope):
            page = client.get(f"{OURS}/{talk['id']}/messages").json()
            one = client.get(f"{OURS}/{talk['id']}").json()
            found += [*page, talk["last_status"], one["last_status"]]
    found += [one.get("status") for one in client.get("/api/v1/notifications").json()]
    return [one["rossgram"]["story"] for one in found if one and one.get("id") == message_id]


def is_shown(client: Client, message_id: str) -> bool:
    """Tell whether a reader of a message is given the story's picture, which all addresses must say alike."""
    found = shown(client, message_id)
    assert found
    assert len({one["small"] is None for one in found}) == 1
    assert all(fetch(one["small"]).status == 200 for one in found if one["small"])
    return found[0]["small"] is not None
