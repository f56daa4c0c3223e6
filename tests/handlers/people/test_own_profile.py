"""What the owner of a profile alone sees of it, as apps fill their forms with it."""

from tests.kit.client import Client
from tests.kit.factories import make_account, make_post, make_token

PATH = "/api/v1/accounts/update_credentials"
PIXELFEDS: dict[str, object] = {"website": None, "local": True, "is_admin": False, "pronouns": []}


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
