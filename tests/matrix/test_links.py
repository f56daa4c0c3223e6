"""Links show a visitor of a post what the post is answered with to a visitor, and less where it is locked."""

import re
from collections.abc import Callable, Iterator
from urllib.parse import quote

import pytest

from chalicelib import config
from chalicelib.models.photos.posts import PUBLIC, Post
from chalicelib.services.photos import access, viewers
from chalicelib.services.photos.sharing import archive
from tests.kit.client import Client
from tests.kit.events import deliver_events
from tests.kit.moderated import DEEDS
from tests.kit.walk import ACCESSES, CHANGES, Scene
from tests.matrix.marked import ALT, CAPTION, COMMENT, TAG, Marked
from tests.matrix.outgoing import Outgoing

MISSING = "115000000000000000"


def _archive(scene: Scene) -> None:
    archive.archive(scene.author.id, scene.post.id)
    deliver_events()


AFTER: dict[str, Callable[[Scene], None]] = {
    **{name: CHANGES[name] for name in ("only me", "for sale", "deleted", "author private", "author closed")},
    **{name: DEEDS[name][0] for name in ("author suspended", "removed")},
    "archived": _archive,
}
CASES = [*((one, "nothing") for one in ACCESSES), *((PUBLIC, name) for name in AFTER)]


def surfaces(scene: Marked) -> Iterator[str]:
    """Yield each address that a link to a post, or to what leads to it, may have."""
    handle, post_id = scene.author.handle, scene.post.id
    page = quote(f"{config.PUBLIC_URL}/@{handle}/{post_id}", safe="")
    yield from (f"/@{handle}/{post_id}", f"/@{handle}", f"/tags/{TAG}", f"/@{handle}/{scene.comment_id}")
    yield from (f"/@{handle}/{post_id}/embed", f"/api/oembed?url={page}")


@pytest.mark.sampled(3)
@pytest.mark.parametrize(("rule", "change"), CASES)
def test_a_visitor_is_told_nothing_of_what_is_not_for_everybody(rule: str, change: str, outgoing: Outgoing):
    scene = Marked(rule, is_answered=change not in ("only me", "for sale"), outgoing=outgoing)
    AFTER.get(change, CHANGES["nothing"])(scene)
    held = Post.find_all([scene.post.id]).get(scene.post.id)
    may_see = held is not None and access.may_see(viewers.viewer_of(None, [held]), held)
    # Of a locked post the API tells the words, and a link does not.
    told = scene.shows("nobody") - (set() if may_see else {CAPTION})
    hidden = {CAPTION, ALT, COMMENT, scene.folder} - told
    # Whoever is signed in, the page is drawn for nobody in particular.
    for client in (Client(), scene.clients["follower"], scene.clients["author"]):
        for address in surfaces(scene):
            text = client.get(address).text
            assert not [mark for mark in hidden if re.search(rf"\b{re.escape(mark)}", text)], address
    _compare_with_missing(scene, may_see=may_see)


def _compare_with_missing(scene: Marked, *, may_see: bool) -> None:
    """See that what is hidden looks as what never was, and that what is shown is there."""
    told, never = (Client().get(f"/@{scene.author.handle}/{one}") for one in (scene.post.id, MISSING))
    is_shown = Client().get(f"/api/v1/statuses/{scene.post.id}").status_code == 200
    assert told.status_code == (200 if is_shown else 404)
    assert (told.content == never.content) is not is_shown
    assert (CAPTION in told.text, scene.folder in told.text) == (may_see, may_see)
    if not is_shown:
        assert told.headers == never.headers
