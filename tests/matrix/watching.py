"""Ask as one viewer for a story, and say what is wrong with it: what is shown and must not be, or is missing."""

import re
from collections.abc import Collection, Iterator
from typing import Any

from tests.kit.edge import fetch
from tests.kit.stories import CAROUSEL
from tests.matrix.addresses import addresses
from tests.matrix.stories import LATER, OWN, VIEWERS_OF, StoryScene

WATCH = "/api/v1.1/stories/seen"
OURS = "/api/rossgram/v1/stories"


def answered(scene: StoryScene, name: str, paths: Collection[str]) -> Iterator[list[Any]]:
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


def watched(scene: StoryScene, name: str, stays: bool) -> Iterator[list[Any]]:
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
