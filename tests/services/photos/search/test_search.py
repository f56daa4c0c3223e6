"""Posts are found by the words that they have at this moment, by those who may see them."""

from typing import Any

import pytest

from bench.meter import metered
from chalicelib.models import base
from chalicelib.models.paging import Page
from chalicelib.models.people.accounts import Account
from chalicelib.models.photos.posts import FOLLOWERS, UNLISTED, Post
from chalicelib.models.photos.search.post_words import PostTerms, PostWord
from chalicelib.services.photos import posts as writing
from chalicelib.services.photos.posts import Draft
from chalicelib.services.photos.search import indexing, posts, tags
from tests.kit.events import deliver_events
from tests.kit.factories import make_account, make_follow, make_post
from tests.kit.killing import every_kill

ALL = Page(limit=40)


def found(query: str, viewer: Account | None = None, page: Page = ALL, **asked: str) -> list[str]:
    return [view.post.id for view in posts.search(viewer.id if viewer else None, query, page, **asked).views]


def tagged(name: str, page: Page = ALL) -> list[str]:
    return [view.post.id for view in posts.tagged(None, [name], page).views]


def say(post: Post, caption: str) -> None:
    photos = [one["id"] for one in post.body["media"]]
    writing.edit(post.author_id, post.id, Draft(caption=caption, media_ids=photos), {})


def rows() -> set[str]:
    return {row.word for row in PostWord.scan()} | {row.post_id for row in PostTerms.scan()}


def test_posts_are_found_by_all_words_newest_first():
    anna, ben = make_account(), make_account()
    first = make_post(anna, "Nebel über dem Fluß #Morgen")
    second = make_post(ben, "NEBEL im Tal, 東京タワー")
    deliver_events()
    assert found("nebel") == [second.id, first.id]
    for query in ("fluss nebel", "uber", "#morgen nebel", "morgen"):
        assert found(query) == [first.id], query
    assert found("東京") == [second.id]
    assert found("nebel", author_id=anna.id) == [first.id]
    for query in ("", "neb", "nebel tower", "#nebel", "\x00", "x" * 2_000, "<script>"):
        assert found(query) == [], query
    assert found("nebel", page=Page(limit=1, max_id=second.id)) == [first.id]
    assert found("nebel", page=Page(limit=1)) == [second.id]


def test_a_post_is_found_by_its_address():
    post = make_post(make_account("anna"))
    assert found(f"http://localhost:8000/@anna/{post.id}") == [post.id]


@pytest.mark.parametrize("access", [FOLLOWERS, UNLISTED])
def test_what_is_not_for_all_is_found_by_those_alone_for_whom_it_is(access: str):
    anna, fan = make_account(), make_account()
    make_follow(fan, anna)
    post = make_post(anna, "secret garden #garden", access=access)
    deliver_events()
    assert (found("garden"), found("garden", make_account()), tagged("garden")) == ([], [], [])
    assert found("garden", anna) == [post.id]
    assert found("garden", fan) == ([post.id] if access == FOLLOWERS else [])
    assert tags.search("gar", 5) == []


def test_an_edited_post_is_found_by_its_new_words_alone():
    post = make_post(make_account(), "before #old")
    deliver_events()
    say(post, "after #new")
    assert found("before") == []
    deliver_events()
    assert (found("after"), tagged("new"), found("before"), tagged("old")) == ([post.id], [post.id], [], [])
    assert rows() == {"after", "new", "#new", post.id}


def test_nothing_is_left_of_a_deleted_post():
    post = make_post(make_account(), "canary #canary")
    deliver_events()
    writing.delete(post.author_id, post.id)
    assert (found("canary"), tagged("canary")) == ([], [])
    deliver_events()
    assert rows() == set()


def test_an_index_that_is_cut_anywhere_has_the_words_of_today_and_no_others(monkeypatch: pytest.MonkeyPatch):
    def begin() -> Post:
        post = make_post(make_account(), "before #old")
        deliver_events()
        return post

    def change(post: Post) -> None:
        say(post, "after #new")
        deliver_events()

    for post in every_kill(monkeypatch, begin, change):
        deliver_events()
        held = {row.word for row in PostWord.scan() if row.post_id == post.id}
        assert held == indexing.terms_of(Post.find(post.id))


def test_words_of_a_post_that_is_deleted_while_it_is_indexed_are_taken_away(monkeypatch: pytest.MonkeyPatch):
    post, real = make_post(make_account(), "canary"), PostTerms.replace

    def replace(*asked: Any) -> None:
        monkeypatch.setattr(PostTerms, "replace", real)
        writing.delete(post.author_id, post.id)
        deliver_events("deletions")
        real(*asked)

    monkeypatch.setattr(PostTerms, "replace", replace)
    indexing.index(post.id)
    assert rows() == set()


def test_hashtags_are_found_by_their_beginning_it_first_and_page_by_page():
    anna = make_account()
    made = [make_post(anna, f"#sun and #Sunset{number % 2}") for number in range(5)]
    deliver_events()
    assert tags.search("#SUN", 5) == ["sun", "sunset0", "sunset1"]
    assert tags.search("sun", 1, 1) == ["sunset0"]
    assert tags.search("x", 5) == tags.search("", 5) == tags.search("#", 5) == []
    first = posts.tagged(None, ["Sun"], Page(limit=3))
    assert ([view.post.id for view in first.views], first.has_more) == ([post.id for post in made[:1:-1]], True)
    last = posts.tagged(None, ["sun"], Page(limit=3, max_id=first.oldest))
    assert ([view.post.id for view in last.views], last.has_more) == ([made[1].id, made[0].id], False)


def test_hashtags_of_one_day_are_suggested_in_the_order_of_their_names(monkeypatch: pytest.MonkeyPatch):
    anna = make_account()
    for at, name in (
        (1_795_000_000, "sun_a"),
        (1_795_000_009, "sun_b"),
        (1_795_000_018, "sun_c"),
        (1_795_100_000, "sun_new"),
    ):
        monkeypatch.setattr(base, "clock", lambda at=at: float(at))
        make_post(anna, f"#{name}")
        deliver_events()
    assert tags.search("sun", 9) == ["sun_new", "sun_a", "sun_b", "sun_c"]


def test_a_rare_word_is_found_however_old_beside_a_common_one(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(posts, "REACH", 3)
    anna = make_account()
    old = make_post(anna, "fog quarry")
    for _ in range(5):
        make_post(anna, "fog")
    deliver_events()
    assert found("fog quarry") == found("quarry fog") == [old.id]


def test_a_search_takes_three_trips_and_as_much_of_ten_times_as_many(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(posts, "REACH", 6)
    anna, viewer, bills = make_account(), make_account(), []
    for more in (7, 63):
        for _ in range(more):
            make_post(anna, "fog river", photos=0)
        deliver_events("posts")
        with metered() as bill:
            assert len(found("fog river", viewer, Page(limit=5))) == 5
        bills.append((bill.trips, len(bill.calls), bill.read_units))
    assert bills[0] == bills[1]
    assert bills[0][0] == 3
