"""Lists and what their members post page to their end, in as many trips whoever is on them."""

from functools import partial
from typing import Any

from chalicelib.services.people.reading import lists
from tests.handlers.entities import STATUS, faults
from tests.handlers.people.reading.test_lists import API, made
from tests.handlers.test_pages import walk
from tests.journeys.growing import cost_of
from tests.kit.events import deliver_events
from tests.kit.factories import make_account, make_follow, make_post


def test_a_list_shows_its_members_posts_and_pages_to_its_end(stage: dict[str, Any]):
    client, anna, eve = stage["client"], stage["anna"], stage["eve"]
    list_id = made(client, anna)
    ids = [make_post(anna, photos=0).id for _ in range(7)][::-1]
    make_post(eve)
    hidden = make_post(anna, access="private", photos=0)
    deliver_events()
    for limit in (3, 7, 8):
        pages = walk(client, f"/api/v1/timelines/list/{list_id}?limit={limit}", "next")
        assert [post_id for page in pages for post_id in page] == ids
        assert all(pages)
    found = client.get(f"/api/v1/timelines/list/{list_id}").json()
    assert faults(found, [STATUS]) == []
    assert hidden.id not in {status["id"] for status in found}


def test_members_page_to_their_end(stage: dict[str, Any]):
    client, ben = stage["client"], stage["ben"]
    others = [make_account() for _ in range(5)]
    for other in others:
        make_follow(ben, other)
    url = f"{API}/{made(client, *others)}/accounts?limit=2"
    pages = walk(client, url, "next")
    assert [len(page) for page in pages] == [2, 2, 1]
    assert sorted(one for page in pages for one in page) == sorted(other.id for other in others)


def test_a_list_costs_as_many_trips_for_ten_times_the_members(stage: dict[str, Any]):
    ben, client = stage["ben"], stage["client"]
    list_id = made(client, stage["anna"])
    for _ in range(8):
        make_post(stage["anna"], photos=0)
    deliver_events()

    def trips() -> list[float]:
        paths = (f"timelines/list/{list_id}", f"lists/{list_id}/accounts", "lists", f"accounts/{ben.id}/lists")
        for path in paths:
            client.get(f"/api/v1/{path}")
        return [cost_of(partial(client.get, f"/api/v1/{path}"))[0] for path in paths]

    few = trips()
    for _ in range(12):
        other = make_account()
        make_follow(ben, other)
        lists.add(ben.id, list_id, [other.id])
        make_post(other)
        deliver_events()
    # The token, the list, its members' rows, the posts, what the reader did with them.
    assert (trips(), few[0]) == (few, 5)
