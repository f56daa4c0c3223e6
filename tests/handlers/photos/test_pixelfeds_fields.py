"""What Pixelfed's app reads of a status beside what Mastodon's has: it is there whether or not it asks with `_pe=1`."""

import pytest

from chalicelib.models.photos.posts import FOLLOWERS, PUBLIC
from chalicelib.services.photos import comments
from chalicelib.services.photos.interactions import reblogs
from chalicelib.services.photos.posts import Draft
from tests.handlers.entities import STATUS, faults
from tests.kit.client import Client
from tests.kit.factories import make_account, make_post, make_token
from tests.kit.stored import make_stored

FIELDS = ("pf_type", "reply_count", "content_text", "local", "comments_disabled", "place")


@pytest.mark.parametrize("query", ["", "?_pe=1"])
def test_a_status_has_the_fields_by_which_pixelfeds_app_draws_it(query: str):
    anna = make_account()
    client = Client(make_token(anna))

    def read(post_id: str) -> tuple[object, ...]:
        status = client.get(f"/api/v1/statuses/{post_id}{query}").json()
        assert faults(status, STATUS) == []
        return tuple(status[name] for name in FIELDS)

    photos = [make_stored(anna).id for _ in range(3)]
    one, album = (
        client.post("/api/v1/statuses", json={"status": "Fog & <sun>", "media_ids": ids}).json()
        for ids in (photos[:1], photos[1:])
    )
    words = make_post(anna, "Words alone", photos=0)
    answer = comments.write(anna.id, one["id"], Draft("A comment"))
    assert read(one["id"]) == ("photo", 1, "Fog & <sun>", True, False, None)
    assert read(album["id"])[0] == "photo:album"
    assert read(words.id)[:3] == ("text", 0, "Words alone")
    assert read(answer.id)[:3] == ("reply", 0, "A comment")


def test_a_reblog_is_a_share_of_what_it_shows():
    anna, ben = make_account(), make_account()
    post = make_post(anna, "Fog", access=PUBLIC)
    shown = Client(make_token(ben)).get(f"/api/v1/statuses/{reblogs.reblog(ben.id, post.id).post.id}").json()
    assert (shown["pf_type"], shown["reblog"]["pf_type"]) == ("share", "photo")


def test_the_words_are_told_with_the_post_alone():
    anna = make_account()
    post = make_post(anna, "Fog", access=FOLLOWERS)
    assert Client(make_token(make_account())).get(f"/api/v1/statuses/{post.id}?_pe=1").status_code == 404
