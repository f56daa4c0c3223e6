"""What an edit says nothing of stays as it was."""

from typing import Any

import pytest

from chalicelib.models.photos.media import Media
from chalicelib.models.photos.posts import Post
from tests.handlers.entities import EDIT, faults
from tests.kit.client import Client
from tests.kit.factories import make_account, make_media, make_post, make_token


@pytest.fixture
def stage() -> dict[str, Any]:
    anna = make_account()
    post = make_post(anna, photos=2)
    held = [photo["id"] for photo in post.body["media"]]
    return {"anna": anna, "own": Client(make_token(anna)), "path": f"/api/v1/statuses/{post.id}", "held": held}


def shown(stage: dict[str, Any]) -> list[str]:
    return [photo["id"] for photo in stage["own"].get(stage["path"]).json()["media_attachments"]]


@pytest.mark.parametrize(
    "form",
    [
        {"json": {"status": "x"}},
        {"json": {"status": "x", "media_ids": None}},
        {"data": {"status": "x"}},
        {"files": {"status": (None, "x")}},
        {"json": {"status": "x", "sensitive": True, "spoiler_text": "Rain"}},
    ],
)
def test_an_edit_without_media_ids_keeps_the_photos(stage: dict[str, Any], form: dict[str, Any]):
    answer = stage["own"].put(stage["path"], **form)

    assert [photo["id"] for photo in answer.json()["media_attachments"]] == stage["held"]
    assert all(Media.find(media_id).post_id for media_id in stage["held"])


def test_alt_text_may_change_alone_and_no_photo_goes(stage: dict[str, Any]):
    form = {"status": "x", "media_attributes": [{"id": stage["held"][1], "description": "A cat"}]}

    found = stage["own"].put(stage["path"], json=form).json()["media_attachments"]

    assert [photo["id"] for photo in found] == stage["held"]
    assert found[1]["description"] == "A cat"


def test_a_photo_is_taken_out_by_media_ids_that_leave_it_out(stage: dict[str, Any]):
    first, second = stage["held"]

    stage["own"].put(stage["path"], json={"status": "x", "media_ids": [second]})

    assert shown(stage) == [second]
    assert Media.find(first).post_id is None


@pytest.mark.parametrize(
    "form", [{"json": {"status": "x", "media_ids": []}}, {"data": {"status": "x", "media_ids[]": ""}}]
)
def test_empty_media_ids_take_all_photos_out_of_a_post_with_words(stage: dict[str, Any], form: dict[str, Any]):
    assert stage["own"].put(stage["path"], **form).status_code == 200
    assert shown(stage) == []


def test_a_post_without_words_keeps_at_least_one_photo(stage: dict[str, Any]):
    answer = stage["own"].put(stage["path"], json={"status": "", "media_ids": []})

    assert (answer.status_code, answer.json()["error"]) == (422, "Validation failed: Text can't be blank")
    assert shown(stage) == stage["held"]


def test_a_new_post_whose_photos_are_null_has_none():
    anna = make_account()
    make_media(anna)

    answer = Client(make_token(anna)).post("/api/v1/statuses", json={"status": "x", "media_ids": None})

    assert answer.json()["media_attachments"] == []
    assert Post.find(answer.json()["id"]).body["media"] == []


@pytest.mark.parametrize("media_id", ["115000000000000000", "x", "another's"])
def test_a_photo_that_is_not_ones_own_is_no_missing_page(stage: dict[str, Any], media_id: str):
    form = {"status": "x", "media_ids": [make_media(make_account()).id if media_id == "another's" else media_id]}
    drafts = "/api/rossgram/v1/drafts"
    draft = f"{drafts}/{stage['own'].post(drafts, json={'status': 'x'}).json()['id']}"
    asked = (("POST", "/api/v1/statuses"), ("PUT", stage["path"]), ("POST", drafts), ("PUT", draft))
    for method, path in asked:
        answer = stage["own"].request(method, path, json=form)
        assert (answer.status_code, answer.json()["error_code"]) == (422, "unprocessable"), (method, path)


