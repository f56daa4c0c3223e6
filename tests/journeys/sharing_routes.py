"""A request for each route by which accounts show posts once more, with what must be there before it."""

from chalicelib.services.photos.interactions import reblogs
from tests.journeys.scene import Scene
from tests.journeys.write_routes import STATUS, Act, Route


def _post(path: str) -> Act:
    return lambda client, scene, _: client.post(path.format(post=scene.post.id))


def _reblogged(scene: Scene) -> None:
    reblogs.reblog(scene.ben.id, scene.post.id)


ROUTES = (
    Route("POST", f"{STATUS}/reblog", _post("/api/v1/statuses/{post}/reblog")),
    Route("POST", f"{STATUS}/unreblog", _post("/api/v1/statuses/{post}/unreblog"), _reblogged),
)
