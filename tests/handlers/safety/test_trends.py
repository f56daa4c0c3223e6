"""Moderators keep hashtags and posts out of what leads; they are found and used as before."""

import re

import pytest

from chalicelib.models import base
from chalicelib.models.paging import Page
from chalicelib.models.people.accounts import Account
from chalicelib.models.photos.posts import Post
from chalicelib.models.photos.search import trends
from chalicelib.models.photos.search.trends import Trends
from chalicelib.models.safety.actions import ModerationAction
from chalicelib.services.photos.trends import counting
from tests.kit.client import Client
from tests.kit.factories import make_account, make_post, make_token
from tests.kit.staff import as_staff, make_staff
from tests.kit.trends import POSTS, TAGS, admire, shown

ADMIN = "/api/v1/admin/trends"


@pytest.fixture
def leading() -> list[Post]:
    """Return two posts that lead, with a hashtag that two people used."""
    found = [make_post(make_account(), "Dunes #sand") for _ in range(2)]
    for number, post in enumerate(found):
        admire(post, 2 - number)
    counting.count()
    return found


def log() -> list[tuple[str, str | None]]:
    return [(row.name, row.reason) for row in ModerationAction.of("0", Page()).rows]


def test_a_hashtag_is_kept_out_of_what_leads_also_by_the_next_count(leading: list[Post]):
    mo = as_staff(make_staff())
    assert shown(Client(), TAGS) == ["sand"]
    answer = mo.post(f"{ADMIN}/tags/%23Sand/reject")
    assert (answer.status_code, answer.json()["name"], answer.json()["trendable"]) == (200, "sand", False)
    for _ in range(2):
        trends.forget()
        assert shown(Client(), TAGS) == []
        assert [(one["name"], one["trendable"]) for one in mo.get(f"{ADMIN}/tags").json()] == [("sand", False)]
        counting.count()
    # It is found and shown as before, and its posts lead on.
    assert [one["id"] for one in Client().get("/api/v1/timelines/tag/sand").json()] == [leading[1].id, leading[0].id]
    assert shown(Client()) == [leading[0].id, leading[1].id]
    assert mo.post(f"{ADMIN}/tags/sand/approve").json()["trendable"] is True
    trends.forget()
    assert shown(Client(), TAGS) == ["sand"]
    assert log() == [("approve trend", "#sand"), ("reject trend", "#sand")]


def test_a_post_is_kept_out_of_what_leads_and_stands_elsewhere(leading: list[Post]):
    mo, [first, second] = as_staff(make_staff()), leading
    answer = mo.post(f"{ADMIN}/statuses/{first.id}/reject")
    assert (answer.status_code, answer.json()["id"], answer.json()["trendable"]) == (200, first.id, False)
    trends.forget()
    assert shown(Client()) == [second.id]
    told = {one["id"]: one["trendable"] for one in mo.get(f"{ADMIN}/statuses").json()}
    assert told == {first.id: False, second.id: True}
    assert Client().get(f"/api/v1/statuses/{first.id}").status_code == 200
    assert first.id in shown(Client(), "/api/v1/timelines/public")
    mo.post(f"{ADMIN}/statuses/{first.id}/approve")
    trends.forget()
    assert shown(Client()) == [first.id, second.id]


def test_what_is_kept_out_twice_is_so_once_and_let_in_at_once(leading: list[Post]):
    mo = as_staff(make_staff())
    for deed in ("reject", "reject", "approve", "approve"):
        assert mo.post(f"{ADMIN}/tags/sand/{deed}").status_code == 200
    trends.forget()
    assert (shown(Client(), TAGS), len(log())) == (["sand"], 2)


def test_posts_turn_by_pages(leading: list[Post]):
    mo = as_staff(make_staff())
    answer = mo.get(f"{ADMIN}/statuses?limit=1")
    assert [one["id"] for one in answer.json()] == [leading[0].id]
    assert re.search(r'offset=1.*>; rel="next"', answer.headers["Link"])
    assert "Link" not in mo.get(f"{ADMIN}/statuses?limit=1&offset=1").headers


def test_what_is_too_old_to_lead_is_forgotten(leading: list[Post], monkeypatch: pytest.MonkeyPatch):
    mo = as_staff(make_staff())
    mo.post(f"{ADMIN}/statuses/{leading[0].id}/reject")
    mo.post(f"{ADMIN}/tags/sand/reject")
    later = base.now() + (counting.DAYS + 1) * 86400
    monkeypatch.setattr(base, "clock", lambda: float(later))
    counting.count()
    assert Trends.whole().kept_out == {"#sand"}


@pytest.mark.parametrize("who", ["nobody", "anna", "app"])
def test_it_is_for_whoever_has_a_role(leading: list[Post], who: str):
    anna = make_account("anna")
    client = {"nobody": Client(), "anna": as_staff(anna), "app": Client(make_token(make_staff()))}[who]
    asked = [("GET", f"{ADMIN}/{noun}") for noun in ("tags", "statuses")]
    for deed in ("approve", "reject"):
        asked += [("POST", f"{ADMIN}/tags/sand/{deed}"), ("POST", f"{ADMIN}/statuses/{leading[0].id}/{deed}")]
    told = {client.request(method, path).status_code for method, path in asked}
    assert told == {401 if who == "nobody" else 403}
    trends.forget()
    assert (shown(Client(), TAGS), len(shown(Client(), POSTS)), log()) == (["sand"], 2, [])


@pytest.mark.parametrize("deed", ["block", "mute"])
def test_whoever_blocks_a_moderator_is_kept_out_like_others(leading: list[Post], deed: str):
    mo, [first, _] = make_staff(), leading
    if deed == "block":
        Client(make_token(Account.find(first.author_id))).post(f"/api/v1/accounts/{mo.id}/block")
    else:
        Client(make_token(mo)).post(f"/api/v1/accounts/{first.author_id}/mute")
    client = as_staff(mo)
    assert first.id in [one["id"] for one in client.get(f"{ADMIN}/statuses").json()]
    for done in ("reject", "approve"):
        answer = client.post(f"{ADMIN}/statuses/{first.id}/{done}")
        assert (answer.status_code, answer.json().get("trendable")) == (200, done == "approve")


def test_what_is_none_is_missing(leading: list[Post]):
    mo = as_staff(make_staff())
    hidden = make_post(make_account(), access="me")
    for path in ("tags/!", "tags/%20", "statuses/1", f"statuses/{hidden.id}"):
        for deed in ("approve", "reject"):
            assert mo.post(f"{ADMIN}/{path}/{deed}").status_code == 404, path
    assert log() == []
