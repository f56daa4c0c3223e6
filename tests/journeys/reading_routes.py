"""A request for each route by which readers arrange what they read, with what must be there before it."""

from typing import Any

from chalicelib.services.people.reading import lists
from tests.journeys.scene import Scene
from tests.journeys.write_routes import Act, Route


def arranged(scene: Scene) -> dict[str, str]:
    """Arrange what Ben reads, and return the ids of it."""
    return a_list(scene)


def a_list(scene: Scene) -> dict[str, str]:
    """Make a list with Anna on it."""
    made = lists.create(scene.ben.id, "Friends")
    lists.add(scene.ben.id, made.id, [scene.anna.id])
    return {"list_id": made.id}


def an_empty_list(scene: Scene) -> dict[str, str]:
    """Make a list with nobody on it."""
    return {"list_id": lists.create(scene.ben.id, "Friends").id}


def _ask(method: str, path: str, **given: Any) -> Act:
    """Return the act that sends a form; texts of it may name what was prepared, or Anna and her post."""

    def act(client: Any, scene: Scene, made: Any) -> Any:
        known = {**(made or {}), "anna": scene.anna.id, "post": scene.post.id}
        return client.request(method, path.format(**known), json=_named(given, known))

    return act


def _named(given: Any, known: dict[str, str]) -> Any:
    if isinstance(given, dict):
        return {name: _named(value, known) for name, value in given.items()}
    if isinstance(given, list):
        return [_named(value, known) for value in given]
    return given.format(**known) if isinstance(given, str) else given


LISTS, LIST = "/api/v1/lists", "/api/v1/lists/{list_id}"
MEMBERS = f"{LIST}/accounts"

ROUTES = (
    # Whoever did not hear that a list was made finds it among their lists.
    Route("POST", LISTS, _ask("POST", LISTS, title="Friends"), is_repeatable=False),
    Route("PUT", LIST, _ask("PUT", LIST, title="Hills"), a_list),
    Route("DELETE", LIST, _ask("DELETE", LIST), a_list),
    Route("POST", MEMBERS, _ask("POST", MEMBERS, account_ids=["{anna}"]), an_empty_list),
    Route("DELETE", MEMBERS, _ask("DELETE", MEMBERS, account_ids=["{anna}"]), a_list),
)
