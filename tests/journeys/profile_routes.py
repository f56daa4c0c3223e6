"""A request for each route by which accounts arrange their own profile, with what must be there before it."""

from typing import Any

from chalicelib.services.people.relationships import endorsements
from chalicelib.services.photos import media
from tests.journeys.scene import Scene
from tests.journeys.write_routes import Act, Route
from tests.kit.events import deliver_events
from tests.kit.photos import make_photo

ACCOUNT = "/api/v1/accounts/{account_id}"


def _post(verb: str) -> Act:
    return lambda client, scene, _: client.post(f"/api/v1/accounts/{scene.anna.id}/{verb}")


def _endorsed(scene: Scene) -> None:
    endorsements.endorse(scene.ben.id, scene.anna.id)


def _delete(path: str) -> Act:
    return lambda client, *_: client.delete(path)


def _pictured(purpose: str) -> Any:
    def prepare(scene: Scene) -> None:
        media.begin(scene.ben.id, make_photo(40, 30), "image/jpeg", purpose=purpose)
        deliver_events()

    return prepare


PICTURES = {
    "/api/v1/profile/avatar": "avatar",
    "/api/v1/profile/header": "header",
    "/api/v1.1/accounts/avatar": "avatar",
    "/api/pixelfed/v1/accounts/avatar": "avatar",
}
ROUTES = (
    *(Route("POST", f"{ACCOUNT}/{verb}", _post(verb)) for verb in ("endorse", "pin")),
    *(Route("POST", f"{ACCOUNT}/{verb}", _post(verb), _endorsed) for verb in ("unendorse", "unpin")),
    *(Route("DELETE", path, _delete(path), _pictured(purpose)) for path, purpose in PICTURES.items()),
)
