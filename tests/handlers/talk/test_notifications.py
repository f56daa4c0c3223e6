"""What others do is told once, newest first, to whom it is meant for, and no more than they may see."""

import pytest

from chalicelib.models.photos.posts import FOLLOWERS
from chalicelib.schemas.talk.types import NEVER
from chalicelib.services.people import follows
from chalicelib.services.photos import comments, likes, posts
from chalicelib.services.photos.posts import Draft
from tests.handlers.entities import ACCOUNT, STATUS, Shape, faults
from tests.kit.client import Client
from tests.kit.events import deliver_events
from tests.kit.factories import make_account, make_post, make_token
from tests.kit.telling import DAY, PATH, Clock, Scene

NOTIFICATION: Shape = {"id": "id", "type": "text", "group_key": "text", "created_at": "time", "account": ACCOUNT}


def test_comments_mentions_follows_and_likes_are_told_the_newest_first(scene: Scene, clock: Clock):
    comments.write(scene.ben.id, scene.post.id, Draft("Lovely"))
    clock.at += 60
    make_post(scene.cleo, f"With @{scene.anna.handle}")
    clock.at += 60
    follows.follow(scene.ben.id, scene.anna.id)
    clock.at += 60
    scene.like(scene.cleo)

    assert scene.told() == [
        ("favourite", scene.cleo.id),
        ("follow", scene.ben.id),
        ("mention", scene.cleo.id),
        ("mention", scene.ben.id),
    ]
    found = scene.client.get(PATH).json()
    for one in found:
        shape = NOTIFICATION if one["type"] == "follow" else {**NOTIFICATION, "status": STATUS}
        assert faults(one, shape) == []
    assert found[0]["status"]["id"] == scene.post.id
    assert scene.client.get(f"{PATH}/{found[1]['id']}").json() == found[1]
    assert scene.client.get(f"{PATH}/{found[0]['id']}").json() == found[0]
    assert scene.client.get(f"{PATH}/{found[3]['id']}").json() == found[3]


def test_only_the_types_that_are_asked_for_are_told(scene: Scene):
    comments.write(scene.ben.id, scene.post.id, Draft("Lovely"))
    follows.follow(scene.ben.id, scene.anna.id)
    scene.like(scene.ben)

    assert scene.told(**{"types[]": "mention"}) == [("mention", scene.ben.id)]
    assert scene.told(**{"types[]": ["follow", "favourite"]}) == [("favourite", scene.ben.id), ("follow", scene.ben.id)]
    assert scene.told(**{"exclude_types[]": ["mention", "favourite"]}) == [("follow", scene.ben.id)]
    assert scene.told(**{"types[]": ["poll", "no such type"]}) == []
    assert scene.told(account_id=scene.cleo.id) == []
    assert len(scene.told(account_id=scene.ben.id)) == 3


def test_nobody_is_told_of_what_they_do_themselves(scene: Scene):
    comments.write(scene.anna.id, scene.post.id, Draft(f"I am @{scene.anna.handle}"))
    scene.like(scene.anna)

    assert scene.told() == []


def test_what_is_taken_back_is_told_no_more(scene: Scene):
    follows.follow(scene.ben.id, scene.anna.id)
    scene.like(scene.ben)
    comment = comments.write(scene.ben.id, scene.post.id, Draft("Lovely"))
    assert len(scene.told()) == 3

    follows.unfollow(scene.ben.id, scene.anna.id)
    likes.unlike(scene.ben.id, scene.post.id)
    posts.delete(scene.ben.id, comment.id)
    deliver_events()

    assert scene.told() == []


def test_whoever_may_not_see_a_post_is_not_told_of_it(scene: Scene):
    hidden = make_post(scene.ben, f"With @{scene.anna.handle}", access=FOLLOWERS)

    assert scene.told() == []
    assert "Link" not in scene.client.get(PATH).headers or "next" not in scene.client.get(PATH).headers["Link"]
    follows.follow(scene.anna.id, scene.ben.id)
    assert scene.told() == [("mention", scene.ben.id)]
    assert scene.client.get(PATH).json()[0]["status"]["id"] == hidden.id


def test_an_edit_tells_those_whom_it_mentions_anew(scene: Scene):
    post = make_post(scene.ben, f"With @{scene.anna.handle}")
    posts.edit(scene.ben.id, post.id, Draft(f"With @{scene.anna.handle} and @{scene.cleo.handle}"), {})

    assert scene.told() == [("mention", scene.ben.id)]
    found = Client(make_token(scene.cleo)).get(PATH).json()
    assert [(one["type"], one["status"]["id"]) for one in found] == [("mention", post.id)]


@pytest.mark.parametrize("size", [1, 2, 3, 7])
def test_pages_tell_everything_once_and_the_last_has_no_next(scene: Scene, clock: Clock, size: int):
    older = make_post(scene.anna)
    for step, account in enumerate((scene.ben, scene.cleo, make_account())):
        clock.at += DAY
        follows.follow(account.id, scene.anna.id)
        comments.write(account.id, scene.post.id, Draft(f"Lovely {step}"))
        scene.like(account)
        scene.like(account, older)
        clock.at += 60
        # Seen by none but its author and its followers, so that pages have gaps.
        make_post(account, f"For friends, @{scene.anna.handle}", access=FOLLOWERS)
    everything = [one["id"] for one in scene.client.get(PATH).json()]
    assert len(everything) == 12
    assert everything == sorted(everything, reverse=True)

    assert _walk(scene.client, size, "next") == everything
    oldest_first = _walk(scene.client, size, "prev", min_id=str(int(everything[-1]) - 1))
    assert sorted(oldest_first) == sorted(everything)


def _walk(client: Client, size: int, way: str, **query: str) -> list[str]:
    answer = client.get(PATH, params={"limit": size, **query})
    found: list[str] = []
    for _ in range(40):
        page = [one["id"] for one in answer.json()]
        found += page
        if way not in answer.links:
            # Whoever waits for newer ones asks again from the last page that had any.
            assert page or way == "prev"
            return found
        answer = client.get(answer.links[way]["url"])
    raise AssertionError("There is always another page")


@pytest.mark.parametrize("name", [*NEVER, "nonsense"])
def test_a_type_of_which_nobody_is_told_is_asked_for_in_vain(scene: Scene, name: str):
    scene.like(scene.ben)
    assert scene.told(**{"types[]": name}) == []
    assert scene.told(**{"exclude_types[]": name}) == [("favourite", scene.ben.id)]
    groups = scene.client.get("/api/v2/notifications", params={"types[]": name}).json()
    assert groups["notification_groups"] == []
