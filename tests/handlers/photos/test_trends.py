"""What leads is for everybody: whatever is not, or not any more, is gone with the next read, whoever reads."""

from collections.abc import Callable
from typing import Any

import pytest

from chalicelib.models import base
from chalicelib.models.people.accounts import Account
from chalicelib.models.photos.posts import FOLLOWERS, PUBLIC, UNLISTED, Post
from chalicelib.services.people import accounts
from chalicelib.services.people.relationships import blocks, mutes, privacy
from chalicelib.services.photos import bookmarks, likes, posts
from chalicelib.services.photos.offers import Terms
from chalicelib.services.photos.posts import Draft
from chalicelib.services.photos.sharing import archive
from chalicelib.services.photos.trends import counting
from chalicelib.services.safety import silencing, suspending
from chalicelib.services.safety.decisions import Decision
from tests.handlers.entities import ACCOUNT, STATUS, faults
from tests.journeys.growing import cost_of
from tests.kit.client import Client
from tests.kit.events import deliver_events
from tests.kit.factories import make_account, make_follow, make_post, make_token
from tests.kit.money.stripe_objects import make_paid_post
from tests.kit.trends import PEOPLE, POSTS, TAGS, admire, shown

DECISION = Decision("mo", "Insults")


def _rewrite(access: str = PUBLIC, **draft: Any) -> Callable[[Post], object]:
    def rewrite(post: Post) -> None:
        said = Draft("Else", [post.body["media"][0]["id"]], **draft)
        posts.edit(post.author_id, post.id, said, {}, Terms(access))

    return rewrite


ENDS: dict[str, Callable[[Post], object]] = {
    "deleted": lambda post: posts.delete(post.author_id, post.id),
    "archived": lambda post: archive.archive(post.author_id, post.id),
    "of a private account": lambda post: privacy.set_private(post.author_id, is_private=True),
    "of a silenced account": lambda post: silencing.silence(post.author_id, DECISION),
    "covered by a moderator": lambda post: silencing.cover(post.author_id, DECISION),
    "of a suspended account": lambda post: suspending.suspend(post.author_id, DECISION),
    "of whom nobody shall find": lambda post: accounts.update(post.author_id, {"discoverable": False}),
    "unlisted": _rewrite(UNLISTED),
    "for followers": _rewrite(FOLLOWERS),
    "sensitive": _rewrite(sensitive=True),
    "warned of": _rewrite(spoiler="Spiders"),
}


@pytest.mark.parametrize("ending", ENDS)
@pytest.mark.parametrize("is_settled", [True, False], ids=["settled", "at once"])
def test_what_is_not_for_everybody_any_more_is_gone_with_the_next_read(ending: str, is_settled: bool):
    author, follower = make_account("anna"), make_account("ben")
    make_follow(follower, author)
    post = make_post(author, "Dunes #sand")
    admire(post)
    counting.count()
    readers = [Client(), Client(make_token(follower)), Client(make_token(make_account()))]
    assert [shown(reader) for reader in readers] == [[post.id]] * 3

    ENDS[ending](post)
    if is_settled:
        deliver_events()

    assert [shown(reader) for reader in readers] == [[]] * 3
    assert counting.count().posts == []
    if ending.startswith("of "):
        assert shown(readers[2], PEOPLE) == []


def test_what_is_sold_or_said_to_some_never_leads():
    anna = make_account("anna")
    likes.like(anna.id, make_paid_post(anna).id)
    told: list[dict[str, Any]] = [{"access": FOLLOWERS}, {"access": "me"}, {"sensitive": True}, {"spoiler": "Spiders"}]
    for draft in told:
        likes.like(anna.id, make_post(anna, "Dunes #sand", **draft).id)
    deliver_events()
    assert counting.count().posts == []
    assert shown(Client()) == Client().get(TAGS).json() == []


