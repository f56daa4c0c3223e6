"""Albums of twenty photos, and captions of 2,200 characters as people count them."""

import pytest

from chalicelib.models.people.accounts import Account
from tests.kit.client import Client
from tests.kit.events import deliver_events
from tests.kit.factories import make_media, make_token

FAMILY = "👨‍👩‍👧‍👦"


@pytest.mark.parametrize(("photos", "status"), [(20, 200), (21, 422)])
def test_an_album_has_twenty_photos_at_most(photos: int, status: int, anna: Account):
    client = Client(make_token(anna))
    ids = [make_media(anna).id for _ in range(photos)]
    answer = client.post("/api/v1/statuses", json={"status": "A year", "media_ids": ids})
    assert answer.status_code == status
    if status == 200:
        assert [one["id"] for one in answer.json()["media_attachments"]] == ids
        path = f"/api/v1/statuses/{answer.json()['id']}"
        turned = client.put(path, json={"status": "A year", "media_ids": ids[::-1]})
        assert [one["id"] for one in turned.json()["media_attachments"]] == ids[::-1]
        # Private, and deleted, with all that moves.
        assert client.patch("/api/v1/accounts/update_credentials", json={"locked": True}).status_code == 200
        deliver_events()
        assert len(client.get(path).json()["media_attachments"]) == 20
        assert client.delete(path).status_code == 200


@pytest.mark.parametrize(("number", "status"), [(2200, 200), (2201, 422)])
def test_a_caption_is_counted_as_people_count(number: int, status: int, anna: Account):
    given = {"status": FAMILY * number, "media_ids": [make_media(anna).id]}
    assert Client(make_token(anna)).post("/api/v1/statuses", json=given).status_code == status
