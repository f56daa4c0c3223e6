"""Stories through the API: as Pixelfed's app asks for them, and as our own client does."""

from typing import Any

import pytest

from chalicelib.models.people.accounts import Account
from chalicelib.services.photos import timelines
from chalicelib.services.photos.sharing import close_friends
from tests.handlers.entities import ACCOUNT, faults
from tests.kit.client import Client
from tests.kit.edge import fetch
from tests.kit.events import deliver_events
from tests.kit.factories import make_account, make_token
from tests.kit.photos import make_photo
from tests.kit.stored import make_stored
from tests.kit.stories import CAROUSEL, put_up

ROOTS = ("/api/v1.1/stories", "/api/pixelfed/v1/stories")
OURS = "/api/rossgram/v1/stories"
FILE = ("a.jpg", make_photo(800, 600), "image/jpeg")


@pytest.fixture
def anna() -> Account:
    return make_account("anna")


@pytest.fixture
def author(anna: Account) -> Client:
    return Client(make_token(anna))


@pytest.fixture
def ben(anna: Account) -> Account:
    ben = make_account("ben")
    timelines.follow(ben.id, anna.id)
    return ben


@pytest.fixture
def reader(ben: Account) -> Client:
    return Client(make_token(ben))


@pytest.mark.parametrize("root", ROOTS)
def test_a_story_is_added_published_watched_and_taken_down(root: str, author: Client, reader: Client, ben: Account):
    added = author.post(f"{root}/add", files={"file": FILE}).json()
    assert {name: added[name] for name in ("code", "msg", "media_type")} == {
        "code": 200,
        "msg": "Successfully added",
        "media_type": "photo",
    }
    said = {"media_id": added["media_id"], "duration": 12, "can_reply": False, "can_react": True}
    assert author.post(f"{root}/publish", json=said).json()["error_code"] == "media_not_ready"
    deliver_events("originals")
    assert author.post(f"{root}/publish", json=said).json() == {"code": 200, "msg": "Successfully published"}
    [node] = reader.get(f"{root}/carousel").json()["nodes"]
    [story] = node["nodes"]
    assert (node["user"]["username"], node["user"]["is_author"], node["seen"]) == ("anna", False, False)
    assert (story["id"], story["duration"], story["type"], story["seen"]) == (added["media_id"], 12, "photo", False)
    assert [fetch(url).status for url in (story["src"], story["rossgram"]["small"])] == [200, 200]
    assert fetch(story["src"].partition("?")[0]).status == 403
    assert reader.post(f"{root}/seen", json={"id": story["id"]}).json() == {"code": 200}
    assert reader.get(f"{root}/carousel").json()["nodes"][0]["seen"]
    own = author.get(f"{root}/self-carousel").json()["self"]
    assert ([one["id"] for one in own["nodes"]], own["user"]["is_author"]) == ([story["id"]], True)
    seen_by = author.get(f"/api/v1.2/stories/viewers?sid={story['id']}").json()
    assert ([one["id"] for one in seen_by["data"]], seen_by["links"]["next"]) == ([ben.id], None)
    assert reader.post(f"{root}/self-expire/{story['id']}").status_code == 404
    assert author.post(f"{root}/self-expire/{story['id']}").json()["msg"] == "Successfully deleted"
    assert reader.get(f"{root}/carousel").json()["nodes"] == []


@pytest.mark.parametrize("root", ROOTS)
def test_without_stories_pixelfeds_app_reads_whose_they_would_be(root: str, anna: Account, author: Client):
    own = author.get(f"{root}/self-carousel").json()["self"]
    avatar = author.get("/api/v1/accounts/verify_credentials").json()["avatar"]
    assert own == {
        "user": {
            "id": anna.id,
            "username": "anna",
            "username_acct": "anna",
            "display_name": "Anna",
            "avatar": avatar,
            "local": True,
            "is_author": True,
        },
        "nodes": [],
    }
    for path in (f"{root}/carousel", "/api/v1.2/stories/carousel"):
        assert author.get(path).json() == {"self": own, "nodes": []}


