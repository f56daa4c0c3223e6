"""People in photos, through the API: the author's forms, the tagged person's acts, and what anybody reads."""

from typing import Any

import pytest

from chalicelib.models.people.accounts import Account
from chalicelib.models.photos.sharing.person_tags import PersonTag
from tests.handlers.entities import STATUS, faults
from tests.kit.client import Client
from tests.kit.factories import make_account, make_media, make_token

SETTINGS = "/api/v1/accounts/update_credentials"
OWN = "/api/rossgram/v1/tagged"
DRAFTS = "/api/rossgram/v1/drafts"


class Two:
    """Anna, who posts, and Ben, who is in her photo."""

    def __init__(self) -> None:
        self.anna, self.ben = make_account(), make_account()
        self.own, self.as_ben = Client(make_token(self.anna)), Client(make_token(self.ben))
        self.media = make_media(self.anna)

    def person(self, x: Any = 0.25, y: Any = 0.5, account: Account | None = None) -> dict[str, Any]:
        return {"account_id": (account or self.ben).id, "media_id": self.media.id, "x": x, "y": y}

    def publish(self, *people: dict[str, Any], **form: Any) -> Any:
        given = {"status": "A walk", "media_ids": [self.media.id], "rossgram": {"people": [*people]}, **form}
        return self.own.post("/api/v1/statuses", json=given)


@pytest.fixture
def two() -> Two:
    return Two()


def people_in(status: dict[str, Any]) -> list[tuple[str, float, float]]:
    (photo,) = status["media_attachments"]
    return [(one["account"]["id"], one["x"], one["y"]) for one in photo["rossgram"]["people"]]


def ids(answer: Any) -> list[str]:
    assert answer.status_code == 200, answer.text
    return [status["id"] for status in answer.json()]


def test_a_post_is_published_with_people_who_then_find_it(two: Two):
    status = two.publish(two.person()).json()
    assert faults(status, STATUS) == []
    assert people_in(status) == [(two.ben.id, 0.25, 0.5)]
    assert [one["username"] for one in status["taggedPeople"]] == [two.ben.handle]
    path = f"/api/rossgram/v1/accounts/{two.ben.id}/tagged"
    assert ids(Client().get(path)) == ids(two.as_ben.get(OWN)) == [status["id"]]
    (told,) = two.as_ben.get("/api/v1/notifications?types[]=tagged").json()
    assert (told["type"], told["account"]["id"], told["status"]["id"]) == ("tagged", two.anna.id, status["id"])
    assert two.as_ben.get("/api/v1/notifications").json() == []


def test_a_form_of_any_kind_says_who_is_in_a_photo(two: Two):
    status = two.publish().json()
    path = f"/api/rossgram/v1/statuses/{status['id']}/people"
    form = {f"people[][{name}]": str(value) for name, value in two.person(0.5, 1).items()}
    assert people_in(two.own.put(path, data=form).json()) == [(two.ben.id, 0.5, 1)]
    assert people_in(two.own.put(path, data={"people[]": ""}).json()) == []
    edit: dict[str, Any] = {"status": "Fog", "rossgram": {"people": [two.person(0, 0)]}}
    assert people_in(two.own.put(f"/api/v1/statuses/{status['id']}", json=edit).json()) == [(two.ben.id, 0, 0)]
    assert people_in(two.own.put(f"/api/v1/statuses/{status['id']}", json={"status": "Mist"}).json()) != []


@pytest.mark.parametrize("x", [-0.1, 1.1, "left", None, float("1e400"), [0.5]])
def test_a_point_outside_of_a_photo_is_refused_and_nothing_is_written(two: Two, x: Any):
    raw = two.person(x if x != float("inf") else 1e308)
    assert two.publish(raw).status_code == 422
    status = two.publish().json()
    path = f"/api/rossgram/v1/statuses/{status['id']}/people"
    tried: tuple[Any, ...] = ({"people": [raw]}, {}, {"people": "ben"}, {"people": [{}]}, {"people": None})
    for wrong in tried:
        assert two.own.put(path, json=wrong).status_code == 422, wrong
    assert PersonTag.some(two.ben.id, 5) == []


