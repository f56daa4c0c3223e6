"""Every order of a payment's events, with a duplicate and a fault at every write, ends at the same money.

A thousand of the runs are part of every test run; `make test-money` plays all of them.
"""

from functools import partial

import pytest

from chalicelib.gateways import payments
from chalicelib.models.money.selling.purchases import Purchase
from chalicelib.models.photos.posts import Post
from tests.kit.factories import ensure_account, make_account
from tests.kit.money.runs import Player
from tests.kit.money.stripe_objects import make_paid_post
from tests.services.money.stories import FEE, LATE_FEE, Play, check
from tests.services.money.stories import STORIES as WITHOUT_FEES

STORIES = {**WITHOUT_FEES, "a fee that came later": LATE_FEE}
SAMPLED, STRUCK, SHARES = 220, 170, 4


@pytest.fixture
def player(name: str, monkeypatch: pytest.MonkeyPatch) -> Player:
    monkeypatch.setattr(payments, "find_balance_transaction", lambda _: FEE)
    return Player(partial(begin, name, make_paid_post(make_account())), [Post], monkeypatch)


def begin(name: str, post: Post) -> Play:
    ensure_account("seller")
    purchase = Purchase(kind="post", buyer_id="buyer", seller_id="seller", subject_id=post.id, fee=25, **post.offer)
    purchase.details = {"title": "A photo"}
    purchase.create()
    return Play(STORIES[name].told(purchase), partial(check, purchase, STORIES[name]))


@pytest.mark.parametrize("name", STORIES)
def test_a_sample_of_all_orders_and_faults(name: str, player: Player):
    assert player.play_some(name, SAMPLED) >= STRUCK


@pytest.mark.money
@pytest.mark.parametrize("share", range(SHARES))
@pytest.mark.parametrize("name", STORIES)
def test_all_orders_and_faults(name: str, share: int, player: Player, record_property):
    played = player.play_all(name, share, SHARES)
    record_property("runs", played)
    assert played > 20
