"""A request for each route by which an author chooses whom to show posts to."""

from typing import Any

from tests.journeys.scene import Scene, befriended, linked
from tests.journeys.write_routes import Act, Route
from tests.kit.client import Client

LINKS = "/api/rossgram/v1/statuses/{post_id}/links"
FRIENDS = "/api/rossgram/v1/close_friends"


def _friends(method: str) -> Act:
    return lambda client, scene, _: client.request(method, FRIENDS, json={"account_ids": [scene.ben.id]})


def _link(client: Client, scene: Scene, _: Any) -> Any:
    return client.post(LINKS.format(post_id=scene.post.id), json={})


def _unlink(client: Client, scene: Scene, link_id: Any) -> Any:
    return client.delete(f"{LINKS.format(post_id=scene.post.id)}/{link_id}")


ROUTES = (
    Route("POST", FRIENDS, _friends("post"), client=Scene.as_anna),
    Route("DELETE", FRIENDS, _friends("delete"), befriended, Scene.as_anna),
    # A link is the answer that tells what opens it: whoever did not get it makes another.
    Route("POST", LINKS, _link, client=Scene.as_anna, is_repeatable=False),
    # Whoever asks again is told that it is gone, which it is.
    Route("DELETE", f"{LINKS}/{{link_id}}", _unlink, linked, Scene.as_anna, is_repeatable=False),
)
