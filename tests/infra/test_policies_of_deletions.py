"""What belonged to a deleted post, and a whole account that left, is removed within the rights of its functions."""

from collections.abc import Callable
from typing import Any

import pytest

from chalicelib.gateways import payments
from chalicelib.models import base
from chalicelib.models.base import now
from chalicelib.models.leaving import GRACE_SECONDS, Leaving
from chalicelib.models.money.funding.campaigns import FAILED
from chalicelib.models.money.funding.rewards import Reward
from chalicelib.models.money.payments.customers import Customer
from chalicelib.models.people.accounts import Account
from chalicelib.models.people.sessions import Session
from chalicelib.services.leaving import departures
from chalicelib.services.photos import bookmarks, comments, likes, posts, timelines
from chalicelib.services.photos.search import indexing
from tests.infra import test_policies
from tests.infra.test_policies import assert_tables_used
from tests.kit.events import deliver_events
from tests.kit.factories import make_account, make_follow, make_media, make_post
from tests.kit.money.funding import make_campaign
from tests.kit.money.paid import PRICED, let_sell
from tests.services.leaving.test_deleting import Life

run = test_policies.run
Run = Callable[..., set[str]]


def clear_away_a_post(run: Run) -> set[str]:
    author = make_account()
    post = make_post(author)
    comments.write(author.id, post.id, posts.Draft(caption="Lovely", media_ids=[make_media(author).id]))
    likes.like(author.id, post.id)
    bookmarks.bookmark(author.id, post.id)
    photos = [one["id"] for one in post.body["media"]]
    posts.edit(author.id, post.id, posts.Draft(caption="Another walk", media_ids=photos), {})
    follower = make_account()
    make_follow(follower, author)
    timelines.deliver(post.id)
    indexing.index(post.id)
    posts.delete(author.id, post.id)
    return run("on_post_deleted", post_id=post.id, author_id=author.id)


def test_what_belonged_to_a_deleted_post_or_account_is_removed_within_its_rights(
    run: Run, monkeypatch: pytest.MonkeyPatch
):
    used = clear_away_a_post(run)
    deleted: list[Any] = []
    monkeypatch.setattr(payments, "delete_customer", deleted.append)
    anna = Life().anna
    let_sell(anna)
    make_post(anna, access="price", offer=PRICED)
    ended = make_campaign(anna, state=FAILED, due=None)
    Reward(ended.id, title="A print", amount=500).save()
    # What asks for it stays signed in, so that it can be taken back.
    departures.begin(anna.id, kept_session=Session.of_account(anna.id, 1)[0].id)
    deliver_events()
    Customer(anna.id, stripe_customer_id="cus_1").save()
    later = now() + GRACE_SECONDS + 1
    monkeypatch.setattr(base, "clock", lambda: later)
    for _ in range(9):
        used |= run("on_post_deleted", leaving=anna.id)
    run("on_refund_due", leaving=anna.id)
    assert deleted == ["cus_1"]
    used |= run("on_post_deleted", leaving=anna.id)
    assert Leaving.of(anna.id) is None
    with pytest.raises(Account.DoesNotExist):
        Account.get(anna.id)
    assert_tables_used("on_post_deleted", used)
