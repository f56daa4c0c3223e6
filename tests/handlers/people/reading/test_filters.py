"""Filters are kept as the API has them, in one row for each account."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from chalicelib.models import base
from chalicelib.models.people.reading.filters import Filters
from chalicelib.services.people.reading import filters
from chalicelib.services.people.reading.filter_changes import Changes
from tests.handlers.entities import faults
from tests.kit.client import Client
from tests.kit.factories import make_account, make_post, make_token

KEYWORD = {"id": "id", "keyword": "text", "whole_word": "flag"}
ITEM = {"id": "id", "status_id": "id"}
FILTER = {
    "id": "id",
    "title": "text",
    "context": "list",
    "expires_at": "time?",
    "filter_action": "text",
    "keywords": [KEYWORD],
    "statuses": [ITEM],
}
API = "/api/v2/filters"
GIVEN: dict[str, Any] = {
    "title": "Pets",
    "context": ["home", "public"],
    "filter_action": "hide",
    "keywords_attributes": [{"keyword": "cat", "whole_word": "false"}, {"keyword": "dog"}],
}


@pytest.fixture(autouse=True)
def _still(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(base, "clock", lambda: 1_795_000_000.0)


@pytest.fixture
def client() -> Client:
    return Client(make_token(make_account()))


def test_a_filter_is_made_shown_changed_and_deleted(client: Client):
    assert client.get(API).json() == []
    made = client.post(API, json=GIVEN).json()
    assert faults(made, FILTER) == []
    assert (made["title"], made["context"], made["filter_action"]) == ("Pets", ["home", "public"], "hide")
    assert (made["expires_at"], made["statuses"]) == (None, [])
    assert [(one["keyword"], one["whole_word"]) for one in made["keywords"]] == [("cat", False), ("dog", True)]
    url = f"{API}/{made['id']}"
    assert client.get(url).json() == made
    assert client.get(API).json() == [made]
    cat, dog = (one["id"] for one in made["keywords"])
    keywords = [{"id": cat, "_destroy": True}, {"id": dog, "keyword": "Dogs"}, {"keyword": "owl", "whole_word": 0}]
    changed = client.put(url, json={"title": "Beasts", "expires_in": 3600, "keywords_attributes": keywords}).json()
    assert [(one["keyword"], one["whole_word"]) for one in changed["keywords"]] == [("Dogs", True), ("owl", False)]
    assert (changed["title"], changed["context"], changed["filter_action"]) == ("Beasts", ["home", "public"], "hide")
    assert changed["expires_at"] == "2026-11-18T12:06:40.000Z"
    assert client.put(url, json={"title": "Beasts"}).json() == changed
    assert client.put(url, data={"expires_in": ""}).json()["expires_at"] is None
    assert client.delete(url).json() == {}
    assert [client.request(method, url, json=GIVEN).status_code for method in ("GET", "PUT", "DELETE")] == [404] * 3


def test_a_filter_is_made_in_every_encoding(client: Client):
    keyword, whole_word = "keywords_attributes[][keyword]", "keywords_attributes[][whole_word]"
    form = [
        *(("title", "Pets"), ("context[]", "home"), ("context[]", "thread")),
        *((keyword, "cat"), (whole_word, "true"), (keyword, "dog"), (whole_word, "false")),
    ]
    made = client.post(API, data=form).json()
    assert made["context"] == ["home", "thread"]
    assert [(one["keyword"], one["whole_word"]) for one in made["keywords"]] == [("cat", True), ("dog", False)]
    numbered = {"title": "x", "context[]": "home", "keywords_attributes[0][keyword]": "owl"}
    assert client.post(API, data=numbered).json()["keywords"][0]["keyword"] == "owl"


@pytest.mark.parametrize(
    ("wrong", "error"),
    [
        ({"title": " "}, "Title can't be blank"),
        ({"title": "x" * 257}, "Title is too long"),
        ({"context": []}, "Context can't be blank, Context None or invalid context supplied"),
        ({"context": ["home", "moon"]}, "Context None or invalid context supplied"),
        ({"filter_action": "explode"}, "filter_action"),
        ({"expires_in": 10**12}, "expires_in"),
        ({"expires_in": -1}, "expires_in"),
        ({"keywords_attributes": [{"keyword": " "}]}, "Keyword can't be blank"),
        ({"keywords_attributes": [{"keyword": "x" * 513}]}, "Keyword is too long"),
        ({"keywords_attributes": [{"keyword": "x" * 500}] * 100}, "Your filters are too many or too long"),
    ],
)
def test_a_filter_that_is_none_is_refused_and_nothing_is_kept(wrong: dict[str, Any], error: str, client: Client):
    answer = client.post(API, json=GIVEN | wrong)
    assert answer.status_code == 422
    assert error in answer.json()["error"]
    assert client.get(API).json() == []


def test_keywords_and_posts_of_a_filter_are_kept_one_by_one(client: Client):
    post = make_post(make_account())
    hidden = make_post(make_account(), access="private")
    made = client.post(API, json=GIVEN).json()
    url = f"{API}/{made['id']}"
    added = client.post(f"{url}/keywords", data={"keyword": "owl", "whole_word": "0"}).json()
    assert faults(added, KEYWORD) == []
    assert client.post(f"{url}/keywords", data={}).json()["error"] == "Validation failed: Keyword can't be blank"
    assert client.get(f"{url}/keywords").json() == [*made["keywords"], added]
    one = f"{API}/keywords/{added['id']}"
    assert client.put(one, data={"keyword": "eagle"}).json() == {**added, "keyword": "eagle"}
    assert client.get(one).json()["keyword"] == "eagle"
    assert (client.delete(one).json(), client.get(one).status_code) == ({}, 404)
    item = client.post(f"{url}/statuses", data={"status_id": post.id}).json()
    assert (faults(item, ITEM), item["status_id"]) == ([], post.id)
    assert client.post(f"{url}/statuses", data={"status_id": post.id}).json() == item
    for post_id in (hidden.id, "115000000000000000", ""):
        assert client.post(f"{url}/statuses", data={"status_id": post_id}).status_code == 404
    assert client.get(f"{url}/statuses").json() == client.get(url).json()["statuses"] == [item]
    one = f"{API}/statuses/{item['id']}"
    assert client.get(one).json() == client.delete(one).json() == item
    assert (client.get(one).status_code, client.get(f"{url}/statuses").json()) == (404, [])


def test_filters_are_their_owners_alone(client: Client):
    made = client.post(API, json=GIVEN).json()
    eve = Client(make_token(make_account()))
    keyword = made["keywords"][0]["id"]
    paths = (made["id"], f"{made['id']}/keywords", f"{made['id']}/statuses", f"keywords/{keyword}")
    assert {eve.get(f"{API}/{path}").status_code for path in paths} == {404}
    assert {eve.delete(f"{API}/{path}").status_code for path in (paths[0], paths[3])} == {404}
    assert eve.put(f"{API}/keywords/{keyword}", json={"keyword": "x"}).status_code == 404
    assert (eve.get(API).json(), client.get(API).json()) == ([], [made])


def test_older_clients_see_each_keyword_as_a_filter(client: Client):
    old = "/api/v1/filters"
    shape = {
        "id": "id",
        "phrase": "text",
        "context": "list",
        "whole_word": "flag",
        "irreversible": "flag",
        "expires_at": "time?",
    }
    client.post(API, json=GIVEN)
    found = client.get(old).json()
    assert faults(found, [shape]) == []
    assert [(one["phrase"], one["irreversible"]) for one in found] == [("cat", True), ("dog", True)]
    made = client.post(old, data={"phrase": "owl", "context[]": ["home", "thread"], "expires_in": "3600"}).json()
    assert (faults(made, shape), made["whole_word"], made["irreversible"]) == ([], False, False)
    assert client.get(API).json()[1]["title"] == "owl"
    url = f"{old}/{made['id']}"
    changed = client.put(url, data={"phrase": "eagle", "context[]": "home", "irreversible": "true"}).json()
    assert (changed["phrase"], changed["context"], changed["irreversible"]) == ("eagle", ["home"], True)
    assert client.get(url).json() == changed
    # What would change another keyword with it is refused; the phrase alone is not.
    shared = f"{old}/{found[0]['id']}"
    assert client.put(shared, data={"phrase": "lynx", "context[]": "thread"}).status_code == 422
    assert client.get(shared).json() == found[0]
    assert client.put(shared, data={"phrase": "lynx", "context[]": ["home", "public"]}).json()["phrase"] == "lynx"
    assert (client.delete(url).json(), client.get(url).status_code) == ({}, 404)
    assert client.post(old, data={"context[]": "home"}).status_code == 422


def test_changes_that_meet_lose_no_filter(client: Client):
    account = make_account()
    one = Changes(title="x", context=["home"])
    with ThreadPoolExecutor(3) as pool:
        list(pool.map(lambda _: filters.create(account.id, one), range(6)))
    assert len(filters.all_of(account.id)) == 6
    stale = Filters.of(account.id)
    filters.create(account.id, one)
    assert stale.replace([]) is False


def test_scopes_are_asked_for():
    reader = Client(make_token(make_account(), scopes="read:filters"))
    assert (reader.get(API).status_code, reader.post(API, json=GIVEN).status_code) == (200, 403)
    writer = Client(make_token(make_account(), scopes="write:filters"))
    assert (writer.get(API).status_code, writer.post(API, json=GIVEN).status_code) == (403, 200)
