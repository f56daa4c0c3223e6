"""Reports of what was seen are refused where they are none, and lie together in few rows."""

from typing import Any

import pytest

from chalicelib.handlers import events
from chalicelib.models.photos.insights.view_batches import SHARDS, ViewBatch
from chalicelib.services.photos.insights import reporting
from tests.kit.client import Client
from tests.kit.events import deliver_events, lambda_event
from tests.kit.factories import make_account, make_token

VIEWS = "/api/rossgram/v1/views"
TODAY, TOMORROW = "2026-11-18", "2026-11-19"


@pytest.mark.parametrize(
    "said",
    [
        {"status_ids": ["1"] * 101},
        {"account_ids": ["1"] * 21},
        {"status_ids": ["a"]},
        {"status_ids": "1"},
        {"status_ids": [["1"]]},
        {"status_ids": [None]},
        {"account_ids": {"1": "2"}},
        {"status_ids": ["1" * 21]},
    ],
)
def test_what_is_no_report_is_refused(said: Any):
    assert Client(make_token(make_account())).post(VIEWS, json=said).status_code in (400, 422)
    assert deliver_events() == 0


def test_many_reports_of_a_lot_are_one_row_and_lie_in_more_where_they_do_not_fit(monkeypatch: pytest.MonkeyPatch):
    messages = [{"nonce": str(n), "day": TODAY, "posts": [str(n)], "accounts": []} for n in range(50)]
    reporting.collect(messages)
    assert len(list(ViewBatch.query(TODAY))) == 1
    monkeypatch.setattr("chalicelib.models.photos.insights.view_batches.MOST_PACKED", 200)
    reporting.collect({**one, "day": TOMORROW} for one in messages)
    assert len(list(ViewBatch.query(TOMORROW))) > 1
    assert {post for _, one in ViewBatch.reports(TOMORROW, range(SHARDS)) for post in one.posts} == {
        str(n) for n in range(50)
    }


def test_a_message_that_is_none_is_told_as_failed():
    with pytest.raises(KeyError):
        events.on_posts_viewed(lambda_event('{"nonce": "1"}'), None)
