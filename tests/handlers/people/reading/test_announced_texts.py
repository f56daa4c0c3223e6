"""A change of terms or of the privacy policy is announced once, with the version that it is about."""

from typing import Any

import pytest

from chalicelib.models.people.reading.announcements import Announcement
from infra.operate import act
from tests.kit.client import Client
from tests.kit.factories import make_account, make_token
from tests.kit.terms import FIRST, NEXT, Publish


def announced() -> list[Any]:
    found: list[Any] = Client(make_token(make_account())).get("/api/v1/announcements").json()
    return found


def test_a_change_is_announced_to_everybody_in_its_languages(publish: Publish):
    publish("One")
    assert announced() == []
    publish("Two", "Два", from_=NEXT, announce=True)
    (told,) = announced()
    assert told["content"].count(f"/terms/{NEXT}") >= 2
    assert "действуют" in told["content"]
    assert told["ends_at"] == "2026-12-29T00:00:00.000Z"


def test_what_is_mended_before_it_begins_is_announced_once_and_anew(publish: Publish):
    publish("Two", from_=NEXT, announce=True)
    (before,) = announced()
    publish("Two, mended", from_=NEXT, announce=True)
    (after,) = announced()
    assert after["id"] != before["id"]
    publish("Two, mended again", from_=NEXT)
    assert [one["id"] for one in announced()] == [after["id"]]


def test_what_is_taken_back_is_announced_no_more(publish: Publish):
    publish("Two", from_=NEXT, announce=True)
    act.main(["publish", "terms", "--remove", NEXT])
    assert announced() == []


def test_a_version_that_began_is_announced_afterwards_and_stays_as_it_is(publish: Publish):
    publish("One")
    assert publish("One", announce=True) == 0
    assert len(announced()) == 1
    assert publish("One, mended", announce=True) == 1
    assert Client().get("/api/v1/instance/terms_of_service").json()["content"] == "<p>One</p>\n"


def test_a_version_is_announced_with_it_or_not_at_all(publish: Publish, monkeypatch: pytest.MonkeyPatch):
    def cut(*_: object) -> bool:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("chalicelib.models.people.reading.server_texts.transact_if", cut)
        with pytest.raises(KeyboardInterrupt):
            publish("One", announce=True)
    assert (announced(), Client().get("/api/v1/instance/terms_of_service").status_code) == ([], 404)


def test_a_policy_to_come_is_read_where_its_announcement_leads(publish: Publish):
    publish("Old", kind="privacy", from_=FIRST)
    publish("New", kind="privacy", from_=NEXT, announce=True)
    assert f"/privacy/{NEXT}" in announced()[0]["content"]
    told = Client().get(f"/api/rossgram/v1/privacy/{NEXT}").json()
    assert (told["content"], told["effective"]) == ("<p>New</p>\n", False)
    assert Client().get("/api/v1/instance/privacy_policy").json()["content"] == "<p>Old</p>\n"
    assert Client().get("/api/rossgram/v1/privacy/2026-12-16").status_code == 404
    assert len(list(Announcement.newest())) == 1
