"""Everybody at every route that may show a story, before and after it ends: none has more than `may_see` opens."""

from collections.abc import Callable, Collection

import pytest

from chalicelib.models.photos.posts import FOLLOWERS
from chalicelib.models.photos.sharing.audiences import CLOSE_FRIENDS
from chalicelib.models.photos.stories.reels import AUDIENCES
from tests.kit.walk import VIEWERS
from tests.matrix.addresses import reading
from tests.matrix.answering import AnsweredStory, said
from tests.matrix.floor import least_in_a_scene
from tests.matrix.outgoing import Outgoing
from tests.matrix.stories import KEPT, STORY_CHANGES, KeptScene, StoryScene
from tests.matrix.watching import answered, watched

SURFACES = [path for path in reading() if "/stories/" in path] + ["/api/v1/media/{media_id}"]
TALK = [path for path in reading() if "conversation" in path or "/direct/" in path] + ["/api/v1/statuses/{post_id}"]


@pytest.mark.matrix
@pytest.mark.parametrize("change", STORY_CHANGES)
@pytest.mark.parametrize("access", AUDIENCES)
@pytest.mark.parametrize("kind", [StoryScene, AnsweredStory])
def test_nothing_of_a_story_is_answered_anywhere_to_whom_it_is_not_for(
    kind: type[StoryScene],
    access: str,
    change: str,
    record_property: Callable[[str, object], None],
    outgoing: Outgoing,
):
    cells = _look(kind(access, outgoing=outgoing), change, reading())
    record_property("cells", cells)
    assert cells >= least_in_a_scene()


@pytest.mark.parametrize(
    ("access", "change"),
    [(FOLLOWERS, "rights end"), (FOLLOWERS, "ended"), (CLOSE_FRIENDS, "author suspended"), (CLOSE_FRIENDS, "nothing")],
)
def test_the_surfaces_of_stories_show_one_to_whom_it_is_for_as_long_as_it_stands(
    access: str, change: str, outgoing: Outgoing
):
    scene = StoryScene(access, outgoing=outgoing)
    assert _look(scene, change, SURFACES) >= len(VIEWERS) * (len(SURFACES) + 6)


@pytest.mark.parametrize(
    ("access", "change"),
    [(FOLLOWERS, "rights end"), (FOLLOWERS, "ended"), (FOLLOWERS, "author blocks"), (CLOSE_FRIENDS, "rights end")],
)
def test_a_message_shows_the_story_that_it_answers_to_whom_it_is_for_as_long_as_it_stands(
    access: str, change: str, outgoing: Outgoing
):
    scene = AnsweredStory(access, outgoing=outgoing)
    assert _look(scene, change, TALK) >= len(VIEWERS) * (len(TALK) + 6)


@pytest.mark.parametrize(
    ("access", "change"),
    [
        *((FOLLOWERS, change) for change in ("rights end", "author blocks", "author private", "ended and swept")),
        *((CLOSE_FRIENDS, change) for change in ("nothing", "author suspended", "rights end", "ended and swept")),
    ],
)
def test_a_highlight_is_answered_to_whom_its_story_was_for_and_nowhere_else(
    access: str, change: str, outgoing: Outgoing
):
    scene = KeptScene(access, outgoing=outgoing)
    with scene.clock:
        STORY_CHANGES[change][0](scene)
        for name in VIEWERS:
            wrong = [one for found in answered(scene, name, [*SURFACES, KEPT]) for one in found]
            answer = scene.clients[name].get(KEPT.format(account_id=scene.author.id))
            is_shown = answer.status_code == 200 and scene.photo.id in answer.text
            assert (wrong, is_shown) == ([], scene.may_see_kept(name) and not scene.is_out(name)), name


def _look(scene: StoryScene, change: str, paths: Collection[str]) -> int:
    act, stays = STORY_CHANGES[change]
    with scene.clock:
        act(scene)
        cells = [
            cell
            for name in VIEWERS
            for cell in (*answered(scene, name, paths), *watched(scene, name, stays), *said(scene, name))
        ]
    wrong = [wrong for cell in cells for wrong in cell]
    assert not wrong, "\n".join(str(one) for one in wrong[:60])
    return len(cells)
