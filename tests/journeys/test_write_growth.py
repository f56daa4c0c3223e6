"""With ten times the data a request that writes costs the same: no trips, calls, reads or writes grow with how much."""

from typing import Any

import pytest

from app import app
from chalicelib.models.people import barriers
from chalicelib.services.people import homes
from chalicelib.services.people.door import endings
from chalicelib.services.people.reading import lists
from chalicelib.services.people.relationships import privacy
from chalicelib.services.people.relationships import requests as follow_requests
from chalicelib.services.photos import media
from chalicelib.services.photos.reading import hashtags
from chalicelib.services.photos.scheduling import keeping
from chalicelib.services.photos.sharing import close_friends, collections, secret_links
from chalicelib.services.talk import notifications, requests
from tests.journeys import test_money_routes, test_write_routes
from tests.journeys.growing import Cost, cost_by_items, is_bounded
from tests.journeys.scene import Scene
from tests.journeys.write_routes import Route
from tests.journeys.writing_world import WritingWorld
from tests.kit import snapshots
from tests.kit.events import empty_queues

# Of everything there is so much, and then as many copies more.
SOME, COPIES = 2, 9
ROUTES = test_write_routes.ROUTES
# These read so many whatever is asked for: less than there is from the beginning, like a page.
PAGES = (
    (notifications, "MOST_IN_A_GROUP"),
    (requests, "MOST_LOOKED_AT"),
    (barriers, "MOST_IN_A_QUERY"),
    (homes, "CAUGHT_UP_POSTS"),
    (hashtags, "MOST_COUNTED"),
    (hashtags, "COUNTED_POSTS"),
    (endings, "ENDED_AT_ONCE"),
    (privacy, "ACCEPTED_AT_ONCE"),
    (follow_requests, "MOST_COUNTED"),
)
# These read, in one Query, all of what one may have only so many of: whether there is room for one more.
BOUNDED = {
    "/api/v1/lists": lists.MOST_LISTS,
    "/api/rossgram/v1/collections": collections.MOST_COLLECTIONS,
    "/api/rossgram/v1/close_friends": close_friends.MOST_FRIENDS,
    "/api/rossgram/v1/statuses/{post_id}/links": secret_links.MOST_LINKS,
    "/api/v1/statuses": keeping.MOST,
    "/api/v1/scheduled_statuses/{post_id}": keeping.MOST,
    "/api/rossgram/v1/scheduled_statuses/{post_id}/unschedule": keeping.MOST,
    "/api/rossgram/v1/drafts": keeping.MOST,
    "/api/rossgram/v1/drafts/{post_id}": keeping.MOST,
    "/api/rossgram/v1/drafts/{post_id}/publish": keeping.MOST,
}
# Pixelfed's own gateway of pushes is not there, whatever is asked of it; one route has two methods.
NOT_SERVED = {
    ("POST", f"/api/{root}/push/{verb}")
    for root in ("v1.1", "pixelfed/v1")
    for verb in ("update", "compare", "disable")
}
ALIAS = ("POST", "/api/v1/accounts/update_credentials")
Grown = tuple[Scene, bytes, bytes]


@pytest.fixture(scope="module")
def grown(aws: None) -> Grown:
    """Return a scene, and all rows beside some of everything and beside ten times as much."""
    del aws
    world = WritingWorld(Scene())
    before = snapshots.rows()
    world.grow(SOME)
    few = snapshots.taken()
    assert snapshots.multiply(before, COPIES) > 100 * COPIES
    return world.scene, few, snapshots.taken()


def test_every_route_that_writes_is_in_this_gate():
    found = {(method, path) for path, methods in app.route_table.items() for method in methods if method != "GET"}
    played = {(one.method, one.path) for one in (*ROUTES, *test_money_routes.GROWING)}
    assert found - NOT_SERVED - {ALIAS} == played
    for path, methods in app.route_table.items():
        if path == ALIAS[1]:
            assert methods["POST"].view_function is methods["PATCH"].view_function


@pytest.mark.sampled(16)
@pytest.mark.parametrize("route", ROUTES, ids=str)
def test_writing_costs_the_same_with_ten_times_the_data(route: Route, grown: Grown, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(media, "LONGEST_WAIT", 0.0)
    for room, name in PAGES:
        monkeypatch.setattr(room, name, 1)
    scene, *rows = grown
    few, many = (_cost_beside(route, scene, beside) for beside in rows)
    assert few[0] > 0
    most = min(BOUNDED.get(route.path, 0), SOME * COPIES)
    trips, calls, units, written, items = few
    # One such Query reads no more than what came, at half a unit for each at most.
    assert is_bounded((trips, calls, units + most / 2, written, items + most), many), (few, many)


def _cost_beside(route: Route, scene: Scene, rows: bytes) -> Cost:
    snapshots.put_back(rows)
    prepared, client = route.prepare(scene), route.client(scene)
    empty_queues()
    answers: list[Any] = []
    cost = cost_by_items(lambda: answers.append(route.act(client, scene, prepared)))
    assert answers[0].status_code < 400, answers[0].text
    return cost
