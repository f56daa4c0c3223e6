"""An author is told which app they posted with, and nobody else is."""

import pytest

from bench.meter import metered
from chalicelib.models.people.accounts import Account
from chalicelib.models.people.apps import App
from chalicelib.services.photos import posts
from chalicelib.services.photos.posts import Draft
from tests.kit.client import Client
from tests.kit.events import deliver_events
from tests.kit.factories import make_account, make_app, make_follow, make_media, make_post, make_token

STATUSES = "/api/v1/statuses"
TESTER = {"name": "Tester", "website": None}


@pytest.fixture
def anna() -> Account:
    return make_account("anna")


def test_an_app_is_named_to_the_author_alone(anna: Account):
    own, fan = Client(make_token(anna)), make_account()
    make_follow(fan, anna)
    made = own.post(STATUSES, json={"status": "Fog", "media_ids": [make_media(anna).id]}).json()
    deliver_events()
    assert made["application"] == TESTER
    path = f"{STATUSES}/{made['id']}"
    assert own.get(path).json()["application"] == TESTER
    for other in (Client(), Client(make_token(fan))):
        assert other.get(path).json()["application"] is None
    assert [post["application"] for post in Client(make_token(fan)).get("/api/v1/timelines/home").json()] == [None]
    changed = own.put(path, json={"status": "Rain"})
    assert changed.json()["application"] == TESTER


def test_comments_and_what_is_published_later_name_it_too(anna: Account):
    own = Client(make_token(anna))
    form = {"status": "Fog", "in_reply_to_id": make_post(make_account()).id}
    assert own.post(STATUSES, json=form).json()["application"] == TESTER
    draft = own.post("/api/rossgram/v1/drafts", json={"status": "Fog"}).json()
    later = Client(make_token(anna))
    assert later.post(f"/api/rossgram/v1/drafts/{draft['id']}/publish").json()["application"] == TESTER


def test_a_post_by_no_app_or_by_one_that_is_gone_names_none(anna: Account):
    app = make_app().app
    by_app = posts.publish(anna.id, Draft(caption="Fog", app=app.client_id))
    assert by_app.body["app"] == TESTER
    App(app.client_id).delete()
    gone = posts.publish(anna.id, Draft(caption="Fog", app=app.client_id))
    assert "app" not in gone.body
    assert "app" not in posts.publish(anna.id, Draft(caption="Fog")).body


def test_naming_it_takes_no_trip(anna: Account):
    app = make_app().app
    trips = []
    for client_id in (None, app.client_id):
        with metered() as bill:
            posts.publish(anna.id, Draft(caption="Fog", app=client_id))
        trips.append(bill.trips)
    assert trips[0] == trips[1]
