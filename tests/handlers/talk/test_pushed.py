"""What is pushed, to whom, and what it says: nothing that the account's own notifications would not tell."""

from typing import Any

import pytest

from chalicelib.gateways.push import keys
from chalicelib.models.photos.posts import PRICE, Post
from chalicelib.models.talk.notifications import MENTION, SALE, Notification
from chalicelib.services import news
from chalicelib.services.people import follows
from chalicelib.services.people.relationships import blocks, closed, mutes, privacy
from chalicelib.services.photos import comments, posts, timelines
from chalicelib.services.photos.interactions import reblogs, threads
from chalicelib.services.photos.posts import Draft
from chalicelib.services.photos.stories import watching
from tests.kit.answering import answer
from tests.kit.client import Client
from tests.kit.events import deliver_events, drop_events
from tests.kit.factories import make_account, make_follow, make_post, make_token
from tests.kit.money.paid import make_locked
from tests.kit.pushes import PushService, check_signature
from tests.kit.stories import put_up
from tests.kit.subscribed import EVERY_ALERT, PATH, Subscribed


@pytest.mark.parametrize("is_standard", [True, False])
def test_a_device_reads_what_mastodon_would_send_it(service: PushService, is_standard: bool):
    scene = Subscribed(service, standard=is_standard)
    comments.write(scene.ben.id, scene.post.id, Draft("Lovely"))
    deliver_events()
    (told,) = service.read_by(scene.device)
    shown = scene.client.get("/api/v1/notifications").json()[0]
    assert told == {
        "access_token": scene.token,
        "preferred_locale": "en",
        "notification_id": int(shown["id"]),
        "notification_type": "mention",
        "icon": shown["account"]["avatar_static"],
        "title": f"{shown['account']['display_name']} mentioned you",
        "body": "Lovely",
    }
    headers = service.pushed[0][0]
    check_signature(headers, keys.public_key(), service.url)
    assert headers["Content-Encoding"] == ("aes128gcm" if is_standard else "aesgcm")
    assert scene.token not in str(headers)


def test_a_device_is_told_that_a_story_is_answered(service: PushService):
    scene = Subscribed(service)
    make_follow(scene.ben, scene.anna)
    make_follow(scene.anna, scene.ben)
    answer(Client(make_token(scene.ben)), put_up(scene.anna))
    deliver_events()
    titles = {told["notification_type"]: told["title"] for told in service.read_by(scene.device)}
    name = scene.client.get("/api/v1/notifications").json()[0]["account"]["display_name"]
    assert titles["mention"] == f"{name} answered your story"


def everything(scene: Subscribed) -> None:
    """Have Ben do all that anybody is told of."""
    comments.write(scene.ben.id, scene.post.id, Draft("Lovely"))
    make_post(scene.ben, f"With @{scene.anna.handle}")
    follows.follow(scene.ben.id, scene.anna.id)
    scene.like(scene.ben)
    reblogs.reblog(scene.ben.id, scene.post.id)


def test_a_like_of_a_story_is_pushed(service: PushService):
    scene = Subscribed(service, alerts={"story:react": True})
    make_follow(scene.ben, scene.anna)
    watching.like(scene.ben.id, put_up(scene.anna).id)
    assert [kind for kind, _ in scene.pushed()] == ["story:react"]


def test_all_kinds_are_pushed_once_and_in_order(service: PushService):
    scene = Subscribed(service)
    everything(scene)
    assert sorted(kind for kind, _ in scene.pushed()) == ["favourite", "follow", "mention", "mention", "reblog"]
    news.hint(scene.anna.id, scene.anna.id)
    assert len(scene.pushed()) == 5


def test_an_edit_that_mentions_somebody_is_pushed(service: PushService):
    scene = Subscribed(service)
    post = make_post(scene.ben, "A walk")
    posts.edit(scene.ben.id, post.id, Draft(f"A walk with @{scene.anna.handle}", media_ids=[]), {})
    assert [kind for kind, _ in scene.pushed()] == ["mention"]


def test_a_wish_to_follow_is_pushed(service: PushService):
    scene = Subscribed(service)
    privacy.set_private(scene.anna.id, is_private=True)
    deliver_events()
    timelines.ask_to_follow(scene.ben.id, scene.anna.id)
    assert scene.pushed() == [("follow_request", f"@{scene.ben.handle}")]


@pytest.mark.parametrize("names_it", [True, False])
def test_of_money_only_who_asks_for_it_by_name_is_pushed(service: PushService, names_it: bool):
    scene = Subscribed(service, alerts=EVERY_ALERT | ({"sale": True} if names_it else {}))
    Notification.of(scene.anna.id, SALE, "1", scene.ben.id, what="A walk", amount=500, currency="eur").post()
    news.hint(scene.anna.id)
    assert scene.pushed() == ([("sale", "A walk: 5.00 EUR")] if names_it else [])


