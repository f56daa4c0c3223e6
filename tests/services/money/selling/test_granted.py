"""A buyer's post is changed by what opened it, at the moment of that, for them alone and once."""

import pytest

from chalicelib.models.base import now
from chalicelib.models.money.funding.pledges import Pledge
from chalicelib.models.money.grants import EVERYBODY, Grant, campaign_key, gift_key, post_key, tier_key
from chalicelib.models.money.payments.origins import write_all
from chalicelib.models.people.accounts import Account
from chalicelib.models.photos.posts import CAMPAIGN, PRICE, TIER, Post
from chalicelib.schemas.text import timestamp
from chalicelib.services.money.funding import outcomes
from chalicelib.services.photos.interactions import reblogs
from tests.kit.browsers import Clock
from tests.kit.client import Client
from tests.kit.factories import make_account, make_post, make_token
from tests.kit.money.paid import OFFERS, grant, make_locked
from tests.kit.money.stripe_objects import deliver, dispute, event, make_purchase, session
from tests.kit.money.subscriptions import MONTH, invoice, make_tier
from tests.services.money.selling.telling import begun, tell
from tests.services.money.selling.test_gifts import make_gift
from tests.services.money.selling.test_gifts import pay as pay_gift

pytestmark = pytest.mark.usefixtures("ignorant")


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    return Clock(monkeypatch)


def since(account_id: str, key: str) -> int | None:
    held = Grant.held(account_id, key)
    return int(held.granted_at) if held and held.granted_at else None


def edited_at(reader: Account | None, post: Post) -> str | None:
    client = Client(make_token(reader)) if reader else Client()
    found: str | None = client.get(f"/api/v1/statuses/{post.id}").json()["edited_at"]
    return found


def test_a_purchase_says_when_it_opened_its_post_and_an_event_that_comes_again_moves_nothing(clock: Clock):
    purchase = make_purchase()
    clock.at += 60
    paid = event("checkout.session.completed", session(purchase))
    deliver(paid)
    opened, key = now(), post_key(purchase.subject_id)
    clock.at += 60
    deliver(paid)
    deliver(event("checkout.session.completed", session(purchase)))
    assert since(purchase.buyer_id, key) == opened
    post, buyer = Post.find(purchase.subject_id), Account.find(purchase.buyer_id)
    assert edited_at(buyer, post) == timestamp(opened)
    for other in (None, make_account(), Account.find(post.author_id)):
        assert edited_at(other, post) is None


def test_a_post_that_comes_back_after_a_dispute_is_open_since_then(clock: Clock):
    purchase = make_purchase()
    deliver(event("checkout.session.completed", session(purchase)))
    for status, kind in (("needs_response", "created"), ("won", "closed")):
        clock.at += 60
        deliver(event(f"charge.dispute.{kind}", dispute(purchase, status)))
    assert since(purchase.buyer_id, post_key(purchase.subject_id)) == now()


def test_a_subscription_that_is_renewed_is_open_since_it_began(clock: Clock):
    row = begun(now())
    key, opened = tier_key(row.creator_id), now()
    assert since(row.subscriber_id, key) == opened
    clock.at += 60
    tell(("invoice.paid", invoice(row, opened + 2 * MONTH, 2), opened + MONTH))
    assert since(row.subscriber_id, key) == opened


def test_a_gift_that_follows_another_moves_nothing(clock: Clock):
    recipient, tier = make_account(), make_tier()
    pay_gift(make_gift(tier, recipient))
    opened = now()
    clock.at += 60
    pay_gift(make_gift(tier, recipient))
    assert since(recipient.id, gift_key(tier.creator_id)) == opened


def test_a_backer_is_one_since_their_first_pledge(clock: Clock):
    made, opened = Pledge("p", backer_id="1", campaign_id="c"), now()
    for _ in range(2):
        write_all(*outcomes.grant_writes(made))
        clock.at += 60
    assert since("1", campaign_key("c")) == opened


def test_a_grant_that_ended_or_opened_less_goes_on_no_longer(clock: Clock):
    at = now()
    wanted = Grant("1", "k", source_id="s", level=2, expires_at=at + 9)
    for held, found in (
        (None, at),
        (Grant("1", "k", source_id="s", level=2, granted_at=at - 5), at - 5),
        (Grant("1", "k", source_id="s", level=3, granted_at=at - 5), at - 5),
        (Grant("1", "k", source_id="s", level=1, granted_at=at - 5), at),
        (Grant("1", "k", source_id="s", level=2, granted_at=at - 5, expires_at=at - 1), at),
        (Grant("1", "k", source_id="s", level=2), None),
    ):
        assert wanted.following(held).granted_at == found


@pytest.mark.parametrize("access", [TIER, CAMPAIGN])
def test_what_opens_many_posts_changes_those_from_before_it_and_no_later_one(access: str, clock: Clock):
    fan, author = make_account(), make_account()
    post = make_locked(author, access)
    clock.at += 60
    key = tier_key(author.id) if access == TIER else campaign_key("c")
    grant(fan.id, key, level=2, granted_at=now())
    opened = now()
    clock.at += 60
    later = make_locked(author, access)
    assert (edited_at(fan, post), edited_at(fan, later)) == (timestamp(opened), None)
    post.update([Post.edited_at.set(now())])
    assert edited_at(fan, post) == timestamp(now())
    assert edited_at(author, post) == timestamp(now())


def test_what_nobody_knows_the_moment_of_and_what_is_open_to_everybody_changes_nothing(clock: Clock):
    fan, author = make_account(), make_account()
    post = make_locked(author, CAMPAIGN)
    clock.at += 60
    grant(EVERYBODY, campaign_key("c"), level=OFFERS[CAMPAIGN]["level"], granted_at=now())
    assert edited_at(fan, post) is None
    Grant(fan.id, campaign_key("c"), source_id="s").save()
    assert edited_at(fan, post) is None


def test_within_a_reblog_it_is_the_same(clock: Clock):
    fan, author = make_account(), make_account()
    post = make_post(author)
    made = reblogs.reblog(author.id, post.id)
    post.update([Post.access.set(PRICE), Post.offer.set(OFFERS[PRICE])])
    clock.at += 60
    grant(fan.id, post_key(post.id), granted_at=now())
    shown = Client(make_token(fan)).get(f"/api/v1/statuses/{made.post.id}").json()
    assert shown["reblog"]["edited_at"] == timestamp(now())
    assert shown["edited_at"] is None