def test_the_tagged_hides_shows_and_takes_themselves_off(two: Two):
    post_id = two.publish(two.person()).json()["id"]
    assert two.as_ben.post(f"{OWN}/{post_id}/hide").status_code == 200
    assert (ids(two.as_ben.get(OWN)), ids(two.as_ben.get(f"{OWN}?state=hidden"))) == ([], [post_id])
    assert two.as_ben.post(f"{OWN}/{post_id}/show").status_code == 200
    assert ids(two.as_ben.get(OWN)) == [post_id]
    assert two.own.delete(f"/api/rossgram/v1/statuses/{post_id}/people").status_code == 404
    assert two.as_ben.delete(f"/api/rossgram/v1/statuses/{post_id}/people").json() == {}
    assert people_in(two.own.get(f"/api/v1/statuses/{post_id}").json()) == []
    again = two.own.put(f"/api/rossgram/v1/statuses/{post_id}/people", json={"people": [two.person()]})
    assert (again.status_code, "cannot be tagged" in again.json()["error"]) == (422, True)
    assert two.as_ben.get(f"{OWN}?state=other").status_code == 422


def test_settings_say_who_may_tag_and_whether_one_approves(two: Two):
    said = two.as_ben.get("/api/v1/accounts/verify_credentials").json()["source"]["rossgram"]
    assert said == {"tags_from": "everyone", "tags_by_hand": False}
    said = two.as_ben.patch(SETTINGS, data={"rossgram[tags_by_hand]": "true"}).json()["source"]["rossgram"]
    assert said == {"tags_from": "everyone", "tags_by_hand": True}
    post_id = two.publish(two.person()).json()["id"]
    assert (ids(two.as_ben.get(OWN)), ids(two.as_ben.get(f"{OWN}?state=pending"))) == ([], [post_id])
    two.as_ben.patch(SETTINGS, json={"rossgram": {"tags_from": "nobody"}})
    two.media = make_media(two.anna)
    assert two.publish(two.person()).status_code == 422
    assert two.as_ben.patch(SETTINGS, json={"rossgram": {"tags_from": "me"}}).status_code == 422
    assert "rossgram" not in two.own.get(f"/api/v1/accounts/{two.ben.id}").json().get("source", {})


def test_a_draft_keeps_who_is_in_its_photos_until_it_is_published(two: Two):
    form: dict[str, Any] = {"status": "A walk", "media_ids": [two.media.id], "rossgram": {"people": [two.person()]}}
    draft = two.own.post(DRAFTS, json=form).json()
    assert draft["rossgram"]["people"] == [two.person()]
    assert PersonTag.some(two.ben.id, 5) == []
    status = two.own.post(f"{DRAFTS}/{draft['id']}/publish").json()
    assert people_in(status) == [(two.ben.id, 0.25, 0.5)]
    assert PersonTag.some(two.ben.id, 5) == [status["id"]]


@pytest.mark.parametrize("number", [21, 9000])
def test_more_people_than_a_post_may_have_are_in_no_draft_and_in_no_scheduled_post(two: Two, number: int):
    people = [{**two.person(), "account_id": str(one)} for one in range(number)]
    form: dict[str, Any] = {"status": "A walk", "media_ids": [two.media.id], "rossgram": {"people": people}}
    draft = two.own.post(DRAFTS, json={**form, "rossgram": {"people": people[:20]}}).json()
    later = {**form, "scheduled_at": "2031-01-01T00:00:00Z"}
    assert two.own.post(DRAFTS, json=form).status_code == 422
    assert two.own.put(f"{DRAFTS}/{draft['id']}", json=form).status_code == 422
    assert two.own.post("/api/v1/statuses", json=later).status_code == 422
    assert two.own.get(DRAFTS).json() == [draft]


def test_one_who_is_twice_in_a_photo_is_in_no_draft(two: Two):
    form: dict[str, Any] = {"status": "A walk", "media_ids": [two.media.id]}
    twice = {"people": [two.person(), two.person(0.75)]}
    assert two.own.post(DRAFTS, json={**form, "rossgram": twice}).status_code == 422
