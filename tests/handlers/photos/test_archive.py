"""The archive, through the HTTP door: its author alone sees what is in it, and it comes back as it was."""

from typing import Any

import pytest

from chalicelib.models.paging import Page
from chalicelib.models.people.accounts import Account
from chalicelib.models.people.privacy import ClosingAccounts
from chalicelib.models.photos.places import OPEN, SIGNED
from chalicelib.models.photos.posts import Post
from chalicelib.services.photos import timelines
from chalicelib.services.photos.files import archived
from chalicelib.services.photos.sharing import archive
from tests.kit.circle import BY_ID, Circle, found
from tests.kit.client import Client
from tests.kit.events import deliver_events, drop_events
from tests.kit.factories import make_account, make_post
from tests.kit.surfaces import POSTS, Meeting, seen

ROOTS = ("/api/v1.1/archive", "/api/pixelfed/v1/archive")
ROOT = ROOTS[0]


@pytest.fixture
def circle() -> Circle:
    return Circle()


def put_away(client: Client, post_id: str, *, verb: str = "add", root: str = ROOT) -> None:
    answer = client.post(f"{root}/{verb}/{post_id}")
    assert (answer.status_code, answer.json()) == (200, [200])


def listed(client: Client, path: str = f"{ROOT}/list") -> list[str]:
    return [one["id"] for one in client.get(path).json()["data"]]


@pytest.mark.parametrize("root", ROOTS)
def test_an_archived_post_is_seen_by_its_author_alone_and_comes_back_as_it_was(circle: Circle, root: str):
    older, status, newer = (circle.publish("public") for _ in range(3))
    path = f"/api/v1/statuses/{status['id']}"
    before = [found(client, status) for client in (circle.as_ben, circle.visitor)]
    circle.as_ben.post(f"{path}/favourite")
    circle.as_ben.post("/api/v1/statuses", json={"status": "Lovely", "in_reply_to_id": status["id"]})
    deliver_events()
    for _ in range(2):
        put_away(circle.own, status["id"], root=root)
    # From the first moment on, whatever is still to be told.
    assert [found(client, status) for client in (circle.as_ben, circle.visitor)] == [set(), set()]
    deliver_events()
    assert [found(client, status) for client in (circle.as_ben, circle.visitor)] == [set(), set()]
    assert found(circle.own, status) == BY_ID
    assert (listed(circle.own, f"{root}/list"), listed(circle.as_ben)) == ([status["id"]], [])
    assert circle.own.get(path).json()["rossgram"]["archived"] is True
    for _ in range(2):
        put_away(circle.own, status["id"], verb="remove", root=root)
    deliver_events()
    assert [found(client, status) for client in (circle.as_ben, circle.visitor)] == before
    again = circle.as_ben.get(path).json()
    assert (again["favourites_count"], again["replies_count"], again["rossgram"]["archived"]) == (1, 1, False)
    assert (again["created_at"], again["content"]) == (status["created_at"], status["content"])
    page = circle.visitor.get(f"/api/v1/accounts/{circle.anna.id}/statuses").json()
    assert [one["id"] for one in page] == [newer["id"], status["id"], older["id"]]
    assert listed(circle.own) == []


def test_no_surface_shows_what_is_archived():
    met = Meeting()
    archive.archive(met.anna.id, met.post.id)
    for _ in range(2):
        assert not (seen(met.as_ben(), met) & {*POSTS}) - {"answers to them"}
        deliver_events()
    assert met.as_ben().get(f"/api/v1/statuses/{met.answer.id}").status_code == 404


def test_what_is_said_below_goes_with_the_post_from_the_first_moment_on(circle: Circle):
    status = circle.publish("public")
    comment = {"status": "Lovely", "in_reply_to_id": status["id"]}
    bens = circle.as_ben.post("/api/v1/statuses", json=comment).json()
    eve = circle.client(make_account())
    eves = eve.post("/api/v1/statuses", json=comment | {"in_reply_to_id": bens["id"]}).json()
    put_away(circle.own, status["id"])
    for _ in range(2):
        assert circle.as_ben.get(f"/api/v1/statuses/{eves['id']}").status_code == 404
        assert circle.visitor.get(f"/api/v1/statuses/{bens['id']}").status_code == 404
        assert circle.own.get(f"/api/v1/statuses/{eves['id']}").status_code == 200
        below = circle.own.get(f"/api/v1/statuses/{status['id']}/context").json()["descendants"]
        assert [one["id"] for one in below] == [bens["id"], eves["id"]]
        # One's own words stay one's own, and do not tell that the post was archived.
        own = circle.as_ben.get(f"/api/v1/statuses/{bens['id']}").json()
        assert own["rossgram"]["archived"] is False
        deliver_events()
    assert all(Post.find(one["id"]).is_archived for one in (bens, eves))
    put_away(circle.own, status["id"], verb="remove")
    deliver_events()
    assert circle.visitor.get(f"/api/v1/statuses/{eves['id']}").status_code == 200
    assert not any(row.archived_ids for row in ClosingAccounts.scan())


