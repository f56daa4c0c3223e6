"""A private account sells to those alone whom it lets follow, and money lets nobody follow it."""

import pytest

from chalicelib.errors import NotFound, Unprocessable
from chalicelib.models.base import now
from chalicelib.models.money.selling.subscriptions import Subscription
from chalicelib.models.money.selling.tiers import Tier
from chalicelib.models.people.accounts import Account
from chalicelib.models.people.follows import Follow
from chalicelib.models.people.requests import FollowRequest
from chalicelib.models.photos.posts import FOLLOWERS
from chalicelib.services.money.selling import gifts, subscriptions
from chalicelib.services.people.relationships import privacy
from tests.kit.factories import make_account, make_follow, make_post
from tests.kit.money.subscriptions import make_subscription, make_tier
from tests.kit.recorder import record_calls, written
from tests.services.money.selling.telling import beginning, tell

pytestmark = pytest.mark.usefixtures("ignorant")


def close(tier: Tier) -> Account:
    """Make a tier's creator private."""
    privacy.set_private(tier.creator_id, is_private=True)
    return Account.find(tier.creator_id)


def test_a_tier_is_not_sold_to_a_stranger_nor_given_to_one():
    tier, stranger, follower = make_tier(), make_account(), make_account()
    make_follow(follower, close(tier))
    with pytest.raises(Unprocessable, match="private"):
        subscriptions.begin(stranger.id, tier.id)
    with pytest.raises(Unprocessable, match="private"):
        gifts.begin(follower.id, stranger.id, tier.id, 3)
    assert not list(Subscription.scan())


def test_whoever_pays_a_page_that_was_open_before_asks_to_follow_and_sees_what_was_paid_for(
    monkeypatch: pytest.MonkeyPatch,
):
    row = make_subscription()
    creator = close(Tier.find(row.tier_id))
    calls = record_calls(monkeypatch)
    tell(*beginning(row, now()))
    # Not even for a moment.
    assert Follow.Meta.table_name not in written(calls)
    assert not Follow.is_there(row.subscriber_id, creator.id)
    assert FollowRequest.among([(row.subscriber_id, creator.id)])


def test_whom_a_private_account_lets_follow_subscribes_without_asking():
    row = make_subscription()
    creator = close(Tier.find(row.tier_id))
    make_follow(Account(id=row.subscriber_id), creator)
    tell(*beginning(row, now()))
    assert not FollowRequest.among([(row.subscriber_id, creator.id)])


@pytest.mark.parametrize("hidden", ["followers", "private", "missing"])
def test_a_tip_for_a_post_that_one_does_not_see_tells_nothing_of_it(hidden: str):
    creator = Account.find(make_tier().creator_id)
    post = make_post(creator, access=FOLLOWERS) if hidden == "followers" else make_post(creator)
    if hidden == "private":
        privacy.set_private(creator.id, is_private=True)
    with pytest.raises(NotFound):
        gifts.begin_tip(make_account().id, creator.id, 500, "eur", "1" if hidden == "missing" else post.id)
