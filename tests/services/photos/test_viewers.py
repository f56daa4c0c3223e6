"""What decides over posts is read in one trip, however many posts there are."""

import pytest

from chalicelib.models.money.grants import post_key
from chalicelib.models.people.barriers import Barriers
from chalicelib.models.people.follows import Follow
from chalicelib.models.people.privacy import Closing
from chalicelib.models.photos.posts import FOLLOWERS, PRICE, PUBLIC, UNLISTED
from chalicelib.models.photos.sharing.audiences import BY_HAND, LIST
from chalicelib.services.photos.viewers import viewer_of
from tests.kit.recorder import record_calls
from tests.services.photos.test_access import AUTHOR, OFFERS, READER, keep, post_of


def test_follows_and_grants_are_read_in_one_trip_and_only_where_they_decide(monkeypatch: pytest.MonkeyPatch):
    Follow(READER, AUTHOR).save()
    keep(post_key("10"))
    calls = record_calls(monkeypatch)
    paid = [post_of(access) for access in OFFERS]

    viewer = viewer_of(READER, [*paid, post_of(FOLLOWERS), post_of(PUBLIC)])
    # The Query, of what stands between the reader and others, is sent together with the batch.
    assert sorted(name for name, _ in calls) == ["BatchGetItem", "Query"]
    assert viewer.following == frozenset({AUTHOR})
    assert viewer.grants == {post_key("10"): 0}
    calls.clear()
    viewer_of(READER, [post_of(access) for access in BY_HAND])
    assert sorted(name for name, _ in calls) == ["BatchGetItem", "Query"]
    calls.clear()
    viewer_of(READER, [post_of(PUBLIC), post_of(UNLISTED)])
    assert sorted(name for name, _ in calls) == ["BatchGetItem", "Query"]
    calls.clear()
    viewer_of(READER, [post_of(PUBLIC), post_of(UNLISTED)], Barriers(), Closing())
    viewer_of(AUTHOR, [post_of(PRICE), post_of(FOLLOWERS)])
    viewer_of(None, [post_of(PRICE), post_of(FOLLOWERS)], closing=Closing())
    assert calls == []


def test_whom_an_author_follows_is_not_whom_a_viewer_follows():
    Follow(AUTHOR, READER).save()
    viewer = viewer_of(READER, [post_of(LIST)])
    assert (viewer.following, viewer.listed) == (frozenset(), frozenset())
