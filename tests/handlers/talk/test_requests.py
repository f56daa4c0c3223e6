"""Requests of whom something was filtered come in pages, and to those alone who may read notifications."""

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


def test_the_scope_is_that_of_notifications(scene: Scene):
    client = Client(make_token(scene.anna, "read:notifications"))
    assert client.get(REQUESTS).status_code == 200
    assert client.patch(POLICY, json={}).status_code == client.post(f"{REQUESTS}/accept").status_code == 403
