"""A request for each route by which Pixelfed's app writes messages, with what must be there before it."""

from collections.abc import Callable
from functools import partial
from typing import Any
from unittest.mock import patch

from chalicelib.models.people import mutes
from chalicelib.models.photos.media import Media
from chalicelib.services.photos import media
from tests.journeys.scene import Scene
from tests.journeys.talk_routes import written
from tests.journeys.write_routes import DAYS, Act, Route
from tests.kit.client import Client
from tests.kit.events import deliver_events
from tests.kit.photos import make_photo

KEY = {"Idempotency-Key": "one"}


def _muted(scene: Scene) -> Any:
    last = written(scene)
    mutes.silence(scene.ben.id, str(last.root_id))
    return last


def _say(path: str, **said: Callable[[Scene, Any], str]) -> Act:
    return lambda client, scene, last: client.post(
        path, json={name: of(scene, last) for name, of in said.items()}, headers=KEY
    )


def _photo(path: str, client: Client, scene: Scene, _: Any) -> Any:
    """Send a photo that is processed while the request waits."""

    def process(item: Media) -> Media:
        deliver_events("originals")
        return Media.find(item.id)

    with patch.object(media, "wait", process):
        file = ("a.jpg", make_photo(40, 30), "image/jpeg")
        return client.post(path, data={"to_id": scene.anna.id}, files={"file": file}, headers=KEY)


def _unsend(path: str) -> Act:
    return lambda client, _, last: client.delete(path, params={"id": last.id})


def _anna(scene: Scene, _: Any) -> str:
    return scene.anna.id


def _of(root: str) -> tuple[Route, ...]:
    thread = f"{root}/direct/thread"
    return (
        Route("POST", f"{thread}/send", _say(f"{thread}/send", to_id=_anna, message=lambda *_: "Hello")),
        # Whoever did not get the answer may have sent no message yet: the photo of the first ends after its day.
        Route("POST", f"{thread}/media", partial(_photo, f"{thread}/media"), seconds=3 * DAYS),
        Route("DELETE", f"{thread}/message", _unsend(f"{thread}/message"), written, Scene.as_anna),
        Route("POST", f"{thread}/read", _say(f"{thread}/read", pid=_anna, sid=lambda _, last: last.id), written),
        Route("POST", f"{thread}/mute", _say(f"{thread}/mute", id=_anna), written),
        Route("POST", f"{thread}/unmute", _say(f"{thread}/unmute", id=_anna), _muted),
        Route("POST", f"{root}/direct/lookup", _say(f"{root}/direct/lookup", q=lambda scene, _: scene.anna.handle)),
    )


ROUTES = (*_of("/api/v1.1"), *_of("/api/pixelfed/v1"))
