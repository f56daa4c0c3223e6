"""Two of whom one blocks the other see nothing of each other, but for what was bought."""

import pytest

from chalicelib.models.money.grants import campaign_key, gift_key, post_key, tier_key
from chalicelib.models.photos.posts import CAMPAIGN, FOLLOWERS, PRICE, PUBLIC, TIER
from chalicelib.services.photos.access import Viewer, lock_of, may_see
from tests.services.photos.test_access import ASKED, AUTHOR, OPEN_TO, READER, ROOT, comment_of, post_of

BARRED = frozenset({AUTHOR})


@pytest.mark.parametrize("access", OPEN_TO)
def test_what_is_of_somebody_whom_the_viewer_must_not_meet_is_hidden_and_not_locked(access: str):
    for viewer in (
        Viewer("2", frozenset({AUTHOR}), barred=BARRED),
        Viewer("3", opened={campaign_key("c"): 9}, barred=BARRED),
    ):
        assert not may_see(viewer, post_of(access))
        assert lock_of(viewer, post_of(access)) is None


@pytest.mark.parametrize("access", OPEN_TO)
def test_a_comment_is_hidden_from_whom_its_author_the_posts_author_or_whoever_it_answers_must_not_meet(access: str):
    for other in ("9", ROOT, ASKED):
        viewer = Viewer(READER, frozenset({ROOT}), {post_key("10"): 0, tier_key(ROOT): 9}, barred=frozenset({other}))
        assert not may_see(viewer, comment_of(access)), other
    assert may_see(Viewer("9", barred=frozenset({ROOT, ASKED})), comment_of(access))


@pytest.mark.parametrize(
    ("access", "viewer", "is_open"),
    [
        (PRICE, {post_key("10"): 0}, True),
        (PUBLIC, {post_key("10"): 0}, True),
        (FOLLOWERS, {post_key("10"): 0}, True),
        (TIER, {tier_key(AUTHOR): 2}, True),
        (TIER, {tier_key(AUTHOR): 1}, False),
        (TIER, {gift_key(AUTHOR): 2}, True),
        (CAMPAIGN, {campaign_key("c"): 0}, True),
        (PUBLIC, {tier_key(AUTHOR): 9, campaign_key("c"): 9}, False),
    ],
)
def test_what_was_bought_stays_with_a_buyer_who_is_blocked(access: str, viewer: dict[str, int], is_open: bool):
    assert may_see(Viewer(READER, grants=viewer, barred=BARRED), post_of(access)) is is_open
