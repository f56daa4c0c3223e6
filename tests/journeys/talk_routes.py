"""A request for each route by which people write to each other, with what must be there before it."""

from typing import Any

from chalicelib.models.people.follows import Follow
from chalicelib.models.photos.posts import Post
from chalicelib.services.photos.posts import Draft
from chalicelib.services.talk.direct import messages
from tests.journeys.scene import Scene, photo_of_ben
from tests.journeys.write_routes import STATUS, Act, Route
from tests.kit.client import Client

OURS, THEIRS = "/api/rossgram/v1/conversations", "/api/v1/conversations"


def written(scene: Scene) -> Post:
    """Let Anna write to Ben, who follows her."""
    first = messages.send(scene.anna.id, [scene.ben.id], Draft("Hello"))
    last = messages.send(scene.anna.id, [scene.ben.id], Draft("Are you there?"))
    scene.names |= {str(last.root_id): "talk", first.id: "first", last.id: "last"}
    return last


def _asked(scene: Scene) -> Post:
    """Let Anna, whom Ben does not follow any more, write to him."""
    Follow.remove(scene.ben.id, scene.anna.id)
    return written(scene)


def _name(client: Client, scene: Scene, media_id: Any) -> Any:
    given = {"status": f"Hello @{scene.anna.handle}", "visibility": "direct", "media_ids": [media_id]}
    return client.post("/api/v1/statuses", json=given, headers={"Idempotency-Key": "one"})


def _answer(client: Client, _: Scene, last: Any) -> Any:
    given = {"status": "Yes", "in_reply_to_id": last.id}
    return client.post("/api/v1/statuses", json=given, headers={"Idempotency-Key": "one"})


def _send(client: Client, scene: Scene, media_id: Any) -> Any:
    given = {"status": "Hello", "account_ids": [scene.anna.id], "media_ids": [media_id]}
    return client.post(OURS, json=given, headers={"Idempotency-Key": "one"})


def _of(method: str, path: str) -> Act:
    return lambda client, _, last: client.request(method, path.format(conversation=last.root_id, post=last.id))


ROUTES = (
    Route("POST", OURS, _send, photo_of_ben),
    Route("POST", f"{OURS}/{{conversation_id}}/accept", _of("POST", f"{OURS}/{{conversation}}/accept"), _asked),
    Route("POST", f"{THEIRS}/{{conversation_id}}/read", _of("POST", f"{THEIRS}/{{conversation}}/read"), written),
    Route("DELETE", f"{THEIRS}/{{conversation_id}}", _of("DELETE", f"{THEIRS}/{{conversation}}"), written),
    Route("POST", "/api/v1/statuses", _name, photo_of_ben, about="to somebody"),
    Route("POST", "/api/v1/statuses", _answer, written, about="in a conversation"),
    Route("DELETE", STATUS, _of("DELETE", "/api/v1/statuses/{post}"), written, Scene.as_anna, about="a message"),
)
