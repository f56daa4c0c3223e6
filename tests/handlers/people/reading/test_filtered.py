"""Each status says which of its viewer's filters it matches, on every surface, for no trip more."""

from functools import partial
from typing import Any

import pytest

from chalicelib.models.people.reading.filters import Filters
from chalicelib.services.photos import comments, posts
from chalicelib.services.photos.posts import Draft
from tests.handlers.entities import STATUS, faults
from tests.journeys.growing import cost_of
from tests.kit.client import Client
from tests.kit.events import deliver_events
from tests.kit.factories import make_media, make_post, make_token
from tests.kit.money.paid import ALT, make_locked

API = "/api/v2/filters"
RESULT = {
    "filter": {"id": "id", "title": "text", "context": "list", "expires_at": "time?", "filter_action": "text"},
    "keyword_matches": "list?",
    "status_matches": "list?",
}
EVERYWHERE = ["home", "notifications", "public", "thread", "account"]


def make_filter(client: Client, *words: str, **given: Any) -> str:
    """Make a filter of these keywords, and return its id."""
    keywords = [{"keyword": word} for word in words]
    given = {"title": "Pets", "context": EVERYWHERE, "keywords_attributes": keywords, **given}
    return str(client.post(API, json=given).json()["id"])


def words(status: dict[str, Any]) -> list[str]:
    """Return the keywords that a status matches."""
    return [word for result in status["filtered"] for word in result["keyword_matches"] or ()]


def test_a_status_says_what_it_matches_wherever_it_is_shown(stage: dict[str, Any]):
    client, anna = stage["client"], stage["anna"]
    post = make_post(anna, "A cat on a hill")
    other = make_post(anna, "A river")
    comments.write(anna.id, post.id, Draft("The cat again"))
    deliver_events()
    filter_id = make_filter(client, "CAT", filter_action="hide")
    for act in ("favourite", "bookmark"):
        assert words(client.post(f"/api/v1/statuses/{post.id}/{act}").json()) == ["CAT"]
    for path in ("timelines/home", "timelines/public", f"accounts/{anna.id}/statuses?exclude_replies=1", "favourites"):
        found = {status["id"]: status for status in client.get(f"/api/v1/{path}").json()}
        # A client hides it; it is not left out here.
        assert faults(found[post.id]["filtered"], [RESULT]) == []
        assert found[post.id]["filtered"][0]["filter"]["id"] == filter_id
        assert found[post.id]["filtered"][0]["filter"]["filter_action"] == "hide"
        assert (words(found[post.id]), faults(found[post.id], STATUS)) == (["CAT"], [])
        assert other.id not in found or found[other.id]["filtered"] == []
    context = client.get(f"/api/v1/statuses/{post.id}/context").json()
    assert [words(status) for status in context["descendants"]] == [["CAT"]]
    assert words(client.get(f"/api/v1/statuses/{post.id}").json()) == ["CAT"]
    # It is the viewer's own affair.
    assert Client().get(f"/api/v1/statuses/{post.id}").json()["filtered"] == []
    assert Client(make_token(stage["eve"])).get(f"/api/v1/statuses/{post.id}").json()["filtered"] == []


def test_a_warning_and_an_alt_text_are_searched_too(stage: dict[str, Any]):
    client, anna = stage["client"], stage["anna"]
    photo = make_media(anna, description="Two owls")
    post = posts.publish(anna.id, Draft("Night", [photo.id], spoiler="A spider"))
    make_filter(client, "owls", "spider", "day")
    assert words(client.get(f"/api/v1/statuses/{post.id}").json()) == ["owls", "spider"]


def test_a_named_post_is_told_by_its_id_and_an_ended_filter_not_at_all(stage: dict[str, Any]):
    client, post = stage["client"], make_post(stage["anna"], "A cat")
    filter_id = make_filter(client)
    client.post(f"{API}/{filter_id}/statuses", data={"status_id": post.id})
    (result,) = client.get(f"/api/v1/statuses/{post.id}").json()["filtered"]
    assert (result["keyword_matches"], result["status_matches"]) == (None, [post.id])
    client.put(f"{API}/{filter_id}", data={"expires_in": "0"})
    make_filter(client, "cat", expires_in=0)
    assert client.get(f"/api/v1/statuses/{post.id}").json()["filtered"] == []


def test_a_filter_tells_nothing_of_what_a_locked_post_keeps_back(stage: dict[str, Any]):
    client, post = stage["client"], make_locked(stage["anna"], "price")
    make_filter(client, ALT, post.body["caption"])
    found = client.get(f"/api/v1/statuses/{post.id}").json()
    assert found["media_attachments"][0]["description"] is None
    assert words(found) == [post.body["caption"]]
    own = Client(make_token(stage["anna"]))
    make_filter(own, ALT)
    assert words(own.get(f"/api/v1/statuses/{post.id}").json()) == [ALT]


@pytest.mark.parametrize("path", ["timelines/home", "timelines/public", "accounts/{anna}/statuses", "statuses/{post}"])
def test_filters_take_no_trip_more(path: str, stage: dict[str, Any], monkeypatch: pytest.MonkeyPatch):
    client, anna = stage["client"], stage["anna"]
    made = [make_post(anna, f"A cat {number}", photos=0) for number in range(8)]
    deliver_events()
    ask = partial(client.get, f"/api/v1/{path.format(anna=anna.id, post=made[0].id)}")
    ask()
    with monkeypatch.context() as without:
        without.setattr(Filters, "keys", lambda _: [])
        without.setattr(Filters, "of", Filters)
        before = cost_of(ask)
    make_filter(client, "cat")
    assert cost_of(ask)[:2] == before[:2]
    assert "keyword_matches" in ask().text
