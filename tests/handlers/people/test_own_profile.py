"""What the owner of a profile alone sees of it, as apps fill their forms with it."""

from tests.kit.client import Client
from tests.kit.factories import make_account, make_token

PATH = "/api/v1/accounts/update_credentials"


def test_the_source_says_how_the_profile_is_found():
    client = Client(make_token(make_account()))

    def told() -> tuple[bool, ...]:
        source = client.get("/api/v1/accounts/verify_credentials").json()["source"]
        return source["hide_collections"], source["discoverable"], source["indexable"]

    assert told() == (False, True, False)
    client.patch(PATH, json={"hide_collections": True, "discoverable": False, "indexable": True})
    assert told() == (True, False, False)
