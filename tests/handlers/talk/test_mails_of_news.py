"""Mails of what is new: for those who wish, together, of nothing that was read, and ended without a sign-in."""

import re
from typing import Any

import pytest

from chalicelib import config
from chalicelib.models.people.accounts import Account, Credential
from chalicelib.models.talk.mails import WAITING, Mail
from chalicelib.services.people import follows
from chalicelib.services.people.relationships import blocks, closed
from chalicelib.services.photos import comments
from chalicelib.services.photos.posts import Draft
from chalicelib.services.talk import mails
from chalicelib.services.talk.digests import PERIOD_SECONDS
from tests.kit.client import Client
from tests.kit.events import deliver_events
from tests.kit.factories import make_account, make_post, make_token
from tests.kit.mails import forget_mails, mails_to
from tests.kit.telling import Clock, Scene

PATH = "/api/rossgram/v1/mails"
NONE = {"follows": False, "mentions": False, "comments": False, "purchases": True, "campaigns": True, "language": "en"}


@pytest.fixture
def wishing(scene: Scene, clock: Clock) -> Scene:
    """Anna, who wishes all mails."""
    forget_mails()
    deliver_events()
    confirm(scene.anna)
    choose(scene, follows=True, mentions=True, comments=True)
    clock.at += 1
    return scene


def confirm(account: Account) -> None:
    Credential(account.id).update([Credential.confirmed_at.set(1)])


def choose(scene: Scene, **wanted: bool) -> dict[str, bool]:
    answer = scene.client.patch(PATH, json=wanted)
    assert answer.status_code == 200, answer.text
    return dict(answer.json())


def mailed(scene: Scene, clock: Clock) -> list[Any]:
    """Return what Anna is mailed once the period is over."""
    deliver_events()
    clock.at += PERIOD_SECONDS
    mails.announce_due(100)
    deliver_events()
    return mails_to(f"{scene.anna.handle}@example.com")


def everything(scene: Scene) -> None:
    follows.follow(scene.ben.id, scene.anna.id)
    comments.write(scene.ben.id, scene.post.id, Draft("Lovely"))
    comments.write(scene.ben.id, scene.post.id, Draft("Really"))
    make_post(scene.cleo, f"With @{scene.anna.handle}")


def test_nobody_is_mailed_who_did_not_choose_so(scene: Scene, clock: Clock):
    forget_mails()
    assert scene.client.get(PATH).json() == NONE
    everything(scene)
    assert mailed(scene, clock) == []
    assert [mail.template for mail in Mail.scan() if mail.template == "news"] == []


def test_what_is_new_comes_in_one_mail_without_what_anybody_wrote(wishing: Scene, clock: Clock):
    everything(wishing)
    deliver_events()
    assert mails_to(f"{wishing.anna.handle}@example.com") == []
    (mail,) = mailed(wishing, clock)
    lines = mail.body.split("\n")
    assert lines[:3] == [
        f"@{wishing.cleo.handle} mentioned you.",
        f"@{wishing.ben.handle} commented on what you wrote.",
        f"@{wishing.ben.handle} follows you.",
    ]
    assert "Lovely" not in mail.body
    assert mail.subject == f"News for you at {config.INSTANCE_TITLE}"


def test_what_was_mailed_or_read_is_not_mailed_again(wishing: Scene, clock: Clock):
    everything(wishing)
    assert len(mailed(wishing, clock)) == 1
    assert len(mailed(wishing, clock)) == 1
    clock.at += 1
    comments.write(wishing.ben.id, wishing.post.id, Draft("Again"))
    newest = wishing.client.get("/api/v1/notifications").json()[0]["id"]
    wishing.client.post("/api/v1/markers", json={"notifications": {"last_read_id": newest}})
    assert len(mailed(wishing, clock)) == 1
    comments.write(wishing.cleo.id, wishing.post.id, Draft("Once more"))
    assert f"@{wishing.cleo.handle} commented" in mailed(wishing, clock)[-1].body


