"""Whoever asked to follow a private account is let in once that is public."""

import pytest

from chalicelib.models.paging import Page
from chalicelib.models.people.accounts import Account
from chalicelib.models.people.follows import Follow
from chalicelib.models.people.requests import FollowRequest
from chalicelib.services.people.relationships import privacy
from chalicelib.services.photos import timelines
from tests.kit.events import deliver_events
from tests.kit.factories import make_account, make_post


def test_whoever_becomes_public_accepts_all_who_asked(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(privacy, "ACCEPTED_AT_ONCE", 3)
    anna, askers = make_account(), [make_account() for _ in range(7)]
    post = make_post(anna)
    privacy.set_private(anna.id, is_private=True)
    deliver_events()
    for asker in askers:
        timelines.ask_to_follow(asker.id, anna.id)
    assert FollowRequest.number(anna.id, 100) == 7
    privacy.set_private(anna.id, is_private=False)
    deliver_events()
    assert FollowRequest.number(anna.id, 100) == 0
    assert all(Follow.is_there(asker.id, anna.id) for asker in askers)
    assert [view.post.id for view in timelines.home(askers[0].id, Page()).views] == [post.id]
    assert int(Account.find(anna.id).followers_count) == 7
