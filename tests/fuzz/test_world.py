"""The world that is fuzzed has one of everything that operations ask for by an id."""

import pytest

from chalicelib import config
from chalicelib.services.photos import timelines
from local.demo import client
from local.demo.community import PEOPLE
from tests.fuzz import world
from tests.kit.client import Client
from tests.kit.events import deliver_events
from tests.kit.factories import make_account, make_post


def test_known_ids_of_what_people_keep_and_are_told_are_met(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("requests.Session", Client)
    members = [client.App(config.PUBLIC_URL).let_in(person) for person in PEOPLE[:2]]
    reader = make_account()
    make_post(make_account(), caption="A #walk")
    for member in members:
        timelines.follow(reader.id, member.id)
    deliver_events()
    found = world.look_around(config.PUBLIC_URL)
    asked = {"media_id", "collection_id", "post_id", "notification_id", "group_key", "request_id"}
    assert {name for name in asked if not found.things.get(name)} == set()
    own = Client()
    own.headers["Authorization"] = found.tokens[0]
    for path, name in (("v1/media", "media_id"), ("v1.1/collections/view", "collection_id")):
        assert own.get(f"/api/{path}/{found.things[name][0]}").status_code in (200, 206)
    kept = [own.get(f"/api/{path}").json()[0]["id"] for path in ("rossgram/v1/drafts", "v1/scheduled_statuses")]
    assert set(kept) <= set(found.things["post_id"])
