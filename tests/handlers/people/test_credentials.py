"""One's own profile is changed as a whole or not at all, and measured as people count."""

from typing import Any

import pytest

from chalicelib.models.people.accounts import Account
from tests.kit.client import Client
from tests.kit.events import deliver_events
from tests.kit.factories import make_account, make_token
from tests.kit.photos import make_photo

FAMILY = "👨‍👩‍👧‍👦"


def change(account: Account, body: dict[str, Any], **files: bytes) -> tuple[int, str]:
    parts = {name: (f"{name}.jpg", content, "image/jpeg") for name, content in files.items()}
    client = Client(make_token(account))
    answer = client.request("PATCH", "/api/v1/accounts/update_credentials", data=body, files=parts or None)
    return answer.status_code, answer.json().get("error", "")


@pytest.mark.parametrize(
    ("body", "header"),
    [
        ({"display_name": "x" * 31}, None),
        ({"note": "x" * 501}, None),
        ({f"fields_attributes[{number}][name]": "x" for number in range(5)}, None),
        ({"display_name": "Anna"}, b""),
    ],
    ids=["name", "note", "fields", "empty header"],
)
def test_no_picture_is_taken_where_the_rest_is_refused(body: dict[str, Any], header: bytes | None):
    anna = make_account("anna")
    files = {"avatar": make_photo(400, 300)} | ({} if header is None else {"header": header})
    status, error = change(anna, body, **files)
    deliver_events()
    assert (status, error.startswith("Validation failed: ")) == (422, True)
    found = Account.find(anna.id)
    assert not found.avatar_media_id
    assert found.profile["display_name"] == "Anna"


@pytest.mark.parametrize(
    ("note", "status"),
    [
        (FAMILY * 500, 200),
        (FAMILY * 501, 422),
        ("x" * 476 + " https://example.com/" + "y" * 300, 200),
        ("x" * 477 + " https://example.com/" + "y" * 300, 422),
        ("e" + "\u0301" * 16_000, 422),
    ],
    ids=["families", "a family too many", "an address", "an address too far", "one letter of many marks"],
)
def test_a_note_is_counted_as_people_and_clients_count(note: str, status: int):
    assert change(make_account("anna"), {"note": note})[0] == status
