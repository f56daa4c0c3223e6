"""Secret links through the HTTP door: one post for whoever has the link, and nothing else."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine

from chalicelib import config
from chalicelib.models.photos.posts import Post
from chalicelib.models.photos.sharing.secret_links import EXACT_UP_TO, SecretLink
from chalicelib.services.photos.sharing import secret_links
from tests.handlers.entities import STATUS, faults
from tests.kit.circle import Circle, found
from tests.kit.client import Client
from tests.kit.events import deliver_events
from tests.kit.factories import make_account
from tests.kit.money.paid import make_locked

LIFE = {"collection_id", "created_at", "expires_at", "id", "status_id", "token", "url", "views_count"}


@pytest.fixture
def circle() -> Circle:
    return Circle()


def links_of(status: dict[str, Any]) -> str:
    return f"/api/rossgram/v1/statuses/{status['id']}/links"


def make_link(circle: Circle, status: dict[str, Any], **form: Any) -> dict[str, Any]:
    answer = circle.own.post(links_of(status), json=form)
    assert (answer.status_code, set(answer.json())) == (200, LIFE), answer.text
    return dict(answer.json())


def follow(client: Client, link: dict[str, Any]) -> Any:
    return client.get(f"/api/rossgram/v1/links/{link['token']}")


@pytest.mark.parametrize("access", ["public", "unlisted", "followers", "close_friends", "me"])
def test_whoever_has_the_link_sees_the_post_and_only_by_the_link(circle: Circle, access: str):
    status = circle.publish(access)
    link = make_link(circle, status)
    assert len(link["token"]) == 22
    stranger = circle.client(make_account())
    for client in (circle.visitor, stranger):
        before = found(client, status)
        answer = follow(client, link)
        assert (answer.status_code, faults(answer.json(), STATUS)) == (200, [])
        assert answer.json()["id"] == status["id"]
        assert found(client, status) == before
    if access == "me":
        assert "/signed/" in answer.json()["media_attachments"][0]["url"]
        assert stranger.post(f"/api/v1/statuses/{status['id']}/favourite").status_code == 404


def test_a_revoked_link_is_nothing_at_once_and_the_others_stay(circle: Circle):
    status = circle.publish("me")
    first, second = make_link(circle, status), make_link(circle, status)
    assert circle.own.delete(f"{links_of(status)}/{first['id']}").status_code == 200
    gone = follow(circle.visitor, first)
    assert (gone.status_code, gone.json()) == (404, follow(circle.visitor, {"token": "x" * 22}).json())
    assert follow(circle.visitor, second).status_code == 200
    assert [one["id"] for one in circle.own.get(links_of(status)).json()] == [second["id"]]
    assert circle.own.delete(f"{links_of(status)}/{first['id']}").status_code == 404


def test_a_link_ends_when_it_was_said_to(circle: Circle):
    status = circle.publish("me")
    link, lasting = make_link(circle, status, expires_in=3600), make_link(circle, status)
    assert lasting["expires_at"] is None
    with time_machine.travel(timedelta(seconds=3500)):
        assert follow(circle.visitor, link).status_code == 200
    with time_machine.travel(timedelta(seconds=3700)):
        assert follow(circle.visitor, link).status_code == 404
        assert follow(circle.visitor, lasting).status_code == 200
        assert [one["id"] for one in circle.own.get(links_of(status)).json()] == [lasting["id"]]


@pytest.mark.parametrize("seconds", [1, 3599, 90 * 86400 + 1, -1, "soon"])
def test_a_link_lasts_an_hour_at_least_and_ninety_days_at_most(circle: Circle, seconds: Any):
    status = circle.publish("me")
    assert circle.own.post(links_of(status), json={"expires_in": seconds}).status_code == 422


def test_only_its_author_makes_lists_and_revokes_the_links_of_a_post(circle: Circle):
    status = circle.publish("public")
    link = make_link(circle, status)
    missing = circle.as_ben.post(links_of({"id": "1"}), json={})
    for answer in (
        circle.as_ben.post(links_of(status), json={}),
        circle.as_ben.get(links_of(status)),
        circle.as_ben.delete(f"{links_of(status)}/{link['id']}"),
    ):
        assert (answer.status_code, answer.json()) == (404, missing.json())
    assert circle.visitor.get(links_of(status)).status_code == 401


def test_what_opens_a_link_is_kept_nowhere(circle: Circle):
    link = make_link(circle, circle.publish("me"))
    [row] = SecretLink.scan()
    assert link["token"] not in str(row.attribute_values)
    [listed] = circle.own.get(links_of({"id": link["status_id"]})).json()
    assert (listed["token"], listed["url"]) == (None, None)


def test_a_link_to_what_is_paid_for_shows_it_locked(circle: Circle):
    post = make_locked(circle.anna)
    link = make_link(circle, {"id": post.id})
    shown = follow(circle.visitor, link).json()
    assert (shown["rossgram"]["locked"], shown["media_attachments"][0]["description"]) == (True, None)


def test_a_block_closes_a_link_and_a_private_account_does_not(circle: Circle):
    status = circle.publish("public")
    link = make_link(circle, status)
    circle.own.patch("/api/v1/accounts/update_credentials", json={"locked": True})
    deliver_events()
    assert follow(circle.visitor, link).status_code == 200
    circle.own.post(f"/api/v1/accounts/{circle.ben.id}/block")
    assert follow(circle.as_ben, link).status_code == 404


def test_links_go_with_their_post(circle: Circle):
    status = circle.publish("me")
    link = make_link(circle, status)
    circle.own.delete(f"/api/v1/statuses/{status['id']}")
    assert follow(circle.visitor, link).status_code == 404
    deliver_events()
    assert list(SecretLink.linked.query(status["id"])) == []


def test_views_are_counted_without_those_of_the_author(circle: Circle, monkeypatch: pytest.MonkeyPatch):
    status = circle.publish("me")
    link = make_link(circle, status)

    def count() -> int:
        return int(circle.own.get(links_of(status)).json()[0]["views_count"])

    for client in (circle.visitor, circle.as_ben, circle.own):
        follow(client, link)
    assert count() == 2
    [row] = SecretLink.linked.query(status["id"])
    SecretLink(row.hash).update([SecretLink.views_count.set(EXACT_UP_TO)])
    for drawn, wanted in ((1, EXACT_UP_TO), (0, EXACT_UP_TO + 10)):
        monkeypatch.setattr("secrets.randbelow", lambda _, drawn=drawn: drawn)
        follow(circle.visitor, link)
        assert count() == wanted


def test_links_are_limited_by_post_and_by_account(circle: Circle, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(secret_links, "MOST_LINKS", 1)
    monkeypatch.setattr(secret_links, "MOST_A_DAY", 2)
    monkeypatch.setattr("chalicelib.models.base.clock", lambda: 1_800_000_000.0)
    first, *others = (circle.publish("me") for _ in range(3))
    make_link(circle, first)
    assert circle.own.post(links_of(first), json={}).status_code == 422
    make_link(circle, others[0])
    assert circle.own.post(links_of(others[1]), json={}).status_code == 429


def test_a_comment_has_no_link_of_its_own(circle: Circle):
    status = circle.publish("public")
    below = circle.own.post("/api/v1/statuses", json={"status": "Note", "in_reply_to_id": status["id"]}).json()
    assert circle.own.post(links_of(below), json={}).status_code == 422
    assert Post.find(below["id"]).parent_id == status["id"]


def test_the_page_of_a_link_shows_the_post_until_it_is_revoked(circle: Circle):
    caption = "Fog <script>alert(1)</script>"
    status = circle.publish("me", status=caption)
    link = make_link(circle, status)
    path = link["url"].removeprefix(config.PUBLIC_URL)
    page = circle.visitor.get(path)
    assert (page.status_code, page.headers["Cache-Control"]) == (200, "no-store")
    assert page.headers["Referrer-Policy"] == "no-referrer"
    assert "Fog &lt;script&gt;" in page.text
    assert "/signed/" in page.text
    assert "noindex" in page.text
    circle.own.delete(f"{links_of(status)}/{link['id']}")
    assert circle.visitor.get(path).status_code == 404


def test_the_page_of_a_link_to_what_is_paid_for_leads_to_paying(circle: Circle):
    post = make_locked(circle.anna)
    link = make_link(circle, {"id": post.id})
    page = circle.visitor.get(link["url"].removeprefix(config.PUBLIC_URL)).text
    assert f"/unlock/{post.id}" in page
    assert "/paid/" not in page
    assert "rossgram/v1/media" not in page