def test_a_photo_is_a_story_at_once_where_nothing_is_drawn_over_it(
    author: Client, reader: Client, monkeypatch: pytest.MonkeyPatch
):
    from chalicelib.models.photos.media import Media
    from chalicelib.services.photos import media

    def process(item: Media) -> Media:
        deliver_events("originals")
        return Media.find(item.id)

    monkeypatch.setattr(media, "wait", process)
    path = "/api/v1.2/stories/publish"
    assert author.post(path, files={"image": FILE}).json()["code"] == 200
    [node] = reader.get("/api/v1.2/stories/carousel").json()["nodes"]
    assert node["stories"] == node["nodes"] != []
    drawn: dict[str, Any] = {"overlays[0][type]": "text", "overlays[0][content]": "Hello"}
    assert author.post(path, files={"image": FILE}, data=drawn).status_code == 422
    assert author.post(path, files={"image": ("a.jpg", b"no photo", "image/jpeg")}).status_code == 422


def test_a_story_for_close_friends_says_so(anna: Account, author: Client, reader: Client, ben: Account):
    close_friends.add(anna.id, [ben.id])
    said: dict[str, Any] = {"media_id": make_stored(anna).id, "audience": "close_friends", "can_react": False}
    assert author.post("/api/v1.1/stories/publish", json=said).status_code == 200
    shown = reader.get(CAROUSEL).json()["nodes"][0]["nodes"][0]["rossgram"]
    assert (shown["audience"], shown["may_react"], shown["favourited"]) == ("close_friends", False, False)


def test_what_is_said_wrongly_is_refused(anna: Account, author: Client):
    photo = make_stored(anna).id
    wrong: list[dict[str, Any]] = [
        {},
        {"media_id": photo, "audience": "public"},
        {"media_id": photo, "duration": 31},
        {"media_id": photo, "duration": -1},
        {"media_id": photo, "can_react": "perhaps"},
    ]
    assert {author.post("/api/v1.1/stories/publish", json=one).status_code for one in wrong} == {422}
    for unknown in ("1", "x", "\u0000", "9" * 400):
        assert author.post("/api/v1.1/stories/publish", json={"media_id": unknown}).status_code in {404, 422}
        assert author.post("/api/v1.1/stories/seen", json={"id": unknown}).status_code in {404, 422}
    assert author.post("/api/v1.1/stories/seen", json={}).status_code == 404


def test_the_author_reads_how_many_saw_it_and_who_likes_it(anna: Account, author: Client, reader: Client, ben: Account):
    story = put_up(anna)
    assert reader.post(f"{OURS}/{story.id}/favourite").json() == {}
    found = author.get(f"{OURS}/{story.id}/viewers").json()
    assert (found["views_count"], [one["favourited"] for one in found["viewers"]]) == (1, [True])
    assert faults([found["viewers"][0]["account"]], [ACCOUNT]) == []
    assert reader.get(f"{OURS}/{story.id}/viewers").status_code == 404
    told = author.get("/api/v1/notifications?types[]=story:react").json()
    assert [(one["type"], one["account"]["id"]) for one in told] == [("story:react", ben.id)]
    assert author.get("/api/v1/notifications").json()[0]["type"] == "follow"
    assert reader.post(f"{OURS}/{story.id}/unfavourite").json() == {}
    assert author.get("/api/v1/notifications?types[]=story:react").json() == []


def test_viewers_are_turned_by_a_cursor_as_pixelfed_does(anna: Account, author: Client):
    story = put_up(anna)
    for _ in range(3):
        one = make_account()
        timelines.follow(one.id, anna.id)
        Client(make_token(one)).post("/api/v1.1/stories/seen", json={"id": story.id})
    first = author.get(f"/api/v1.2/stories/viewers?sid={story.id}&limit=2").json()
    assert (len(first["data"]), "cursor=" in first["links"]["next"]) == (2, True)
    rest = author.get(first["links"]["next"].partition("8000")[2]).json()
    assert (len(rest["data"]), rest["links"]["next"]) == (1, None)


def test_stories_are_for_whoever_is_signed_in(anna: Account):
    story = put_up(anna)
    asked = (
        CAROUSEL,
        "/api/v1.1/stories/self-carousel",
        "/api/v1.2/stories/viewers?sid=1",
        f"{OURS}/{story.id}/viewers",
    )
    assert {Client().get(path).status_code for path in asked} == {401}
    assert Client().post(f"{OURS}/{story.id}/favourite").status_code == 401
    narrow = Client(make_token(anna, "read:accounts"))
    assert narrow.get(CAROUSEL).status_code == 403
    assert narrow.post(f"{OURS}/{story.id}/favourite").status_code == 403
