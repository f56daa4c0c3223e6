"""Whoever is silenced is shown to those who follow them as before, and to nobody else who did not ask for them."""

import pytest

from chalicelib.models.photos.posts import Post
from chalicelib.services.photos import access, timelines, viewers
from chalicelib.services.photos.trends import counting
from chalicelib.services.safety import silencing
from chalicelib.services.safety.decisions import Decision
from tests.handlers.entities import ACCOUNT, faults
from tests.kit.client import Client
from tests.kit.events import deliver_events
from tests.kit.factories import make_account, make_post, make_token
from tests.kit.surfaces import SURFACES, Meeting, seen

# Where nobody asked for them.
UNASKED = {
    *("public", "the page of a place", "search of accounts", "search"),
    *("a conversation", "what is answered", "what one answered"),
}
POPULAR = "v1.1/discover/accounts/popular"
DECISION = Decision("mo", "Insults")


@pytest.mark.parametrize("who", ["anna", "ben", "eve", "stranger", "nobody"])
def test_a_silenced_account_leaves_public_lists_and_searches_for_all_but_its_followers(who: str):
    met = Meeting()
    people = {"anna": met.anna, "ben": met.ben, "eve": met.eve, "stranger": make_account()}
    client = Client(make_token(people[who])) if who in people else Client()
    before = seen(client, met)
    assert before >= UNASKED

    silencing.silence(met.anna.id, DECISION)

    assert seen(client, met) == (before - UNASKED if who in {"stranger", "nobody"} else before)
    silencing.unsilence(met.anna.id, DECISION)
    assert seen(client, met) == before
    assert set(SURFACES) >= UNASKED


def test_a_silenced_account_is_neither_suggested_nor_in_the_directory():
    met, ben = Meeting(), make_account()
    other = make_account()
    make_post(other)
    timelines.follow(ben.id, met.ben.id)
    deliver_events()
    counting.count()
    client = Client(make_token(ben))

    def suggested() -> set[str]:
        lists = ("v2/suggestions", "v1/suggestions", "v1/directory", "v1/discover/posts", POPULAR)
        found = [one for path in lists for one in client.get(f"/api/{path}", params={"limit": 40}).json()]
        flat = [one.get("account", one) for one in found if isinstance(one, dict)]
        return {str(one.get("id")) for one in flat}

    assert {met.anna.id, other.id} <= suggested()
    silencing.silence(met.anna.id, DECISION)
    assert suggested() & {met.anna.id, other.id} == {other.id}
    # Who follows them finds them in the directory.
    listed = Client(make_token(met.ben)).get("/api/v1/directory", params={"limit": 40}).json()
    assert met.anna.id in {one["id"] for one in listed}


def test_clients_are_told_that_an_account_is_limited():
    anna = make_account()
    assert "limited" not in Client().get(f"/api/v1/accounts/{anna.id}").json()
    silencing.silence(anna.id, DECISION)
    found = Client().get(f"/api/v1/accounts/{anna.id}").json()
    assert (found["limited"], faults(found, ACCOUNT)) == (True, [])


def test_a_page_of_the_public_timeline_is_filled_behind_very_many_posts_of_a_silenced_account():
    other = make_account()
    wanted = [make_post(other).id for _ in range(3)][::-1]
    loud = make_account()
    for _ in range(45):
        make_post(loud, photos=0)
    silencing.silence(loud.id, DECISION)
    answer = Client().get("/api/v1/timelines/public", params={"limit": 2})
    assert [one["id"] for one in answer.json()] == wanted[:2]
    last = Client().get(answer.links["next"]["url"])
    assert ([one["id"] for one in last.json()], "next" in last.links) == (wanted[2:], False)


def test_what_a_silenced_account_says_may_be_seen_as_before():
    met = Meeting()
    silencing.silence(met.anna.id, DECISION)
    post = Post.find(met.post.id)
    for viewer_id in (None, make_account().id, met.anna.id):
        assert access.may_see(viewers.viewer_of(viewer_id, [post]), post)
