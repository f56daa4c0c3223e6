"""Home shows what others post for everybody with a hashtag that its reader follows."""

from typing import Any

import pytest

from bench.meter import metered
from chalicelib.models.paging import Page
from chalicelib.models.people.accounts import Account
from chalicelib.models.people.oauth import AccessToken
from chalicelib.models.photos.posts import FOLLOWERS, PUBLIC, UNLISTED, Post
from chalicelib.models.photos.timelines import Home
from chalicelib.services.people.relationships import blocks, mutes
from chalicelib.services.photos import comments, posts, timelines
from chalicelib.services.photos.posts import Draft
from chalicelib.services.photos.reading import hashtags
from chalicelib.services.safety import silencing
from chalicelib.services.safety.decisions import Decision
from tests.handlers.test_pages import walk
from tests.kit.client import Client
from tests.kit.events import deliver_events
from tests.kit.factories import make_account, make_follow, make_post, make_token


@pytest.fixture
def reader() -> Account:
    account = make_account()
    hashtags.follow(account.id, "mist")
    return account


def home(reader: Account) -> list[str]:
    return [view.post.id for view in timelines.home(reader.id, Page()).views]


def post(author: Account, caption: str = "The #Mist", **draft: Any) -> str:
    made = make_post(author, caption, **draft).id
    deliver_events()
    return made


def test_a_public_post_with_the_hashtag_is_at_home_until_it_is_not_followed(reader: Account):
    stranger = make_account()
    first, second = post(stranger), post(stranger, "More #mist and #fog")
    post(stranger, "Sun")
    assert home(reader) == [second, first]
    hashtags.follow(reader.id, "fog")
    assert home(reader) == [second, first]
    hashtags.unfollow(reader.id, "mist")
    assert home(reader) == [second]
    hashtags.unfollow(reader.id, "fog")
    assert home(reader) == []


@pytest.mark.parametrize("access", [UNLISTED, FOLLOWERS])
def test_only_what_is_for_everybody_is(reader: Account, access: str):
    post(make_account(), access=access)
    answered = make_post(make_account())
    comments.write(make_account().id, answered.id, Draft("The #mist"))
    deliver_events()
    assert home(reader) == []


def test_what_is_followed_and_has_the_hashtag_is_there_once(reader: Account):
    author = make_account()
    make_follow(reader, author)
    Home.see(reader.id)
    made = [post(author), post(author, access=FOLLOWERS), post(reader)]
    assert home(reader) == made[::-1]


def test_what_has_the_hashtag_no_more_is_not_there(reader: Account):
    author = make_account()
    made = post(author)
    assert home(reader) == [made]
    photos = [photo["id"] for photo in Post.find(made).body["media"]]
    posts.edit(author.id, made, Draft("The sun", photos), {})
    # The index may be behind.
    assert home(reader) == []
    posts.delete(author.id, post(author))
    assert home(reader) == []


@pytest.mark.parametrize("way", ["block", "blocked", "mute", "silence"])
def test_whoever_is_kept_out_is_kept_out_of_that_too(reader: Account, way: str):
    author = make_account()
    made = post(author)
    assert home(reader) == [made]
    if way == "silence":
        silencing.silence(author.id, Decision("mo", "Insults"))
    elif way == "mute":
        mutes.mute(reader.id, author.id)
    else:
        blocks.block(*((reader.id, author.id) if way == "block" else (author.id, reader.id)))
    assert home(reader) == []


def test_a_page_follows_a_page_and_none_is_left_out_or_twice(reader: Account):
    hashtags.follow(reader.id, "fog")
    followed, strangers = make_account(), [make_account() for _ in range(2)]
    make_follow(reader, followed)
    captions = ("The #mist", "A #fog", "Both #mist and #fog", "Sun")
    made = [make_post(author, caption).id for caption in captions for author in (followed, *strangers)]
    deliver_events()
    expected = [one for one in made if one not in made[-2:]][::-1]
    pages = walk(Client(make_token(reader)), "/api/v1/timelines/home?limit=3", "next")
    assert [one for page in pages for one in page] == expected
    assert all(pages)


def test_the_hashtags_that_were_followed_last_are_at_home(reader: Account, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(hashtags, "MOST_AT_HOME", 2)
    hashtags.follow(reader.id, "fog")
    hashtags.follow(reader.id, "rain")
    assert Home.of(reader.id).tags == {"fog", "rain"}
    made = [post(make_account(), f"#{name}", access=PUBLIC) for name in ("mist", "fog", "rain")]
    assert home(reader) == made[:0:-1]
    hashtags.unfollow(reader.id, "fog")
    assert home(reader) == [made[2], made[0]]


def test_hashtags_cost_a_home_one_trip_however_many_they_are(reader: Account):
    authors = [make_account() for _ in range(5)]
    make_follow(reader, authors[0])
    names = ["mist", *(f"fog{number}" for number in range(hashtags.MOST_AT_HOME - 1))]
    for name in names[1:]:
        hashtags.follow(reader.id, name)
    for number in range(20):
        post(authors[number % 5], f"#{names[number]}")
    with metered() as bill:
        found = home(reader)
    assert len(found) == 20
    assert bill.trips == 3
    assert bill.calls.count("Query") <= 3 + len(names)


def test_with_the_row_by_which_one_calls_hashtags_cost_no_trip(reader: Account):
    token = make_token(reader)
    client = Client(token)
    for name in ("fog", "rain"):
        hashtags.follow(reader.id, name)
    made = [post(make_account(), f"#{name}") for name in ("mist", "fog", "rain")]
    taken = []
    for wanted in (made[::-1], made[::-1], made[:0:-1], made[:0:-1]):
        with metered() as bill:
            found = client.get("/api/v1/timelines/home").json()
        assert [one["id"] for one in found] == wanted
        taken.append(bill.trips)
        if len(taken) == 2:
            hashtags.unfollow(reader.id, "mist")
    # The token, the page, its posts; and once after each change what is remembered from then on.
    assert (taken[1], taken[3]) == (3, 3)
    assert AccessToken.find(token).tags == {"fog", "rain"}
    for name in ("fog", "rain"):
        hashtags.unfollow(reader.id, name)
    assert client.get("/api/v1/timelines/home").json() == []
    assert AccessToken.find(token).tags is None
