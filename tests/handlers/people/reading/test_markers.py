"""Markers say how far each timeline was read, on all devices of an account."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from chalicelib.models import base
from chalicelib.models.people.reading.readings import Reading
from chalicelib.services.people.reading import markers
from tests.handlers.entities import faults
from tests.kit.client import Client
from tests.kit.factories import make_account, make_token

MARKER = {"last_read_id": "text", "version": "count", "updated_at": "time"}
API = "/api/v1/markers"
BOTH = f"{API}?timeline[]=home&timeline[]=notifications"


@pytest.fixture(autouse=True)
def _still(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(base, "clock", lambda: 1_795_000_000.0)


@pytest.fixture
def client() -> Client:
    return Client(make_token(make_account()))


def test_a_marker_is_kept_with_its_version(client: Client):
    made = client.post(API, data={"home[last_read_id]": "115000000000000001"}).json()
    assert (list(made), faults(made["home"], MARKER)) == (["home"], [])
    assert (made["home"]["last_read_id"], made["home"]["version"]) == ("115000000000000001", 1)
    both = {"home": {"last_read_id": "115000000000000002"}, "notifications": {"last_read_id": "7"}}
    made = client.post(API, json=both).json()
    assert {name: (one["last_read_id"], one["version"]) for name, one in made.items()} == {
        "home": ("115000000000000002", 2),
        "notifications": ("7", 1),
    }
    assert client.get(BOTH).json() == made
    # Apps say it at each look: what was said stays as it is.
    assert client.post(API, json=both).json() == made
    assert client.get(f"{API}?timeline[]=home").json() == {"home": made["home"]}
    assert client.get(f"{API}?timeline[]=moon").json() == client.get(API).json() == {}
    assert Client(make_token(make_account())).get(BOTH).json() == {}


@pytest.mark.parametrize("wrong", ["x", "", "-1", "1" * 31, None, {"a": 1}])
def test_a_marker_that_is_no_id_is_refused_and_the_other_is_not_kept(wrong: object, client: Client):
    given: Any = {"notifications": {"last_read_id": "7"}, "home": {"last_read_id": wrong}}
    assert client.post(API, json=given).status_code == 422
    assert client.get(BOTH).json() == {}
    assert client.post(API, json={}).json() == {}


def test_devices_that_mark_at_the_same_time_lose_nothing():
    account = make_account()
    said = [{"home": "1"}, {"notifications": "2"}, {"home": "3"}, {"notifications": "4"}]
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(lambda read: markers.mark(account.id, read), said))
    found = markers.markers(account.id, ["home", "notifications"])
    assert {name: marker["version"] for name, marker in found.items()} == {"home": 2, "notifications": 2}
    stale = Reading.of(account.id)
    markers.mark(account.id, {"home": "5"})
    assert stale.replace_markers({}) is False