@pytest.mark.parametrize(
    ("policy", "heard"),
    [("all", ["ben", "cleo"]), ("followed", ["ben"]), ("follower", ["cleo"]), ("none", [])],
)
def test_a_device_says_of_whom_it_is_told(service: PushService, policy: str, heard: list[str]):
    scene = Subscribed(service, policy=policy)
    make_follow(scene.anna, scene.ben)
    make_follow(scene.cleo, scene.anna)
    for one, name in ((scene.ben, "ben"), (scene.cleo, "cleo")):
        comments.write(one.id, scene.post.id, Draft(name))
    assert [body for kind, body in scene.pushed() if kind == "mention"] == heard


def test_a_device_is_told_of_the_kinds_that_it_names(service: PushService):
    scene = Subscribed(service, alerts={"favourite": True, "mention": False})
    everything(scene)
    assert [kind for kind, _ in scene.pushed()] == ["favourite"]


@pytest.mark.parametrize("hide", ["block", "blocked", "mute", "thread", "closed", "deleted"])
def test_what_is_not_told_is_not_pushed(service: PushService, hide: str):
    scene = Subscribed(service)
    comment = comments.write(scene.ben.id, scene.post.id, Draft("Lovely"))
    hides: dict[str, Any] = {
        "block": lambda: blocks.block(scene.anna.id, scene.ben.id),
        "blocked": lambda: blocks.block(scene.ben.id, scene.anna.id),
        "mute": lambda: mutes.mute(scene.anna.id, scene.ben.id, hides_notifications=True),
        "thread": lambda: threads.mute(scene.anna.id, scene.post.id),
        "closed": lambda: closed.close(scene.ben.id, "leaving"),
        "deleted": lambda: posts.delete(scene.ben.id, comment.id),
    }
    hides[hide]()
    assert scene.pushed() == []


def test_of_a_locked_post_no_word_and_no_photo_is_pushed(service: PushService):
    scene = Subscribed(service)
    locked = make_locked(scene.ben, PRICE, caption=f"The secret of @{scene.anna.handle}")
    assert Post.find(locked.id).access == PRICE
    deliver_events()
    assert scene.pushed() == [("mention", "")]
    assert all(photo["key"] not in str(service.read_by(scene.device)) for photo in locked.body["media"])


def test_a_filtered_post_and_one_behind_a_warning_keep_their_words(service: PushService):
    scene = Subscribed(service)
    said: Any = {"title": "x", "context": ["notifications"], "keywords_attributes": [{"keyword": "spider"}]}
    assert scene.client.post("/api/v2/filters", json=said).status_code == 200
    comments.write(scene.ben.id, scene.post.id, Draft("A spider"))
    comments.write(scene.ben.id, scene.post.id, Draft("All of the film", spoiler="The end"))
    assert [body for _, body in scene.pushed()] == ["", "The end"]


def test_nothing_is_pushed_to_a_closed_account(service: PushService):
    scene = Subscribed(service)
    comments.write(scene.ben.id, scene.post.id, Draft("Lovely"))
    closed.close(scene.anna.id, "suspended")
    assert scene.pushed() == []


def test_what_was_there_before_the_device_is_not_pushed(service: PushService):
    scene = Subscribed(service)
    scene.client.delete(PATH)
    comments.write(scene.ben.id, scene.post.id, Draft("Before"))
    scene.client.close()
    again = Subscribed(service)
    comments.write(scene.ben.id, again.post.id, Draft("After"))
    assert [body for _, body in again.pushed()] == ["After"]


def test_a_hint_that_was_lost_is_made_good_by_the_next(service: PushService):
    scene = Subscribed(service)
    Notification.of(scene.anna.id, MENTION, scene.post.id, scene.ben.id, scene.post.id).post()
    drop_events()
    assert scene.pushed() == []
    comments.write(scene.ben.id, scene.post.id, Draft("Lovely"))
    assert [body for _, body in scene.pushed()] == ["A walk", "Lovely"]


def test_a_name_cannot_fill_a_device_with_text(service: PushService):
    scene = Subscribed(service)
    mallory = make_account(display_name="A\n" * 15)
    comments.write(mallory.id, scene.post.id, Draft("x\n" * 1000))
    deliver_events()
    (told,) = service.read_by(scene.device)
    assert "\n" not in told["title"] + told["body"]
    assert len(told["body"]) <= 200
    assert Client().get(PATH).status_code == 401
