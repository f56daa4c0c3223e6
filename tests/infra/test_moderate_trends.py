"""The operator keeps out of what leads what should not, by a command."""

import pytest

from chalicelib.models.paging import Page
from chalicelib.models.photos.search.trends import Trends
from chalicelib.models.safety.actions import ModerationAction
from tests.infra.test_moderate import Out, moderate
from tests.kit.factories import make_account, make_post


@pytest.fixture(autouse=True)
def signed_in(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("USER", "mo")


def test_a_hashtag_and_a_post_are_kept_out_and_let_in_again(capsys: Out):
    post = make_post(make_account())
    for named, what in (("Sand", "#sand"), ("#y2026", "#y2026"), (post.id, post.id)):
        assert moderate(capsys, "trend", named, "off", "--by", "jo") == (
            0,
            f"{named} is kept out of what leads, within half a minute.\n",
        )
        assert Trends.whole().kept_out == {what}
        assert moderate(capsys, "trend", named, "off")[0] == 1
        assert moderate(capsys, "trend", named, "on")[0] == 0
        assert moderate(capsys, "trend", named, "on")[0] == 1
        assert Trends.whole().kept_out == frozenset()
        rows = ModerationAction.of("0", Page(limit=2)).rows
        assert [(row.name, row.moderator, row.reason) for row in rows] == [
            ("approve trend", "mo", what),
            ("reject trend", "jo", what),
        ]


@pytest.mark.parametrize("named", ["!", "", "1" * 18])
def test_what_is_neither_is_said_to_be_missing(capsys: Out, named: str):
    assert moderate(capsys, "trend", named, "off")[0] == 1
    assert ModerationAction.of("0", Page()).rows == []