def test_what_is_liked_commented_and_kept_by_most_for_its_age_comes_first():
    anna, ben = make_account("anna"), make_account("ben")
    liked, kept, nobodys = (make_post(author) for author in (anna, ben, ben))
    admire(liked)
    admire(kept)
    bookmarks.bookmark(make_account().id, kept.id)
    counting.count()
    assert shown(Client()) == [kept.id, liked.id]
    assert nobodys.id not in shown(Client())
    admire(liked, 3)
    counting.count()
    found = Client().get(POSTS)
    assert ([one["id"] for one in found.json()], faults(found.json(), [STATUS])) == ([liked.id, kept.id], [])
    assert "Link" not in found.headers
    part = Client().get(f"{POSTS}?limit=1")
    assert [one["id"] for one in part.json()] == [liked.id]
    following = part.headers["Link"].partition("<")[2].partition(">")[0]
    assert following.endswith("limit=1&offset=1")
    assert shown(Client(), f"{POSTS}?limit=1&offset=1") == [kept.id]


def test_whoever_blocks_or_mutes_somebody_is_not_shown_them():
    anna, ben = make_account("anna"), make_account("ben")
    post = make_post(anna)
    admire(post)
    counting.count()
    client = Client(make_token(ben))
    assert (shown(client), shown(client, PEOPLE)) == ([post.id], [anna.id])
    mutes.mute(ben.id, anna.id)
    assert (shown(client), shown(client, PEOPLE)) == ([], [])
    mutes.unmute(ben.id, anna.id)
    blocks.block(anna.id, ben.id)
    assert (shown(client), shown(client, PEOPLE)) == ([], [])
    assert shown(Client()) == [post.id]


def test_hashtags_lead_by_how_many_people_used_them_and_tell_their_days():
    people = [make_account() for _ in range(3)]
    for author in people:
        make_post(author, "Dunes #sand #sand")
    for author in (people[0], people[1], people[1]):
        make_post(author, "Waves #sea")
    counting.count()
    assert counting.count() == counting.count()
    reader = make_account()
    client = Client(make_token(reader))
    client.post("/api/v1/tags/sea/follow")
    for path in (TAGS, "/api/v1/trends", "/api/v1.1/discover/posts/hashtags"):
        sand, sea = client.get(path).json()
        assert [(one["name"], one["following"], len(one["history"])) for one in (sand, sea)] == [
            ("sand", False, counting.DAYS),
            ("sea", True, counting.DAYS),
        ]
        assert [sum(int(day[key]) for day in sea["history"]) for key in ("uses", "accounts")] == [3, 2]
        assert all(int(day["day"]) % 86400 == 0 for day in sand["history"])
    assert ["following" in one for one in Client().get(TAGS).json()] == [False, False]
    assert [one["name"] for one in Client().get(f"{TAGS}?limit=1&offset=1").json()] == ["sea"]


def test_people_lead_by_their_followers_and_nobody_is_shown_to_themselves():
    anna, ben = make_account("anna"), make_account("ben")
    for author in (anna, ben):
        make_post(author)
    ben.update([Account.followers_count.set(3)])
    counting.count()
    found = Client(make_token(make_account())).get(PEOPLE).json()
    assert ([one["username"] for one in found], faults(found, [ACCOUNT])) == (["ben", "anna"], [])
    assert shown(Client(make_token(ben)), PEOPLE) == [anna.id]


def test_pixelfeds_app_is_answered_the_same_and_of_a_day_where_it_asks_for_one(monkeypatch: pytest.MonkeyPatch):
    post = make_post(make_account())
    admire(post)
    counting.count()
    client = Client(make_token(make_account()))
    for root in ("/api/v1.1", "/api/pixelfed/v1"):
        for asked in ("", "?range=daily", "?range=monthly"):
            assert shown(client, f"{root}/discover/posts/trending{asked}") == [post.id]
    later = base.now() + 2 * 86400
    monkeypatch.setattr(base, "clock", lambda: float(later))
    assert shown(client, "/api/v1.1/discover/posts/trending?range=daily") == []
    assert shown(client, "/api/v1.1/discover/posts/trending?range=monthly") == [post.id]


def test_reading_what_leads_is_one_trip_for_whoever_is_not_signed_in():
    for _ in range(5):
        admire(make_post(make_account(), "Dunes #sand"))
    counting.count()
    assert len(shown(Client())) == 5
    assert cost_of(lambda: Client().get(POSTS))[0] == 1
    assert cost_of(lambda: Client().get(TAGS))[0] == 0
