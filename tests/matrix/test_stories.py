"""Everybody at every route that may show a story, before and after it ends: none has more than `may_see` opens."""

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from chalicelib.models.photos.posts import FOLLOWERS
from chalicelib.models.photos.sharing.audiences import CLOSE_FRIENDS
from chalicelib.models.photos.stories.reels import AUDIENCES
from tests.kit.edge import fetch
from tests.kit.stories import CAROUSEL
from tests.kit.walk import VIEWERS
from tests.matrix.addresses import addresses, reading
from tests.matrix.outgoing import Outgoing
from tests.matrix.stories import KEPT, LATER, OWN, STORY_CHANGES, VIEWERS_OF, KeptScene, StoryScene

SURFACES = [path for path in reading() if "/stories/" in path] + ["/api/v1/media/{media_id}"]
WATCH = "/api/v1.1/stories/seen"
OURS = "/api/rossgram/v1/stories"


@pytest.mark.matrix
@pytest.mark.parametrize("change", STORY_CHANGES)
@pytest.mark.parametrize("access", AUDIENCES)
def test_nothing_of_a_story_is_answered_anywhere_to_whom_it_is_not_for(
    access: str, change: str, record_property: Callable[[str, object], None], outgoing: Outgoing
):
    record_property("cells", _look(access, change, outgoing, reading()))


@pytest.mark.parametrize(
    ("access", "change"),
    [(FOLLOWERS, "rights end"), (FOLLOWERS, "ended"), (CLOSE_FRIENDS, "author suspended"), (CLOSE_FRIENDS, "nothing")],
)
def test_the_surfaces_of_stories_show_one_to_whom_it_is_for_as_long_as_it_stands(
    access: str, change: str, outgoing: Outgoing
):
    assert _look(access, change, outgoing, SURFACES) >= len(VIEWERS) * (len(SURFACES) + 6)


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
            wrong = [one for found in _answered(scene, name, [*SURFACES, KEPT]) for one in found]
            answer = scene.clients[name].get(KEPT.format(account_id=scene.author.id))
            is_shown = answer.status_code == 200 and scene.photo.id in answer.text
            assert (wrong, is_shown) == ([], scene.may_see_kept(name) and not scene.is_out(name)), name


def _look(access: str, change: str, outgoing: Outgoing, paths: list[str]) -> int:
    scene = StoryScene(access, outgoing=outgoing)
    act, stays = STORY_CHANGES[change]
    with scene.clock:
        act(scene)
        cells = [cell for name in VIEWERS for cell in (*_answered(scene, name, paths), *_watched(scene, name, stays))]
    wrong = [wrong for cell in cells for wrong in cell]
    assert not wrong, "\n".join(str(one) for one in wrong[:60])
    return len(cells)


def _answered(scene: StoryScene, name: str, paths: list[str]) -> Iterator[list[Any]]:
    """Yield what is wrong with what a viewer is answered at each address, and pushed."""
    for path, address in addresses(scene, name):
        if path in paths:
            answer = scene.clients[name].get(address)
            assert answer.status_code < 500, (name, address)
            yield _beyond(scene, name, path, answer.text)
    if name in scene.people:
        yield _beyond(scene, name, "a push", scene.outgoing.push_to(scene.people[name]))


def _beyond(scene: StoryScene, name: str, path: str, text: str) -> list[Any]:
    hidden = scene.marks - scene.shown_at(name, path)
    found = {mark for mark in hidden if re.search(rf"\b{re.escape(mark)}", text)}
    return [(name, path, scene.called(found))] if found else []


def _watched(scene: StoryScene, name: str, stays: bool) -> Iterator[list[Any]]:
    """Yield what is wrong with the trays, the files, who saw the story, and what one may do with it."""
    wanted = scene.is_in_tray(name)
    for path in (CAROUSEL, LATER):
        shown = [one["id"] for one in scene.tray(name, path)]
        yield [] if shown == [scene.photo.id] * wanted else [(name, path, shown)]
    found = [fetch(url).status for url in scene.given_before[name]]
    yield [] if {one == 200 for one in found} <= {stays} else [(name, "given before", found)]
    urls, is_shown = scene.addresses(name), wanted or (name == "author" and scene.may_see(name))
    found = [fetch(url).status for url in urls]
    yield [] if (bool(urls), {*found} - {200}) == (is_shown, set()) else [(name, "given now", found)]
    yield from _asked_by_id(scene, name)


def _asked_by_id(scene: StoryScene, name: str) -> Iterator[list[Any]]:
    client, may_see = scene.clients[name], scene.may_see(name)
    absent = 401 if scene.is_out(name) else 404
    answers = (
        client.get(VIEWERS_OF.format(story_id=scene.story.id)),
        client.get(f"/api/v1.2/stories/viewers?sid={scene.story.id}"),
    )
    for answer in answers:
        is_right = answer.status_code == (200 if name == "author" and may_see else absent)
        yield [] if is_right else [(name, "viewers", answer.status_code)]
    if name == "author" and may_see:
        told = {one["account"]["id"] for one in answers[0].json()["viewers"]}
        due = {scene.people[one].id for one in scene.seen_by if not scene.is_apart(one)}
        yield [] if told == due else [(name, "who saw it", len(told), len(due))]
    seen = client.post(WATCH, json={"id": scene.story.id}).status_code
    yield [] if seen == (200 if may_see else absent) else [(name, "seen", seen)]
    liked = client.post(f"{OURS}/{scene.story.id}/favourite").status_code
    yield [] if liked == ((422 if name == "author" else 200) if may_see else absent) else [(name, "like", liked)]
    stands = [one["id"] for one in scene.own(name)]
    yield [] if stands == [scene.photo.id] * (name == "author" and may_see) else [(name, OWN, stands)]
