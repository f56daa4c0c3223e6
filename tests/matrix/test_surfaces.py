"""Some of the matrix, at those surfaces where a post is shown by what it was put into, or leaves unasked."""

import pytest

from chalicelib.models.photos.posts import FOLLOWERS, PRICE
from chalicelib.models.photos.sharing.audiences import CLOSE_FRIENDS
from tests.kit.archived import ARCHIVING
from tests.kit.walk import CHANGES, VIEWERS
from tests.matrix.marked import COLLECTED, LINKED, Marked
from tests.matrix.outgoing import Outgoing
from tests.matrix.walking import answered, told

PATHS = (
    *(COLLECTED, LINKED, "/api/v1.1/collections/view/{collection_id}", "/s/{token}", "/api/v1.1/archive/list"),
    *("/api/v1/statuses/{post_id}", "/api/rossgram/v1/statuses/{post_id}/insights", "/api/rossgram/v1/insights"),
)


@pytest.mark.parametrize(
    ("access", "change"),
    [(FOLLOWERS, "rights end"), (FOLLOWERS, "archived"), (CLOSE_FRIENDS, "rights end"), (PRICE, "author blocks")],
)
def test_nothing_is_shown_by_what_has_a_post_or_leaves_unasked(access: str, change: str, outgoing: Outgoing):
    scene = Marked(access, outgoing=outgoing)
    (CHANGES | ARCHIVING)[change](scene)
    cells = [cell for name in VIEWERS for cell in (*answered(scene, name, PATHS), *told(scene, name))]
    assert len(cells) >= len(VIEWERS) * len(PATHS)
    assert [wrong for cell in cells for wrong in cell] == []
