"""A request for each route by which posts are kept for later, with what must be there before it."""

from datetime import UTC, datetime, timedelta
from typing import Any

from chalicelib.models.base import now
from chalicelib.services.photos.drafts import Draft
from chalicelib.services.photos.scheduling import own_drafts, scheduled
from tests.journeys.scene import Scene, photo_of_ben
from tests.journeys.write_routes import DAYS, Act, Route
from tests.kit.client import Client
from tests.kit.factories import make_media

SCHEDULED, DRAFTS = "/api/v1/scheduled_statuses", "/api/rossgram/v1/drafts"
OURS = "/api/rossgram/v1/scheduled_statuses"
ONCE = {"Idempotency-Key": "one"}
# So far ahead that nobody publishes it while the route is played.
LATER = 30


def _later(days: int = LATER) -> str:
    return (datetime.now(UTC) + timedelta(days=days)).replace(hour=12, minute=0, second=0).isoformat()


def _create(path: str, **fields: Any) -> Act:
    def act(client: Client, _: Scene, media_id: Any) -> Any:
        given = {"status": "A walk", "media_ids": [media_id], **fields}
        return client.post(path, json=given, headers=ONCE)

    return act


def _made(scene: Scene, is_scheduled: bool) -> str:
    draft = Draft("A walk", [make_media(scene.ben).id])
    at = now() + LATER * DAYS
    kept = scheduled.schedule(scene.ben.id, draft, at) if is_scheduled else own_drafts.save(scene.ben.id, draft)
    scene.names[kept.row.id] = "kept"
    return kept.row.id


def _scheduled(scene: Scene) -> str:
    return _made(scene, is_scheduled=True)


def _draft(scene: Scene) -> str:
    return _made(scene, is_scheduled=False)


def _move(client: Client, _: Scene, made: Any) -> Any:
    return client.put(f"{SCHEDULED}/{made}", json={"scheduled_at": _later(LATER + 10)})


def _change(client: Client, _: Scene, made: Any) -> Any:
    return client.put(f"{DRAFTS}/{made}", json={"status": "Words alone"})


def _publish(**fields: Any) -> Act:
    return lambda client, _, made: client.post(f"{DRAFTS}/{made}/publish", json=fields)


def _unschedule(client: Client, _: Scene, made: Any) -> Any:
    return client.post(f"{OURS}/{made}/unschedule")


def _delete(path: str) -> Act:
    return lambda client, _, made: client.delete(f"{path}/{made}")


ROUTES = (
    Route("POST", "/api/v1/statuses", _create("/api/v1/statuses", scheduled_at=_later()), photo_of_ben, about="later"),
    Route("PUT", f"{SCHEDULED}/{{post_id}}", _move, _scheduled),
    Route("DELETE", f"{SCHEDULED}/{{post_id}}", _delete(SCHEDULED), _scheduled),
    Route("POST", f"{OURS}/{{post_id}}/unschedule", _unschedule, _scheduled),
    Route("POST", DRAFTS, _create(DRAFTS), photo_of_ben),
    Route("PUT", f"{DRAFTS}/{{post_id}}", _change, _draft),
    Route("DELETE", f"{DRAFTS}/{{post_id}}", _delete(DRAFTS), _draft),
    Route("POST", f"{DRAFTS}/{{post_id}}/publish", _publish(), _draft),
    Route("POST", f"{DRAFTS}/{{post_id}}/publish", _publish(scheduled_at=_later()), _draft, about="later"),
)
