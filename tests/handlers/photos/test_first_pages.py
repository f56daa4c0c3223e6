"""The first page of a list, as apps ask for it that always name where a page begins."""

import pytest

from tests.kit.client import Client
from tests.kit.events import deliver_events
from tests.kit.factories import make_account, make_follow, make_post, make_token


@pytest.mark.parametrize("zero", ["0", "000"])
def test_pixelfeds_app_names_zero_for_the_first_page(zero: str):
    anna = make_account()
    post = make_post(anna, "The #sun")
    deliver_events()
    client = Client(make_token(make_account()))

    for path in (f"/api/v1/accounts/{anna.id}/statuses", "/api/v1/timelines/tag/sun"):
        assert [one["id"] for one in client.get(path, params={"max_id": zero}).json()] == [post.id]
    make_follow(make_account(), anna)
    for name in ("max_id", "cursor"):
        assert len(client.get(f"/api/v1/accounts/{anna.id}/followers", params={name: zero}).json()) == 1


def test_zero_is_still_what_everything_is_above():
    anna = make_account()
    posts = [make_post(anna) for _ in range(3)]

    asked = Client().get(f"/api/v1/accounts/{anna.id}/statuses", params={"min_id": "0", "limit": 2}).json()

    assert [one["id"] for one in asked] == [posts[1].id, posts[0].id]
