"""A post's author is the account of today, with its counts, wherever the post is shown."""

from typing import Any

import pytest

from bench.meter import metered
from chalicelib.models.paging import Page
from chalicelib.models.people.accounts import Account
from chalicelib.models.photos.posts import Post
from chalicelib.services.people import accounts
from chalicelib.services.photos import drafts, likes, timelines
from tests.kit.client import Client
from tests.kit.events import deliver_events
from tests.kit.factories import make_account, make_post, make_token

SURFACES = {
    "home": "/api/v1/timelines/home",
    "the public timeline": "/api/v1/timelines/public",
    "the author's page": "/api/v1/accounts/{author}/statuses",
    "a conversation": "/api/v1/statuses/{answer}/context",
    "comments": "/api/rossgram/v1/posts/{post}/comments",
    "favourites": "/api/v1/favourites",
    "bookmarks": "/api/v1/bookmarks",
    "the post": "/api/v1/statuses/{post}",
}


def statuses(found: Any) -> list[dict[str, Any]]:
    if isinstance(found, list):
        return found
    return [found] if "account" in found else [*found["ancestors"], *found["descendants"]]


@pytest.mark.parametrize("surface", SURFACES)
def test_an_account_is_the_same_in_its_posts_as_on_its_page(surface: str):
    anna, ben = make_account(), make_account()
    reader = Client(make_token(ben))
    reader.post(f"/api/v1/accounts/{anna.id}/follow")
    post = make_post(anna)
    answer = Client(make_token(anna)).post("/api/v1/statuses", json={"status": "Hi", "in_reply_to_id": post.id}).json()
    for deed in ("favourite", "bookmark"):
        reader.post(f"/api/v1/statuses/{post.id}/{deed}")
    deliver_events()
    accounts.update(anna.id, {"note": "Film only", "locked": False, "bot": True})
    page = reader.get(f"/api/v1/accounts/{anna.id}").json()
    assert (page["followers_count"], page["statuses_count"], page["last_status_at"] is None) == (1, 1, False)

    found = statuses(reader.get(SURFACES[surface].format(author=anna.id, answer=answer["id"], post=post.id)).json())
    assert found
    assert [status["account"] for status in found] == [page] * len(found)


def test_an_account_that_is_renamed_while_it_publishes_has_its_new_name(monkeypatch: pytest.MonkeyPatch):
    anna, real = make_account(), drafts.compose

    def compose(*args: Any) -> Any:
        composed = real(*args)
        accounts.update(anna.id, {"display_name": "Anna B."})
        deliver_events()
        return composed

    monkeypatch.setattr(drafts, "compose", compose)
    post = make_post(anna)
    deliver_events()
    for path in ("/api/v1/timelines/public", "/api/v1/timelines/home"):
        [status] = Client(make_token(anna)).get(path).json()
        assert (status["id"], status["account"]["display_name"]) == (post.id, "Anna B.")


def test_a_post_whose_author_is_gone_is_drawn_from_what_it_carries():
    anna = make_account()
    post = make_post(anna)
    Account(anna.id).delete()
    assert Client().get("/api/v1/timelines/public").json()[0]["account"]["acct"] == anna.handle
    assert Post.find(post.id).author["handle"] == anna.handle


def test_authors_and_likes_of_a_home_page_are_read_in_the_trip_of_its_posts():
    anna, ben = make_account(), make_account()
    timelines.follow(ben.id, anna.id)
    ids = [make_post(anna).id for _ in range(8)]
    deliver_events()
    likes.like(ben.id, ids[0])
    with metered() as bill:
        found = timelines.home(ben.id, Page()).views
    assert bill.trips == 2
    assert [view.author.id for view in found if view.author] == [anna.id] * 8
    assert [view.state.is_liked for view in found] == [False] * 7 + [True]
