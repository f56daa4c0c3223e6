"""A request for each route by which people are tagged in photos, and do something about it."""

from typing import Any

from chalicelib.services.photos.sharing import tagged
from chalicelib.services.photos.sharing.person_tags import Point
from tests.journeys.scene import Scene
from tests.journeys.write_routes import Act, Route
from tests.kit.client import Client

PEOPLE = "/api/rossgram/v1/statuses/{post_id}/people"
TAGGED = "/api/rossgram/v1/tagged/{post_id}"


def _with_ben(scene: Scene) -> None:
    """Tag Ben in the photo of the post."""
    tagged.tag(scene.anna.id, scene.post.id, [Point(scene.ben.id, scene.photo_id, 0.5, 0.5)])


def _tag(client: Client, scene: Scene, _: Any) -> Any:
    person: dict[str, Any] = {"account_id": scene.ben.id, "media_id": scene.photo_id, "x": 0.5, "y": 0.5}
    return client.put(PEOPLE.format(post_id=scene.post.id), json={"people": [person]})


def _untag(client: Client, scene: Scene, _: Any) -> Any:
    return client.delete(PEOPLE.format(post_id=scene.post.id))


def _place(verb: str) -> Act:
    return lambda client, scene, _: client.post(f"{TAGGED.format(post_id=scene.post.id)}/{verb}")


ROUTES = (
    Route("PUT", PEOPLE, _tag, client=Scene.as_anna),
    # Whoever is off already is not found.
    Route("DELETE", PEOPLE, _untag, _with_ben, Scene.as_ben, is_repeatable=False),
    Route("POST", f"{TAGGED}/show", _place("show"), _with_ben, Scene.as_ben),
    Route("POST", f"{TAGGED}/hide", _place("hide"), _with_ben, Scene.as_ben),
)
