"""Everybody at every route that reads, after every change: nothing of a post is there that `may_see` does not open."""

from collections.abc import Callable

import pytest

from chalicelib.models.photos.sharing.audiences import ME
from tests.kit.archived import ARCHIVING
from tests.kit.moderated import DEEDS
from tests.kit.walk import ACCESSES, CHANGES, VIEWERS
from tests.matrix.floor import least_in_a_scene
from tests.matrix.marked import Marked
from tests.matrix.messages import HAPPENS, Message
from tests.matrix.outgoing import Outgoing
from tests.matrix.walking import answered, told

ALL_CHANGES = CHANGES | ARCHIVING | {name: act for name, (act, _) in DEEDS.items()}

# An author says once more for whom a post is.
AUDIENCES = {
    *("public", "unlisted", "followers", "close friends", "a list", "only me"),
    *("for sale", "for subscribers", "for backers"),
}


@pytest.mark.matrix
@pytest.mark.parametrize("change", ALL_CHANGES)
@pytest.mark.parametrize("access", ACCESSES)
def test_nothing_of_a_post_is_answered_anywhere_to_whom_it_is_not_for(
    access: str, change: str, record_property: Callable[[str, object], None], outgoing: Outgoing
):
    scene = Marked(access, is_answered=change not in AUDIENCES, outgoing=outgoing)
    ALL_CHANGES[change](scene)
    _look(scene, record_property)


@pytest.mark.matrix
@pytest.mark.parametrize("access", [one for one in ACCESSES if one != ME])
def test_what_a_post_said_before_it_was_for_others_is_answered_to_its_author_alone(
    access: str, record_property: Callable[[str, object], None], outgoing: Outgoing
):
    _look(Marked(access, is_kept=True, outgoing=outgoing), record_property)


@pytest.mark.matrix
@pytest.mark.parametrize("change", HAPPENS)
def test_nothing_of_a_message_is_answered_anywhere_to_whom_it_is_not_to(
    change: str, record_property: Callable[[str, object], None], outgoing: Outgoing
):
    scene = Message(outgoing=outgoing)
    HAPPENS[change](scene)
    _look(scene, record_property)


def _look(scene: Marked, record_property: Callable[[str, object], None]) -> None:
    cells = [cell for name in VIEWERS for cell in (*answered(scene, name), *told(scene, name))]
    record_property("cells", len(cells))
    assert len(cells) >= least_in_a_scene()
    wrong = [wrong for cell in cells for wrong in cell]
    assert not wrong, "\n".join(str(one) for one in wrong[:60])
