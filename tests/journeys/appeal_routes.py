"""A request for each route by which people appeal against what moderators did, and moderators decide that."""

from typing import Any

from chalicelib.models.paging import Page
from chalicelib.models.people.door.mailed_tokens import APPEAL, MailedToken
from chalicelib.models.safety.actions import ModerationAction
from chalicelib.services.safety import silencing
from chalicelib.services.safety.appeals import filing
from chalicelib.services.safety.decisions import Decision
from tests.journeys.safety_routes import as_moderator
from tests.journeys.scene import Scene
from tests.journeys.write_routes import Act, Route
from tests.kit.client import Client

STRIKES, APPEALS = "/api/rossgram/v1/strikes", "/api/rossgram/v1/moderation/appeals"
TEXT = {"text": "It was art"}


def _struck(scene: Scene) -> str:
    """Silence Anna, and return the strike's id."""
    silencing.silence(scene.anna.id, Decision("op"))
    return str(ModerationAction.of(scene.anna.id, Page(limit=1)).rows[0].id)


def _appealed(scene: Scene) -> str:
    strike_id = _struck(scene)
    filing.file(scene.anna.id, strike_id, "It was art")
    return strike_id


def _mailed(scene: Scene) -> str:
    return MailedToken.draw(APPEAL, scene.anna.id, "anna@example.com", 0, _struck(scene))


def _decide(verb: str) -> Act:
    return lambda client, _, appeal_id: client.post(f"{APPEALS}/{appeal_id}/{verb}")


def _appeal(client: Client, _: Scene, strike_id: Any) -> Any:
    return client.post(f"{STRIKES}/{strike_id}/appeal", json=TEXT)


def _appeal_by_link(client: Client, _: Scene, secret: Any) -> Any:
    return client.post("/oauth/appeals", data={"token": secret, **TEXT})


# A second appeal is refused.
ROUTES = (
    Route("POST", f"{STRIKES}/{{strike_id}}/appeal", _appeal, _struck, Scene.as_anna, is_repeatable=False),
    Route("POST", "/oauth/appeals", _appeal_by_link, _mailed, is_repeatable=False),
    *(
        Route("POST", f"{APPEALS}/{{appeal_id}}/{verb}", _decide(verb), _appealed, as_moderator)
        for verb in ("approve", "reject")
    ),
)