@pytest.fixture
def worded() -> dict[str, Any]:
    own = Client(make_token(anna := make_account()))
    words = {"status": "Rain in #Porto", "spoiler_text": "Wet", "language": "pt", "media_ids": [make_media(anna).id]}
    return {"own": own, "post": own.post("/api/v1/statuses", json=words).json()}


WORDS = ("content", "spoiler_text", "sensitive", "language")


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ({"media_attributes": []}, {}),
        ({"status": None, "spoiler_text": None}, {}),
        ({"sensitive": False, "spoiler_text": ""}, {"sensitive": False, "spoiler_text": ""}),
        ({"language": "en"}, {"language": "en"}),
        ({"spoiler_text": "Storm"}, {"spoiler_text": "Storm"}),
    ],
)
def test_an_edit_without_a_status_changes_only_the_words_that_it_names(worded, form, expected):
    before = worded["post"]

    after = worded["own"].put(f"/api/v1/statuses/{before['id']}", json=form).json()

    assert {name: after[name] for name in WORDS} == {name: before[name] for name in WORDS} | expected


def test_an_edit_with_a_status_takes_off_a_warning_that_it_leaves_out(worded):
    path = f"/api/v1/statuses/{worded['post']['id']}"

    after = worded["own"].put(path, json={"status": ""}).json()

    assert (after["content"], after["spoiler_text"], after["sensitive"]) == ("", "", False)


@pytest.mark.parametrize("form", [{}, {"language": ""}, {"language": None}])
def test_an_edit_that_says_no_language_keeps_it(worded, form):
    path = f"/api/v1/statuses/{worded['post']['id']}"
    assert worded["own"].put(path, json={"status": "Sun", **form}).json()["language"] == "pt"
    assert worded["own"].put(path, json={"status": "Sun", "language": "en"}).json()["language"] == "en"


@pytest.mark.parametrize("way", ["json", "data"])
def test_a_photo_is_replaced_and_the_likes_and_the_history_stay(stage: dict[str, Any], way: str):
    own, second, fan = stage["own"], stage["held"][1], Client(make_token(make_account()))
    fan.post(f"{stage['path']}/favourite")
    new = make_media(stage["anna"], description="Old words").id
    flat = [("status", "Sun"), ("media_ids[]", new), ("media_ids[]", second)]
    flat += [("media_attributes[][id]", new), ("media_attributes[][description]", "A new file")]
    asked = {
        "status": "Sun",
        "media_ids": [new, second],
        "media_attributes": [{"id": new, "description": "A new file"}],
    }
    edited = own.put(stage["path"], **({"json": asked} if way == "json" else {"data": flat})).json()

    assert [one["id"] for one in edited["media_attachments"]] == [new, second]
    assert edited["media_attachments"][0]["description"] == "A new file"
    assert fan.get(stage["path"]).json()["favourited"] is True
    history = own.get(f"{stage['path']}/history").json()
    assert [faults(one, EDIT) for one in history] == [[], []]
    assert history[1]["content"] == "<p>Sun</p>"
    assert own.get(f"{stage['path']}/source").json() == {"id": edited["id"], "text": "Sun", "spoiler_text": ""}
    assert fan.get(f"{stage['path']}/source").status_code == 404


def test_an_alt_text_that_was_edited_with_the_post_is_the_photos_own(stage: dict[str, Any]):
    first, second = stage["held"]
    changes = [{"id": first, "description": "A cat"}, {"id": second, "description": "A dog"}]
    stage["own"].put(stage["path"], json={"status": "x", "media_attributes": changes})
    assert stage["own"].get(f"/api/v1/media/{first}").json()["description"] == "A cat"

    stage["own"].put(stage["path"], json={"status": "x", "media_ids": [first]})
    stage["own"].delete(stage["path"])
    redrafted = stage["own"].post("/api/v1/statuses", json={"status": "x", "media_ids": [first, second]}).json()
    assert [photo["description"] for photo in redrafted["media_attachments"]] == ["A cat", "A dog"]
