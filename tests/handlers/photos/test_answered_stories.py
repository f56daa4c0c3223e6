"""What a message shows of the story that it answers: to whom, and until when."""

from collections.abc import Callable

import pytest

from chalicelib.models.people.closed import SUSPENDED
from chalicelib.models.photos.stories.reels import AUDIENCES, Story
from chalicelib.services.people import follows
from chalicelib.services.people.relationships import blocks, closed, privacy
from chalicelib.services.photos.sharing import close_friends
from chalicelib.services.photos.stories import publishing, watching
from tests.kit.answering import answer, is_shown, shown
from tests.kit.client import Client
from tests.kit.edge import fetch
from tests.kit.events import deliver_events
from tests.kit.factories import make_token
from tests.kit.stories import later, put_up, sweep_later
from tests.kit.talking import STATUSES, Talking, last, seen, told

Happens = Callable[[Talking, Story], object]


@pytest.fixture
def talking() -> Talking:
    """Return Anna, whose story Ben answers."""
    return Talking()


@pytest.mark.parametrize("access", AUDIENCES)
def test_an_answer_lies_in_the_conversation_with_the_author_and_shows_the_story(access: str, talking: Talking):
    close_friends.add(talking.anna.id, [talking.ben.id])
    story = put_up(talking.anna, access)
    message = answer(talking.as_ben, story)
    assert (message["visibility"], "Lovely" in message["content"]) == ("direct", True)
    assert [one["id"] for one in message["mentions"]] == [talking.anna.id]
    said = message["rossgram"]["story"]
    assert (said["id"], said["account_id"]) == (story.id, talking.anna.id)
    assert fetch(said["small"]).status == 200
    assert (last(talking.as_anna), told(talking.as_anna)) == (message["id"], [message["id"]])
    for client in (talking.as_anna, talking.as_ben):
        assert is_shown(client, message["id"])
        # By its id, in the list, by itself and among the messages of its conversation.
        assert len(shown(client, message["id"])) >= 4
    assert not seen(talking.as_cleo, message)
    back = talking.answer(talking.as_anna, message, "Thanks")
    assert "story" not in back["rossgram"]


def _end_follow(talking: Talking, _: Story) -> None:
    follows.unfollow(talking.ben.id, talking.anna.id)


@pytest.mark.parametrize("access", AUDIENCES)
@pytest.mark.parametrize(
    ("happens", "ben_sees", "anna_sees"),
    [
        (_end_follow, {"followers": False, "close_friends": True}, True),
        (lambda t, _: close_friends.remove(t.anna.id, [t.ben.id]), {"followers": True, "close_friends": False}, True),
        (lambda t, story: publishing.remove(t.anna.id, story.id), {}, False),
        (lambda t, _: blocks.block(t.anna.id, t.ben.id), {}, None),
        (lambda t, _: blocks.block(t.ben.id, t.anna.id), {}, None),
        (
            lambda t, _: privacy.set_private(t.anna.id, is_private=True),
            {"followers": True, "close_friends": True},
            True,
        ),
    ],
    ids=["unfollowed", "no friend", "taken down", "hers blocks", "his blocks", "private"],
)
def test_each_read_asks_anew_who_may_see_the_story(
    access: str, happens: Happens, ben_sees: dict[str, bool], anna_sees: bool | None, talking: Talking
):
    close_friends.add(talking.anna.id, [talking.ben.id])
    story = put_up(talking.anna, access)
    message = answer(talking.as_ben, story)
    happens(talking, story)
    for _ in range(2):
        own = talking.as_ben.get(f"{STATUSES}/{message['id']}").json()
        assert (own["rossgram"]["story"]["small"] is not None) == ben_sees.get(access, False)
        hers = talking.as_anna.get(f"{STATUSES}/{message['id']}")
        if anna_sees is None:
            # What was said by somebody whom one must not meet is not shown at all.
            assert hers.status_code == 404
        else:
            assert (hers.json()["rossgram"]["story"]["small"] is not None) == anna_sees
        deliver_events()


@pytest.mark.parametrize("access", AUDIENCES)
def test_the_story_of_a_closed_account_is_gone_at_once_and_stays_so(access: str, talking: Talking):
    close_friends.add(talking.anna.id, [talking.ben.id])
    message = answer(talking.as_ben, put_up(talking.anna, access))
    closed.close(talking.anna.id, SUSPENDED)
    assert not is_shown(talking.as_ben, message["id"])
    deliver_events()
    closed.reopen(talking.anna.id, SUSPENDED)
    deliver_events()
    assert not is_shown(talking.as_ben, message["id"])


def test_a_close_friend_of_an_account_that_became_private_must_follow_it_to_see_it(talking: Talking):
    close_friends.add(talking.anna.id, [talking.ben.id])
    message = answer(talking.as_ben, put_up(talking.anna, "close_friends"))
    _end_follow(talking, put_up(talking.anna))
    assert is_shown(talking.as_ben, message["id"])
    privacy.set_private(talking.anna.id, is_private=True)
    assert not is_shown(talking.as_ben, message["id"])
    deliver_events()
    assert not is_shown(talking.as_ben, message["id"])


def test_once_the_story_has_ended_the_words_stay_and_the_picture_goes(talking: Talking):
    message = answer(talking.as_ben, put_up(talking.anna))
    given = shown(talking.as_anna, message["id"])[0]["small"]
    with later(24.01):
        for client in (Client(make_token(talking.anna)), Client(make_token(talking.ben))):
            assert not is_shown(client, message["id"])
            assert "Lovely" in client.get(f"{STATUSES}/{message['id']}").json()["content"]
        assert fetch(given).status == 403
    sweep_later(24.01)
    with later(25):
        assert not is_shown(Client(make_token(talking.anna)), message["id"])


def test_an_address_that_is_given_out_late_ends_with_the_story(talking: Talking):
    message = answer(talking.as_ben, put_up(talking.anna))
    with later(23.9):
        given = shown(Client(make_token(talking.anna)), message["id"])[0]["small"]
        assert fetch(given).status == 200
    with later(24.01):
        assert fetch(given).status == 403


@pytest.mark.parametrize("access", AUDIENCES)
def test_the_story_itself_opens_for_whom_it_is_for_and_for_nobody_else(access: str, talking: Talking):
    close_friends.add(talking.anna.id, [talking.ben.id])
    story = put_up(talking.anna, access)
    path = f"/api/rossgram/v1/stories/{story.id}"
    [node] = talking.as_ben.get(path).json()["nodes"]
    assert (node["id"], node["seen"], node["rossgram"]["favourited"]) == (story.id, False, False)
    assert fetch(node["src"]).status == 200
    own = talking.as_anna.get(path).json()
    assert (own["user"]["is_author"], own["nodes"][0]["seen"]) == (True, True)
    watching.like(talking.ben.id, story.id)
    [node] = talking.as_ben.get(path).json()["nodes"]
    assert (node["seen"], node["rossgram"]["favourited"]) == (True, True)
    assert talking.as_eve.get(path).status_code == 404
    assert talking.as_cleo.get(path).status_code == (200 if access == "followers" else 404)
    with later(24.01):
        assert talking.as_ben.get(path).status_code == 404
    blocks.block(talking.anna.id, talking.ben.id)
    assert talking.as_ben.get(path).status_code == 404
