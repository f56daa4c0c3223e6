"""Lists of what one liked: by the like and not by the post, and never an empty page that promises another."""

import pytest

from chalicelib.models.people.accounts import Account
from chalicelib.services.photos import posts, timelines
from tests.handlers.entities import STATUS, faults
from tests.handlers.test_pages import walk
from tests.kit.client import Client
from tests.kit.events import deliver_events
from tests.kit.factories import make_account, make_post, make_token

# Each list, and what puts a post onto it and takes it off again.
LISTS = {
    "favourites": ("favourite", "unfavourite", "favourited"),
    "bookmarks": ("bookmark", "unbookmark", "bookmarked"),
}


@pytest.fixture
def anna() -> Account:
    return make_account()


@pytest.fixture
def reader() -> Account:
    return make_account()


@pytest.fixture
def client(reader: Account) -> Client:
    return Client(make_token(reader))


def act(client: Client, action: str, post_ids: list[str]) -> None:
    for post_id in post_ids:
        assert client.post(f"/api/v1/statuses/{post_id}/{action}").status_code == 200


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize("limit", [2, 6, 7])
def test_the_newest_comes_first_whatever_the_age_of_its_post(name: str, limit: int, anna: Account, client: Client):
    add, take_off, flag = LISTS[name]
    ids = [make_post(anna, photos=0).id for _ in range(6)]
    order = ids[::2] + ids[1::2]
    act(client, add, order)
    act(client, add, order)
    url = f"/api/v1/{name}?limit={limit}"

    pages = walk(client, url, "next")

    assert [post_id for page in pages for post_id in page] == order[::-1]
    assert all(pages)
    found = client.get(url)
    assert faults(found.json(), [STATUS]) == []
    assert all(status[flag] for status in found.json())
    act(client, take_off, order[1:])
    assert walk(client, url, "next") == [order[:1]]


@pytest.mark.parametrize("name", LISTS)
def test_it_turns_back_from_an_older_page_to_the_newest(name: str, anna: Account, client: Client):
    ids = [make_post(anna, photos=0).id for _ in range(5)]
    act(client, LISTS[name][0], ids)
    older = client.get(client.get(f"/api/v1/{name}?limit=2").links["next"]["url"])
    back = client.get(older.links["prev"]["url"])
    assert [status["id"] for status in back.json()] == ids[:2:-1]


@pytest.mark.parametrize("name", LISTS)
def test_what_one_may_not_see_is_left_out_and_leaves_no_empty_page_behind(
    name: str, anna: Account, reader: Account, client: Client
):
    timelines.follow(reader.id, anna.id)
    first = make_post(anna, photos=0).id
    hidden = [make_post(anna, photos=0, access="followers").id for _ in range(14)]
    last = make_post(anna, photos=0).id
    act(client, LISTS[name][0], [first, *hidden, last])
    timelines.unfollow(reader.id, anna.id)
    assert walk(client, f"/api/v1/{name}?limit=1", "next") == [[last], [first]]
    act(client, LISTS[name][1], [first])
    pages = walk(client, f"/api/v1/{name}?limit=2", "next")
    assert [page for page in pages if page] == [[last]]
    assert all(pages[:-1])


@pytest.mark.parametrize("name", LISTS)
def test_a_deleted_post_is_on_no_list(name: str, anna: Account, client: Client):
    kept, deleted = make_post(anna, photos=0), make_post(anna, photos=0)
    act(client, LISTS[name][0], [kept.id, deleted.id])
    posts.delete(anna.id, deleted.id)
    assert walk(client, f"/api/v1/{name}", "next") == [[kept.id]]
    deliver_events()
    assert walk(client, f"/api/v1/{name}", "next") == [[kept.id]]


@pytest.mark.parametrize("name", LISTS)
def test_it_is_ones_own_alone(name: str, anna: Account, reader: Account, client: Client):
    act(client, LISTS[name][0], [make_post(anna, photos=0).id])
    assert Client(make_token(anna)).get(f"/api/v1/{name}").json() == []
    assert Client().get(f"/api/v1/{name}").status_code == 401
    assert Client(make_token(reader, scopes="read:statuses")).get(f"/api/v1/{name}").status_code == 403
    assert len(Client(make_token(reader, scopes=f"read:{name}")).get(f"/api/v1/{name}").json()) == 1
