"""Texts are measured as people see them wherever they have a limit, and none takes more bytes than its row bears."""

from typing import Any

import pytest

from chalicelib.models.people.accounts import Account
from chalicelib.services.people.accounts import LARGEST_FIELD, LARGEST_NOTE
from chalicelib.services.people.relationships import notes
from chalicelib.services.photos.media import LARGEST_DESCRIPTION
from tests.kit.client import Client
from tests.kit.factories import make_account, make_media, make_post, make_token

FAMILY = "👨‍👩‍👧‍👦"
PROFILE = "/api/v1/accounts/update_credentials"


def _fields(name: str, value: str) -> dict[str, Any]:
    return {"fields_attributes": [{"name": name, "value": value}]}


def _alt_text(stage: dict[str, Any], said: str) -> Any:
    changed = {"id": stage["post"].body["media"][0]["id"], "description": said}
    return stage["own"].put(f"/api/v1/statuses/{stage['post'].id}", json={"media_attributes": [changed]})


def _sends(method: str, path: str, name: str, **more: Any) -> Any:
    def send(stage: dict[str, Any], said: str) -> Any:
        others = {key: value.format(**stage) if isinstance(value, str) else value for key, value in more.items()}
        return stage["own"].request(method, path.format(**stage), json={name: said, **others})

    return send


# What is said where, how many characters it may have, and how many bytes.
TEXTS: dict[str, tuple[Any, int, int]] = {
    "a display name": (_sends("PATCH", PROFILE, "display_name"), 30, 900),
    "a field's name": (lambda stage, said: stage["own"].patch(PROFILE, json=_fields(said, "x")), 255, LARGEST_FIELD),
    "a field's value": (lambda stage, said: stage["own"].patch(PROFILE, json=_fields("x", said)), 255, LARGEST_FIELD),
    "the note of a profile": (_sends("PATCH", PROFILE, "note"), 500, LARGEST_NOTE),
    "the alt text of media": (_sends("PUT", "/api/v1/media/{media}", "description"), 1500, LARGEST_DESCRIPTION),
    "the alt text of a post": (_alt_text, 1500, LARGEST_DESCRIPTION),
    "a list's title": (_sends("POST", "/api/v1/lists", "title"), 256, 7_680),
    "a filter's title": (_sends("POST", "/api/v2/filters", "title", context=["home"]), 256, 7_680),
    "a filter's keyword": (_sends("POST", "/api/v2/filters/{filter}/keywords", "keyword"), 512, 15_360),
    "a collection's title": (_sends("POST", "/api/rossgram/v1/collections", "title"), 50, 1_500),
    "a collection's words": (_sends("POST", "/api/rossgram/v1/collections", "description", title="x"), 500, 15_000),
    "a note": (_sends("POST", "/api/v1/accounts/{other}/note", "comment"), 2000, notes.LARGEST_NOTE),
    "a report": (_sends("POST", "/api/v1/reports", "comment", account_id="{other}"), 1000, 30_000),
}


@pytest.fixture
def stage() -> dict[str, Any]:
    anna: Account = make_account("anna")
    own = Client(make_token(anna, "read write follow"))
    made = own.post("/api/v2/filters", json={"title": "x", "context": ["home"]}).json()
    ids = {"media": make_media(anna).id, "other": make_account("ben").id, "filter": made["id"]}
    return {"own": own, "post": make_post(anna, photos=1), **ids}


@pytest.mark.parametrize("what", TEXTS)
def test_a_text_has_as_many_characters_as_people_see_and_so_many_bytes(what: str, stage: dict[str, Any]):
    say, most, largest = TEXTS[what]
    families = min(most, largest // len(FAMILY.encode()))

    def said(text: str) -> int:
        return int(say(stage, text).status_code)

    assert said("x" * (most + 1)) == 422
    assert said("x" + "\u0301" * (largest // 2)) == 422
    assert said(FAMILY * families) == 200
    assert said(FAMILY * (families + 1)) == 422
