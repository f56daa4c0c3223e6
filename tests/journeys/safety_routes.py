"""A request for each route by which people report each other, and moderators answer."""

from collections.abc import Callable
from typing import Any

from chalicelib.services.safety import acting, decisions, handling, reports
from chalicelib.services.safety.decisions import Decision
from chalicelib.services.safety.reports import Complaint
from tests.journeys.scene import Scene
from tests.journeys.write_routes import Act, Route
from tests.kit.client import Client
from tests.kit.staff import as_staff, make_staff


def _report(client: Client, scene: Scene, _: Any) -> Any:
    return client.post("/api/v1/reports", json={"account_id": scene.anna.id, "status_ids": [scene.post.id]})


def _report_to_pixelfed(path: str) -> Act:
    told = {"report_type": "spam", "object_type": "post"}
    return lambda client, scene, _: client.post(path, json={**told, "object_id": scene.post.id})


ADMIN = "/api/v1/admin"


def as_moderator(_: Scene) -> Client:
    """Return a client of a moderator."""
    return as_staff(make_staff(handle="mo"))


def _reported(scene: Scene) -> str:
    return str(reports.file(scene.ben.id, scene.anna.id, Complaint(post_ids=[scene.post.id])).report.id)


def _resolved(scene: Scene) -> str:
    report_id = _reported(scene)
    decisions.close_report(Decision("op", report_id=report_id))
    return report_id


def _taken(scene: Scene) -> str:
    report_id = _reported(scene)
    handling.take(make_staff(handle="jo").id, report_id)
    return report_id


def _on_report(act: str) -> Act:
    return lambda client, _, report_id: client.post(f"{ADMIN}/reports/{report_id}/{act}")


def _refile(client: Client, _: Scene, report_id: Any) -> Any:
    return client.put(f"{ADMIN}/reports/{report_id}", json={"category": "legal"})


def _act(kind: str) -> Act:
    return lambda client, scene, report_id: client.post(
        f"{ADMIN}/accounts/{scene.anna.id}/action", json={"type": kind, "report_id": report_id}
    )


def _undo(kind: str) -> Act:
    return lambda client, scene, _: client.post(f"{ADMIN}/accounts/{scene.anna.id}/{kind}")


def _done(kind: str) -> Callable[[Scene], object]:
    return lambda scene: acting.DEEDS[kind](scene.anna.id, Decision("op"))


def _on_tag(deed: str) -> Act:
    return lambda client, *_: client.post(f"{TRENDS}/tags/morning/{deed}")


def _on_leading(deed: str) -> Act:
    return lambda client, scene, _: client.post(f"{TRENDS}/statuses/{scene.post.id}/{deed}")


TRENDS = f"{ADMIN}/trends"
UNDO = {"disable": "enable", "sensitive": "unsensitive", "silence": "unsilence", "suspend": "unsuspend"}
REPORT, MEMBER = f"{ADMIN}/reports/{{report_id}}", f"{ADMIN}/accounts/{{account_id}}"
DECIDED = ("approve", "reject")
PATHS = ("/api/v1.1/report", "/api/pixelfed/v1/report")

# A second report is one more, or none.
ROUTES = (
    *(Route("POST", f"{MEMBER}/action", _act(kind), _reported, as_moderator, about=kind) for kind in UNDO),
    # Whoever is warned twice is told twice.
    Route("POST", f"{MEMBER}/action", _act("none"), _reported, as_moderator, is_repeatable=False, about="none"),
    *(Route("POST", f"{MEMBER}/{back}", _undo(back), _done(kind), as_moderator) for kind, back in UNDO.items()),
    Route("PUT", REPORT, _refile, _reported, as_moderator),
    Route("POST", f"{REPORT}/assign_to_self", _on_report("assign_to_self"), _reported, as_moderator),
    Route("POST", f"{REPORT}/unassign", _on_report("unassign"), _taken, as_moderator),
    Route("POST", f"{REPORT}/resolve", _on_report("resolve"), _reported, as_moderator),
    Route("POST", f"{REPORT}/reopen", _on_report("reopen"), _resolved, as_moderator),
    *(Route("POST", f"{TRENDS}/tags/{{name}}/{one}", _on_tag(one), client=as_moderator) for one in DECIDED),
    *(Route("POST", f"{TRENDS}/statuses/{{post_id}}/{one}", _on_leading(one), client=as_moderator) for one in DECIDED),
    Route("POST", "/api/v1/reports", _report, is_repeatable=False),
    *(Route("POST", path, _report_to_pixelfed(path), is_repeatable=False) for path in PATHS),
)
