"""A request for each route by which stories are written, with what must be there before it."""

from functools import partial
from typing import Any
from unittest.mock import patch

from chalicelib.models.photos.media import Media
from chalicelib.services.photos import media
from chalicelib.services.photos.stories import highlights, watching
from tests.journeys.scene import Scene, photo_of_ben
from tests.journeys.write_routes import DAYS, Act, Route
from tests.kit.client import Client
from tests.kit.events import deliver_events
from tests.kit.photos import make_photo
from tests.kit.stories import put_up

ROOTS = ("/api/v1.1/stories", "/api/pixelfed/v1/stories")
LATER = ("/api/v1.2/stories/publish", "/api/pixelfed/v1.2/stories/publish")
OURS, MESSAGES = "/api/rossgram/v1/stories/{story_id}", "/api/rossgram/v1/conversations"

HIGHLIGHTS, HIGHLIGHT = "/api/rossgram/v1/highlights", "/api/rossgram/v1/highlights/{highlight_id}"


def _photo(path: str, name: str) -> Act:
    return lambda client, *_: client.post(path, files={name: ("a.jpg", make_photo(40, 30), "image/jpeg")})


def _whole(path: str, client: Client, scene: Scene, prepared: Any) -> Any:
    """Send a photo that is a story at once; it is processed while the request waits."""

    def process(item: Media) -> Media:
        deliver_events("originals")
        return Media.find(item.id)

    with patch.object(media, "wait", process):
        return _photo(path, "image")(client, scene, prepared)


def _publish(path: str) -> Act:
    return lambda client, _, media_id: client.post(path, json={"media_id": media_id, "duration": 10, "can_react": 1})


def _standing(scene: Scene) -> str:
    story = put_up(scene.anna)
    scene.names[story.id] = "story"
    return story.id


def _liked(scene: Scene) -> str:
    story_id = _standing(scene)
    watching.like(scene.ben.id, story_id)
    return story_id


def _post(path: str) -> Act:
    return lambda client, _, story_id: client.post(path.format(story_id=story_id))


def _see(path: str) -> Act:
    return lambda client, _, story_id: client.post(path, json={"id": story_id})


def _answer(path: str, story: str, words: str) -> Act:
    return lambda client, _, story_id: client.post(
        path, json={story: story_id, words: "Lovely"}, headers={"Idempotency-Key": "one"}
    )


def _kept(scene: Scene) -> str:
    """Highlight a story of Anna's, and return the id of the highlight."""
    made = highlights.make(scene.anna.id, "Hills", [_standing(scene)])
    scene.names[made] = "highlight"
    return made


def _keep(client: Client, _: Scene, story_id: str) -> Any:
    return client.post(HIGHLIGHTS, json={"title": "Hills", "story_ids": [story_id]})


def _send(method: str, path: str, **form: Any) -> Act:
    return lambda client, _, made: getattr(client, method.lower())(path.format(highlight_id=made), json=form)


def _order(client: Client, _: Scene, made: str) -> Any:
    return client.post(f"{HIGHLIGHTS}/order", json={"ids": [made]})


ROUTES = (
    *(
        route
        for root in ROOTS
        for route in (
            Route("POST", f"{root}/add", _photo(f"{root}/add", "file"), seconds=3 * DAYS),
            Route("POST", f"{root}/publish", _publish(f"{root}/publish"), photo_of_ben),
            Route("POST", f"{root}/seen", _see(f"{root}/seen"), _standing),
            Route(
                "POST",
                f"{root}/self-expire/{{story_id}}",
                _post(f"{root}/self-expire/{{story_id}}"),
                _standing,
                Scene.as_anna,
            ),
            Route("POST", f"{root}/comment", _answer(f"{root}/comment", "sid", "caption"), _standing),
        )
    ),
    # Whoever did not get the answer sends the photo again: it is another one, which ends after its day like the first.
    *(Route("POST", path, partial(_whole, path), seconds=3 * DAYS) for path in LATER),
    Route("POST", MESSAGES, _answer(MESSAGES, "story_id", "status"), _standing, about="to a story"),
    Route("POST", HIGHLIGHTS, _keep, _standing, Scene.as_anna),
    Route("POST", f"{HIGHLIGHTS}/order", _order, _kept, Scene.as_anna),
    Route("PUT", HIGHLIGHT, _send("PUT", HIGHLIGHT, title="Peaks"), _kept, Scene.as_anna),
    Route("DELETE", HIGHLIGHT, _send("DELETE", HIGHLIGHT), _kept, Scene.as_anna),
    Route("POST", f"{OURS}/favourite", _post(f"{OURS}/favourite"), _standing),
    Route("POST", f"{OURS}/unfavourite", _post(f"{OURS}/unfavourite"), _liked),
)