@pytest.mark.parametrize("name", ["follows", "mentions", "comments"])
def test_only_what_was_chosen_is_mailed(wishing: Scene, clock: Clock, name: str):
    choose(wishing, **dict.fromkeys(("follows", "mentions", "comments"), False))
    assert choose(wishing, **{name: True}) == {**NONE, name: True}
    clock.at += 1
    everything(wishing)
    (mail,) = mailed(wishing, clock)
    said = {"follows": "follows you", "mentions": "mentioned you", "comments": "commented on"}
    assert [word for word in said.values() if word in mail.body] == [said[name]]


def test_whose_letters_are_in_russian_is_mailed_in_russian(wishing: Scene, clock: Clock):
    assert wishing.client.patch(PATH, json={"language": "ru"}).status_code == 200
    everything(wishing)
    (mail,) = mailed(wishing, clock)
    assert f"@{wishing.ben.handle} теперь читает вас." in mail.body


@pytest.mark.parametrize("why", ["block", "closed", "unconfirmed", "taken back"])
def test_a_mail_that_is_of_no_use_any_more_is_not_sent(wishing: Scene, clock: Clock, why: str):
    follows.follow(wishing.ben.id, wishing.anna.id)
    deliver_events()
    if why == "block":
        blocks.block(wishing.anna.id, wishing.ben.id)
    elif why == "closed":
        closed.close(wishing.anna.id, "suspended")
    elif why == "unconfirmed":
        Credential(wishing.anna.id).update([Credential.confirmed_at.remove()])
    else:
        follows.unfollow(wishing.ben.id, wishing.anna.id)
    assert mailed(wishing, clock) == []
    assert [mail for mail in Mail.scan() if mail.state == WAITING] == []


def test_a_link_in_the_mail_ends_them_without_a_sign_in(wishing: Scene, clock: Clock):
    everything(wishing)
    (mail,) = mailed(wishing, clock)
    (link,) = re.findall(r"https?://\S+unsubscribe\S+", mail.body)
    visitor = Client()
    page = visitor.get(link)
    assert (page.status_code, "form" in page.text) == (200, True)
    assert wishing.client.get(PATH).json()["follows"]
    for _ in range(2):
        answer = visitor.post(link, data={"List-Unsubscribe": "One-Click"})
        assert answer.status_code == 200
        assert wishing.client.get(PATH).json() == NONE
    clock.at += 1
    everything(wishing)
    assert len(mailed(wishing, clock)) == 1


def test_mail_programs_are_told_how_to_end_them(wishing: Scene, clock: Clock, monkeypatch: pytest.MonkeyPatch):
    asked: list[Any] = []
    monkeypatch.setattr("chalicelib.gateways.mail.client", lambda: Sender(asked))
    everything(wishing)
    mailed(wishing, clock)
    headers = {one["Name"]: one["Value"] for one in asked[0]["Content"]["Simple"]["Headers"]}
    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    link = headers["List-Unsubscribe"].removeprefix("<").removesuffix(">")
    assert Client().post(link, data={"List-Unsubscribe": "One-Click"}).status_code == 200
    assert wishing.client.get(PATH).json() == NONE


class Sender:
    """Takes mails."""

    def __init__(self, asked: list[Any]) -> None:
        self.asked = asked

    def send_email(self, **request: Any) -> None:
        self.asked.append(request)


def test_anothers_or_a_guessed_link_ends_nothing(wishing: Scene):
    stranger = make_account()
    for account, key in (
        (wishing.anna.id, "x"),
        (wishing.anna.id, ""),
        (stranger.id, ""),
        ("x", "y"),
        (stranger.id, "é"),
    ):
        for method in ("GET", "POST"):
            answer = Client().request(method, "/oauth/mails/unsubscribe", params={"account": account, "key": key})
            assert answer.status_code == 404
    assert wishing.client.get(PATH).json()["follows"]


def test_an_address_that_nobody_confirmed_gets_none(scene: Scene):
    assert scene.client.patch(PATH, json={"follows": True}).status_code == 422
    assert scene.client.get(PATH).json() == NONE
    assert scene.client.patch(PATH, json={"follows": False}).status_code == 200
    assert Client(make_token(scene.anna, "read")).patch(PATH, json={}).status_code == 403
