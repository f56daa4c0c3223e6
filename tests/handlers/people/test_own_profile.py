"""What the owner of a profile alone sees of it, as apps fill their forms with it."""

from typing import Any

import pytest

from tests.kit.client import Client
from tests.kit.factories import make_account, make_post, make_token

PATH = "/api/v1/accounts/update_credentials"
PIXELFEDS: dict[str, object] = {"website": None, "local": True, "is_admin": False, "pronouns": []}
HIDDEN = {"show_profile_follower_count": False, "show_profile_following_count": False}


def test_the_source_says_how_the_profile_is_found():
    client = Client(make_token(make_account()))

    def told() -> tuple[bool, ...]:
        source = client.get("/api/v1/accounts/verify_credentials").json()["source"]
        return source["hide_collections"], source["discoverable"], source["indexable"]

    assert told() == (False, True, False)
    client.patch(PATH, json={"hide_collections": True, "discoverable": False, "indexable": True})
    assert told() == (True, False, False)


def test_pixelfeds_app_draws_and_edits_a_profile_by_its_words_as_typed():
    anna = make_account("anna")
    client = Client(make_token(anna))
    note = "Fog & <sun>\n\n#hills"
    client.patch(PATH, json={"note": note})
    for read in ("verify_credentials", anna.id):
        found = client.get(f"/api/v1/accounts/{read}").json()
        assert found["note_text"] == note
        assert {name: found[name] for name in PIXELFEDS} == PIXELFEDS
    post = make_post(anna)
    author = client.get(f"/api/v1/statuses/{post.id}").json()["account"]
    assert bool(author["note_text"]) == bool(author["note"])
    assert {name: author[name] for name in PIXELFEDS} == PIXELFEDS


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"noindex": True}, {"crawlable": False}),
        ({"crawlable": "false"}, {"crawlable": False}),
        ({"is_suggestable": False}, {"is_suggestable": False}),
        ({"show_profile_follower_count": False}, HIDDEN),
        ({"show_profile_following_count": False, "show_profile_follower_count": True}, HIDDEN),
        ({"hide_collections": True, "show_profile_following_count": True}, HIDDEN),
    ],
)
def test_pixelfeds_app_reads_and_changes_what_is_private(change: dict[str, Any], told: dict[str, bool]):
    client = Client(make_token(make_account()))

    def settings() -> dict[str, bool]:
        return dict(client.get("/api/v1/accounts/verify_credentials").json()["settings"])

    before = settings()
    assert {name for name, is_set in before.items() if is_set} == {"crawlable", "is_suggestable", *HIDDEN}
    assert client.patch(PATH, json=change).json()["settings"] == {**before, **told}
    assert settings() == {**before, **told}


def test_a_setting_of_pixelfeds_app_is_taken_back():
    client = Client(make_token(make_account()))
    off = {"crawlable": False, "is_suggestable": False, "show_profile_follower_count": False}
    client.patch(PATH, json=off)
    found = client.patch(PATH, json=dict.fromkeys(off, True)).json()
    assert (found["noindex"], found["discoverable"], found["hide_collections"]) == (False, True, False)
