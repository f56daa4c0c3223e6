"""A request for each route by which people report each other."""

from typing import Any

from tests.journeys.scene import Scene
from tests.journeys.write_routes import Act, Route
from tests.kit.client import Client


def _report(client: Client, scene: Scene, _: Any) -> Any:
    return client.post("/api/v1/reports", json={"account_id": scene.anna.id, "status_ids": [scene.post.id]})


def _report_to_pixelfed(path: str) -> Act:
    told = {"report_type": "spam", "object_type": "post"}
    return lambda client, scene, _: client.post(path, json={**told, "object_id": scene.post.id})


PATHS = ("/api/v1.1/report", "/api/pixelfed/v1/report")

# A second report is one more, or none.
ROUTES = (
    Route("POST", "/api/v1/reports", _report, is_repeatable=False),
    *(Route("POST", path, _report_to_pixelfed(path), is_repeatable=False) for path in PATHS),
)
