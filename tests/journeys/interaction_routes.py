"""A request for each route by which accounts show posts once more, with what must be there before it."""

from typing import Any

from chalicelib.services.photos import posts
from chalicelib.services.photos.interactions import pins, reblogs, threads
from chalicelib.services.photos.polls.asking import LONGEST_SECONDS, Poll
from tests.journeys.scene import Scene
from tests.journeys.write_routes import STATUS, Act, Route
from tests.kit.client import Client
from tests.kit.factories import make_media


def _post(path: str) -> Act:
    return lambda client, scene, _: client.post(path.format(post=scene.post.id))


def _reblogged(scene: Scene) -> None:
    reblogs.reblog(scene.ben.id, scene.post.id)


def _discuss(client: Client, scene: Scene, comment_id: Any) -> Any:
    given = {"comments_disabled": True, "pinned_comment_id": comment_id}
    return client.put(f"/api/rossgram/v1/posts/{scene.post.id}/comments", json=given)


def _commented(scene: Scene) -> str:
    return scene.comment().id


def _pinned(scene: Scene) -> None:
    pins.pin(scene.anna.id, scene.post.id)


def _silenced(scene: Scene) -> None:
    threads.mute(scene.ben.id, scene.post.id)


def _report(client: Client, scene: Scene, _: Any) -> Any:
    given = {"status_ids": [scene.post.id], "account_ids": [scene.anna.id]}
    return client.post("/api/rossgram/v1/views", json=given)


def _asked(scene: Scene) -> str:
    poll = Poll(["Sea", "Hills"], LONGEST_SECONDS)
    return posts.publish(scene.anna.id, posts.Draft("Where to?", [make_media(scene.anna).id], poll=poll)).id


def _vote(client: Client, _: Scene, post_id: Any) -> Any:
    return client.post(f"/api/v1/polls/{post_id}/votes", json={"choices": [1]})


ROUTES = (
    # Whoever votes again is told that they have voted.
    Route("POST", "/api/v1/polls/{post_id}/votes", _vote, _asked, is_repeatable=False),
    Route("POST", f"{STATUS}/reblog", _post("/api/v1/statuses/{post}/reblog")),
    Route("POST", f"{STATUS}/unreblog", _post("/api/v1/statuses/{post}/unreblog"), _reblogged),
    Route("PUT", "/api/rossgram/v1/posts/{post_id}/comments", _discuss, _commented, Scene.as_anna),
    Route("POST", f"{STATUS}/pin", _post("/api/v1/statuses/{post}/pin"), client=Scene.as_anna),
    Route("POST", f"{STATUS}/unpin", _post("/api/v1/statuses/{post}/unpin"), _pinned, Scene.as_anna),
    Route("POST", f"{STATUS}/mute", _post("/api/v1/statuses/{post}/mute")),
    Route("POST", f"{STATUS}/unmute", _post("/api/v1/statuses/{post}/unmute"), _silenced),
    # Whoever reports again was told that it failed: what was seen counts twice then, and is no money.
    Route("POST", "/api/rossgram/v1/views", _report, is_repeatable=False),
)
