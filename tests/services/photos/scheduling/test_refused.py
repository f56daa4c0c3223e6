"""What cannot be published is kept, and its author is told why."""

from datetime import timedelta

import pytest

from chalicelib.errors import Unavailable
from chalicelib.models.people.accounts import Account
from chalicelib.models.photos.posts import PRICE
from chalicelib.models.photos.scheduling.unpublished import SCHEDULED, UnpublishedPost, shelf
from chalicelib.services.photos import posts
from chalicelib.services.photos.scheduling import due, scheduled
from tests.kit.money.paid import PRICED, let_sell
from tests.services.photos.scheduling.later import (
    DAY,
    HOUR,
    NOW,
    SWEEP,
    WANTS,
    Clock,
    gone,
    letters_to,
    posts_of,
    schedule,
    waiting,
)


@pytest.mark.parametrize("what", WANTS)
def test_what_cannot_be_published_is_kept_and_its_author_is_told(what: str, anna: Account, clock: Clock):
    post_id = schedule(anna, **WANTS[what](anna))
    gone(what, anna, post_id)
    clock.pass_by(HOUR)
    assert posts_of(anna) == []
    (row,) = waiting(anna)
    assert row.error
    assert UnpublishedPost.due_keys(NOW + 365 * DAY, 1) == []
    (told,) = letters_to(anna)
    assert told.fields["reason"] == row.error
    assert told.fields["words"] == "A walk"

    clock.pass_by(2 * HOUR)
    assert len(letters_to(anna)) == 1
    scheduled.reschedule(anna.id, post_id, int(clock.at) + HOUR)
    clock.pass_by(HOUR)
    assert len(letters_to(anna)) == 2


def test_one_that_was_refused_goes_out_at_another_time(anna: Account, clock: Clock):
    post_id = schedule(anna, access=PRICE, offer=PRICED)
    gone("selling", anna, post_id)
    clock.pass_by(HOUR)
    let_sell(anna)
    scheduled.reschedule(anna.id, post_id, int(clock.at) + HOUR)
    assert waiting(anna)[0].error is None
    clock.pass_by(HOUR)
    assert [post.access for post in posts_of(anna)] == [PRICE]


def test_what_fails_for_a_moment_is_tried_again(anna: Account, clock: Clock, monkeypatch: pytest.MonkeyPatch):
    post_id = schedule(anna)
    clock.at += HOUR
    with monkeypatch.context() as broken:
        broken.setattr(posts, "publish", lambda *_, **__: (_ for _ in ()).throw(Unavailable))
        with pytest.raises(Unavailable):
            due.publish_due(shelf(anna.id, SCHEDULED), post_id)
    assert waiting(anna)[0].error is None
    clock.pass_by(SWEEP)
    assert len(posts_of(anna)) == 1
    assert timedelta(seconds=clock.at - NOW) == timedelta(seconds=HOUR + SWEEP)
