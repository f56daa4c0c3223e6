"""Requests of whom something was filtered come in pages, and to those alone who may read notifications."""

import pytest

from bench.meter import metered
from chalicelib.models.people.accounts import Account
from chalicelib.models.talk import inboxes
from chalicelib.models.talk.inboxes import Inbox
from chalicelib.services.photos import comments
from chalicelib.services.photos.posts import Draft
from tests.kit.client import Client
from tests.kit.factories import make_account, make_token
from tests.kit.telling import PATH, Clock, Scene

POLICY, REQUESTS = "/api/v2/notifications/policy", f"{PATH}/requests"


def test_requests_come_in_pages_and_the_last_has_no_next(scene: Scene, clock: Clock):
    assert scene.client.patch(POLICY, json={"for_not_following": "filter"}).status_code == 200
    people = [make_account() for _ in range(5)]
    for one in people:
        clock.at += 1
        comments.write(one.id, scene.post.id, Draft("Lovely"))
    seen, url = [], f"{REQUESTS}?limit=2"
    while url:
        answer = scene.client.get(url)
        seen += [one["account"]["id"] for one in answer.json()]
        url = answer.links.get("next", {}).get("url", "")
        assert len(seen) <= 5
    assert seen == [one.id for one in reversed(people)]


def test_many_are_dismissed_in_as_many_trips_as_one_and_what_comes_later_is_a_request(scene: Scene, clock: Clock):
    scene.client.patch(POLICY, json={"for_not_following": "filter"})
    people = [make_account() for _ in range(9)]

    def write(*some: Account) -> None:
        for one in some:
            clock.at += 1
            comments.write(one.id, scene.post.id, Draft("Lovely"))
        clock.at += 1

    def dismiss(*some: Account) -> tuple[int, int]:
        with metered() as bill:
            answer = scene.client.post(f"{REQUESTS}/dismiss", json={"id": [one.id for one in some]})
        assert answer.status_code == 200
        return bill.trips, len(bill.calls)

    write(*people)
    one, many = dismiss(people[0]), dismiss(*people[1:8])
    assert many <= one
    assert [one["account"]["id"] for one in scene.client.get(REQUESTS).json()] == [people[8].id]
    write(people[3])
    assert [one["account"]["id"] for one in scene.client.get(REQUESTS).json()] == [people[3].id, people[8].id]


def test_of_very_many_that_were_dismissed_the_oldest_come_back(scene: Scene, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(inboxes, "MOST_DISMISSED", 3)
    for number in (1, 2, 3):
        Inbox.of(scene.anna.id).dismiss(f"from-{number} {number}")
    Inbox.of(scene.anna.id).dismiss("from-4 4", "from-5 5")
    assert Inbox.of(scene.anna.id).dismissed == {"from-3 3", "from-4 4", "from-5 5"}


def test_the_scope_is_that_of_notifications(scene: Scene):
    client = Client(make_token(scene.anna, "read:notifications"))
    assert client.get(REQUESTS).status_code == 200
    assert client.patch(POLICY, json={}).status_code == client.post(f"{REQUESTS}/accept").status_code == 403