def test_the_photos_of_an_archived_post_leave_the_open_and_come_back_under_another_key(circle: Circle):
    status = circle.publish("public")
    keys = [place(status["id"])]
    for verb in ("add", "remove"):
        put_away(circle.own, status["id"], verb=verb)
        keys.append(place(status["id"]))
    assert [kind for kind, _ in keys] == [OPEN, SIGNED, OPEN]
    assert len({key for _, key in keys}) == 3


def test_a_page_counts_what_is_shown_on_it(circle: Circle):
    statuses = [circle.publish("public") for _ in range(3)]
    for one, count in zip(statuses, (2, 1, 0), strict=True):
        for _ in range(2):
            put_away(circle.own, one["id"])
        assert Account.find(circle.anna.id).posts_count == count
    put_away(circle.own, statuses[0]["id"], verb="remove")
    circle.own.delete(f"/api/v1/statuses/{statuses[1]['id']}")
    assert Account.find(circle.anna.id).posts_count == 1


def test_a_pin_is_released_and_what_is_archived_is_not_pinned(circle: Circle):
    status = circle.publish("public")
    circle.own.post(f"/api/v1/statuses/{status['id']}/pin")
    put_away(circle.own, status["id"])
    assert Account.find(circle.anna.id).pinned is None
    assert circle.own.post(f"/api/v1/statuses/{status['id']}/pin").status_code == 422


def test_the_archive_is_turned_by_its_cursor(circle: Circle):
    made = [make_post(circle.anna).id for _ in range(25)]
    for one in made:
        archive.archive(circle.anna.id, one)
    read: list[str] = []
    path: str | None = f"{ROOT}/list"
    while path:
        answer: Any = circle.own.get(path).json()
        assert answer["data"]
        read += [one["id"] for one in answer["data"]]
        path = answer["links"]["next"]
    assert read == sorted(made, reverse=True)
    assert answer["meta"]["next_cursor"] is None
    own_page = timelines.account(circle.anna.id, circle.anna.id, Page())
    assert (own_page.views, own_page.has_more) == ([], False)


def test_only_ones_own_posts_are_archived(circle: Circle):
    status = circle.publish("public")
    comment = {"status": "Lovely", "in_reply_to_id": status["id"]}
    bens = circle.as_ben.post("/api/v1/statuses", json=comment).json()
    for verb in ("add", "remove"):
        for post_id in (status["id"], bens["id"], "1", "x", "0" * 400):
            assert circle.as_ben.post(f"{ROOT}/{verb}/{post_id}").status_code == 404
        assert circle.visitor.post(f"{ROOT}/{verb}/{status['id']}").status_code == 401
    assert circle.visitor.get(f"{ROOT}/list").status_code == 401
    for cursor in ("x", "-1", "1" * 31):
        assert circle.own.get(f"{ROOT}/list?cursor={cursor}").status_code == 422


def test_an_edit_leaves_a_post_in_the_archive(circle: Circle):
    status = circle.publish("public")
    put_away(circle.own, status["id"])
    for rule in ("followers", "close_friends", "public"):
        circle.edit(status, access=rule)
        assert (listed(circle.own), found(circle.as_ben, status)) == ([status["id"]], set())
    put_away(circle.own, status["id"], verb="remove")
    deliver_events()
    assert found(circle.as_ben, status) >= BY_ID | {"profile", "public"}


def test_one_end_of_archiving_ends_no_other(circle: Circle):
    status = circle.publish("public")
    comment = {"status": "Lovely", "in_reply_to_id": status["id"]}
    bens = circle.as_ben.post("/api/v1/statuses", json=comment).json()
    put_away(circle.own, status["id"])
    first = next(iter(ClosingAccounts.get("0").archived_ids))
    put_away(circle.own, status["id"], verb="remove")
    put_away(circle.own, status["id"])
    drop_events()
    archived.step({"archived": status["id"], "entry": first, "is_last": True})
    Post(bens["id"]).update([Post.closed_by.remove()])
    assert circle.visitor.get(f"/api/v1/statuses/{bens['id']}").status_code == 404


def place(post_id: str) -> tuple[str, str]:
    post = Post.find(post_id)
    lies_at = post.lies_at(post.body["media"][0])
    return lies_at.kind, lies_at.key


def test_a_late_message_follows_the_archiving_of_a_post(circle: Circle):
    status = circle.publish("public")
    circle.as_ben.post("/api/v1/statuses", json={"status": "Lovely", "in_reply_to_id": status["id"]})
    put_away(circle.own, status["id"])
    deliver_events()
    # What says so to every page is taken back by the last message, and by no other.
    assert not any(row.archived_ids for row in ClosingAccounts.scan())
