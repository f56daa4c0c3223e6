"""Whoever follows somebody with `notify` is told of each of their posts, as far as they may see it."""

from typing import Any

import pytest

from chalicelib.gateways import queue
from chalicelib.models.base import now
from chalicelib.models.people.accounts import Account
from chalicelib.models.photos.posts import FOLLOWERS, PRICE
from chalicelib.models.photos.sharing.audiences import CLOSE_FRIENDS, ME
from chalicelib.models.photos.sharing.close_friends import CloseFriend
from chalicelib.models.promises import Promise
from chalicelib.services import promises
from chalicelib.services.people.relationships import blocks, mutes, privacy
from chalicelib.services.photos import comments, posts, timelines
from chalicelib.services.photos.interactions import notifying, reblogs
from chalicelib.services.photos.posts import Draft
from tests.kit.client import Client
from tests.kit.events import deliver_events, drop_events
from tests.kit.factories import make_account, make_post, make_token
from tests.kit.money.paid import make_locked
from tests.kit.pushes import PushService
from tests.kit.subscribed import EVERY_ALERT, Subscribed

PATH = "/api/v1/notifications"


class Bell:
    """Ben, who follows Anna and wishes to be told of what she posts."""

    def __init__(self) -> None:
        self.anna, self.ben = make_account(), make_account()
        self.client = Client(make_token(self.ben))
        self.follow(notify=True)
        deliver_events()

    def follow(self, **said: Any) -> dict[str, Any]:
        answer = self.client.post(f"/api/v1/accounts/{self.anna.id}/follow", json=said)
        assert answer.status_code == 200, answer.text
        return dict(answer.json())

    def told(self) -> list[str]:
        """Return the posts that Ben is told of, once all messages are delivered."""
        deliver_events()
        found = self.client.get(f"{PATH}?types[]=status").json()
        assert all(one["account"]["id"] == self.anna.id for one in found)
        return [one["status"]["id"] for one in found]


def test_whoever_wishes_it_is_told_of_each_post_until_they_wish_it_no_more():
    bell = Bell()
    assert bell.follow()["notifying"] is True
    first = make_post(bell.anna)
    assert bell.told() == [first.id]
    assert bell.follow(notify=False)["notifying"] is False
    make_post(bell.anna)
    assert bell.told() == [first.id]
    bell.follow(notify=True)
    bell.client.post(f"/api/v1/accounts/{bell.anna.id}/unfollow")
    bell.follow()
    make_post(bell.anna)
    assert bell.told() == [first.id]


def test_other_followers_are_not_told_and_neither_are_comments_reblogs_and_mentions():
    bell, carl = Bell(), make_account()
    timelines.follow(carl.id, bell.anna.id)
    posted = make_post(bell.anna)
    comments.write(bell.anna.id, posted.id, Draft("And"))
    reblogs.reblog(bell.anna.id, make_post(carl).id)
    mention = make_post(bell.anna, f"With @{bell.ben.handle}")
    assert bell.told() == [posted.id]
    assert [one["status"]["id"] for one in bell.client.get(f"{PATH}?types[]=mention").json()] == [mention.id]
    assert Client(make_token(carl)).get(f"{PATH}?types[]=status").json() == []


@pytest.mark.parametrize("access", [FOLLOWERS, ME, CLOSE_FRIENDS, "a close friend"])
def test_one_is_told_of_what_is_for_one(access: str):
    bell = Bell()
    if access == "a close friend":
        CloseFriend.add_all(bell.anna.id, [bell.ben.id])
    posted = make_post(bell.anna, access=CLOSE_FRIENDS if access == "a close friend" else access)
    assert bell.told() == ([posted.id] if access in {FOLLOWERS, "a close friend"} else [])


def test_a_post_that_is_sold_is_told_of_locked():
    bell = Bell()
    locked = make_locked(bell.anna, PRICE)
    assert bell.told() == [locked.id]
    told = bell.client.get(PATH).json()[0]["status"]
    assert told["media_attachments"][0]["url"].endswith("locked.jpg")


@pytest.mark.parametrize("hide", ["block", "blocked", "mute", "deleted", "private"])
def test_one_is_not_told_of_what_one_does_not_see(hide: str):
    bell = Bell()
    posted = make_post(bell.anna, access=FOLLOWERS)
    assert bell.told() == [posted.id]
    hides: dict[str, Any] = {
        "block": lambda: blocks.block(bell.ben.id, bell.anna.id),
        "blocked": lambda: blocks.block(bell.anna.id, bell.ben.id),
        "mute": lambda: mutes.mute(bell.ben.id, bell.anna.id, hides_notifications=True),
        "deleted": lambda: posts.delete(bell.anna.id, posted.id),
        "private": lambda: timelines.unfollow(bell.ben.id, bell.anna.id),
    }
    hides[hide]()
    assert bell.told() == []


def test_the_wish_is_kept_while_a_private_account_is_asked():
    bell = Bell()
    bell.client.post(f"/api/v1/accounts/{bell.anna.id}/unfollow")
    privacy.set_private(bell.anna.id, is_private=True)
    deliver_events()
    asked = bell.follow(notify=True)
    assert (asked["requested"], asked["notifying"]) == (True, True)
    owner = Client(make_token(bell.anna))
    assert owner.post(f"/api/v1/follow_requests/{bell.ben.id}/authorize").status_code == 200
    assert bell.follow()["notifying"] is True
    posted = make_post(bell.anna)
    assert bell.told() == [posted.id]


def test_it_is_pushed_where_the_device_wishes_it(service: PushService):
    scene = Subscribed(service, alerts=EVERY_ALERT | {"status": True})
    assert scene.answer["alerts"]["status"] is True
    timelines.ask_to_follow(scene.anna.id, scene.ben.id, notify=True)
    make_post(scene.ben, "Morning")
    assert scene.pushed() == [("status", "Morning")]


@pytest.mark.parametrize("is_pulled", [False, True])
def test_many_are_told_in_pages_each_once_whatever_is_delivered_twice(monkeypatch: pytest.MonkeyPatch, is_pulled: bool):
    monkeypatch.setattr(notifying, "TOLD_AT_ONCE", 2)
    bells = [Bell()]
    anna = bells[0].anna
    for _ in range(4):
        other = Bell()
        timelines.ask_to_follow(other.ben.id, anna.id, notify=True)
        other.anna = anna
        bells.append(other)
    deliver_events()
    if is_pulled:
        Account(anna.id).update([Account.pulled_since.set(now() - 10)])
    posted = make_post(anna)
    assert [bell.told() for bell in bells] == [[posted.id]] * 5
    timelines.deliver(posted.id)
    assert [bell.told() for bell in bells] == [[posted.id]] * 5


def test_what_was_cut_between_two_pages_is_finished_by_the_promise(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(notifying, "TOLD_AT_ONCE", 1)
    bell, other = Bell(), Bell()
    timelines.ask_to_follow(other.ben.id, bell.anna.id, notify=True)
    other.anna = bell.anna
    deliver_events()
    posted = make_post(bell.anna)
    promise = next(iter(Promise.scan()))
    with pytest.MonkeyPatch.context() as cut:
        cut.setattr(queue, "send", _cut)
        with pytest.raises(ConnectionError):
            timelines.deliver(posted.id, promise_id=promise.id)
    drop_events()
    assert sorted(len(one.told()) for one in (bell, other)) == [0, 1]
    promises.send(promise)
    assert [one.told() for one in (bell, other)] == [[posted.id], [posted.id]]
    assert list(Promise.scan()) == []


def _cut(name: str, **message: Any) -> None:
    if "told_to" in message:
        raise ConnectionError(name)
