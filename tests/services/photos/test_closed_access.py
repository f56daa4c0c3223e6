"""What is of a closed account is missing to all others, and what one says oneself stays one's own."""

import pytest

from chalicelib.models.money.grants import campaign_key, post_key, tier_key
from chalicelib.services.photos.access import Viewer, lock_of, may_see
from tests.services.photos.test_access import ASKED, AUTHOR, OPEN_TO, READER, ROOT, comment_of, post_of


@pytest.mark.parametrize("access", OPEN_TO)
@pytest.mark.parametrize("told", [True, False])
def test_no_grant_of_others_and_no_follow_opens_what_is_of_a_closed_account(access: str, told: bool):
    for viewer in ({"account_id": "2", "following": frozenset({AUTHOR})}, {"account_id": None}):
        post = post_of(access)
        post.closed_by = {AUTHOR} if told else None
        looking = Viewer(**viewer, opened={campaign_key("c"): 9}, closed=frozenset() if told else frozenset({AUTHOR}))
        assert not may_see(looking, post)
        assert lock_of(looking, post) is None
    assert may_see(Viewer(AUTHOR, closed=frozenset({AUTHOR})), post_of(access))


@pytest.mark.parametrize("access", OPEN_TO)
def test_a_comment_is_missing_where_its_authors_or_the_posts_account_is_closed_and_its_own_author_keeps_it(access: str):
    bought = {post_key("10"): 0, tier_key(ROOT): 9, campaign_key("c"): 0}
    for gone in ("9", ROOT):
        for told in (True, False):
            comment = comment_of(access)
            comment.closed_by = {gone} if told else None
            there = frozenset() if told else frozenset({gone})
            assert not may_see(Viewer(READER, frozenset({ROOT, ASKED}), bought, closed=there), comment), gone
            assert may_see(Viewer("9", closed=there), comment)
