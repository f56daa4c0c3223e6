"""What was dismissed, cleared, or is too old is told no more, and what is another's is not told at all."""

import pytest

from chalicelib.models.people.reading.readings import Marker, Reading
from chalicelib.models.talk.liked_days import LikedDay
from chalicelib.models.talk.notifications import KEPT_SECONDS
from chalicelib.services.people import follows
from chalicelib.services.photos import comments, likes
from chalicelib.services.photos.posts import Draft
from tests.kit.client import Client
from tests.kit.events import deliver_events
from tests.kit.factories import make_token
from tests.kit.recorder import record_calls
from tests.kit.telling import DAY, NOON, PATH, Clock, Scene


def test_dismissing_one_leaves_the_others(scene: Scene):
    comments.write(scene.ben.id, scene.post.id, Draft("Lovely"))
    follows.follow(scene.ben.id, scene.anna.id)
    scene.like(scene.ben)
    for left, one in zip((2, 1, 0), scene.client.get(PATH).json(), strict=True):
        assert scene.client.post(f"{PATH}/{one['id']}/dismiss").json() == {}
        assert len(scene.told()) == left
        assert scene.client.get(f"{PATH}/{one['id']}").status_code == 404


def test_clearing_leaves_only_what_comes_later(scene: Scene, clock: Clock):
    comments.write(scene.ben.id, scene.post.id, Draft("Lovely"))
    scene.like(scene.ben)
    clock.at += 60
    assert scene.client.get(f"{PATH}/unread_count").json() == {"count": 2}
    assert scene.client.post(f"{PATH}/clear").json() == {}
    assert scene.told() == []
    assert scene.client.get(f"{PATH}/unread_count").json() == {"count": 0}

    clock.at += 60
    scene.like(scene.cleo)
    assert scene.told() == [("favourite", scene.cleo.id)]
    assert scene.told(min_id="0") == [("favourite", scene.cleo.id)]
    assert scene.client.get(f"{PATH}/unread_count").json() == {"count": 1}


def test_what_the_marker_says_was_read_is_not_unread(scene: Scene, clock: Clock):
    comments.write(scene.ben.id, scene.post.id, Draft("Lovely"))
    read_up_to = scene.client.get(PATH).json()[0]["id"]
    clock.at += 60
    follows.follow(scene.ben.id, scene.anna.id)
    marker = Marker(last_read_id=read_up_to, version=1, updated_at=clock.at)
    assert Reading.of(scene.anna.id).replace_markers({"notifications": marker})

    assert scene.client.get(f"{PATH}/unread_count").json() == {"count": 1}
    assert scene.client.get("/api/v2/notifications/unread_count").json() == {"count": 1}
    assert scene.client.get(f"{PATH}/unread_count", params={"types[]": "mention"}).json() == {"count": 0}
    assert len(scene.told()) == 2


def test_nothing_is_told_for_longer_than_it_is_kept(scene: Scene, clock: Clock):
    follows.follow(scene.ben.id, scene.anna.id)
    scene.like(scene.ben)
    clock.at += KEPT_SECONDS - 60
    client = Client(make_token(scene.anna))
    assert len(client.get(PATH).json()) == 2
    clock.at += 120
    assert client.get(PATH).json() == []


def test_the_likes_of_a_post_write_one_row_a_day(scene: Scene, clock: Clock, monkeypatch: pytest.MonkeyPatch):
    def rows() -> int:
        return len(list(LikedDay.scan()))

    scene.like(scene.ben)
    assert rows() == 1
    calls = record_calls(monkeypatch)
    scene.like(scene.cleo)
    assert len(calls) > 3
    assert LikedDay.Meta.table_name not in str(calls)
    likes.unlike(scene.ben.id, scene.post.id)
    deliver_events()
    assert rows() == 1
    clock.at += DAY
    scene.like(scene.ben)
    assert rows() == 2


def test_a_like_just_after_midnight_is_told_however_hints_come_together(scene: Scene, clock: Clock):
    clock.at = NOON + DAY // 2 - 0.001
    likes.like(scene.ben.id, scene.post.id)
    clock.at += 0.01
    likes.like(scene.cleo.id, scene.post.id)
    clock.at += 5
    deliver_events()

    assert sorted(who for _, who in scene.told()) == sorted([scene.ben.id, scene.cleo.id])


@pytest.mark.parametrize("what", ["0", "x", "9" * 40, "%00", "123456789012345678"])
def test_what_is_no_notification_of_ones_own_is_404(scene: Scene, what: str):
    comments.write(scene.ben.id, scene.post.id, Draft("Lovely"))
    assert scene.client.get(f"{PATH}/{what}").status_code == 404
    assert scene.client.post(f"{PATH}/{what}/dismiss").status_code == 404
    own = scene.client.get(PATH).json()[0]["id"]
    other = Client(make_token(scene.ben))
    assert other.get(f"{PATH}/{own}").status_code == 404
    assert other.post(f"{PATH}/{own}/dismiss").status_code == 404
    assert len(scene.told()) == 1


def test_only_who_may_read_notifications_reads_them(scene: Scene):
    assert Client().get(PATH).status_code == 401
    assert Client(make_token(scene.anna, "write")).get(PATH).status_code == 403
    assert Client(make_token(scene.anna, "read")).post(f"{PATH}/clear").status_code == 403
    assert Client(make_token(scene.anna, "read:notifications")).get(PATH).status_code == 200
