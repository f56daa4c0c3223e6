"""Two requests or workers at one offer, subscription or payment, at every call: Stripe and the rows agree after it."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial

import pytest

from chalicelib.errors import RossgramError
from chalicelib.gateways import payments
from chalicelib.models.money.payments.payments import Payment
from chalicelib.models.money.selling.checkout_pages import tiers_offer
from chalicelib.models.money.selling.closings import Closing
from chalicelib.models.money.selling.purchases import Purchase
from chalicelib.models.money.selling.subscriptions import Subscription
from chalicelib.models.money.selling.tiers import Tier
from chalicelib.services.money.payments import outstanding, refunds
from chalicelib.services.money.payments.refunds import RefundRequest
from chalicelib.services.money.selling import subscriptions, tiers
from chalicelib.services.money.selling.pages import closings
from tests.kit.events import drop_events
from tests.kit.factories import make_account
from tests.kit.money.workers import SECOND, Stops, Turn, Worker
from tests.services.money.selling.scenes import Begin, Scene, play, play_all, play_some
from tests.services.money.selling.story import Story
from tests.services.money.two_workers import SELLING


def sold_prices(tier: Tier) -> list[int]:
    """Return the amounts of the tier's monthly prices that Stripe would still sell."""
    asked = {"product": tier.product_id, "active": True, "recurring": {"interval": "month"}}
    return [one["unit_amount"] for one in payments.client.list_all("prices.list", params=asked)]


def tier_scene(one: Callable[[Story], None], other: Callable[[Story], None]) -> Callable[[Story], Scene]:
    """Return a scene of two changes of a tier that has a page open."""

    def begin(story: Story) -> Scene:
        story.page(story.bronze)

        def check(_: Sequence[Worker]) -> None:
            tier = Tier.held(story.creator.id, story.bronze["id"])
            assert tier is not None
            [row] = [row for row in Subscription.scan() if row.subscriber_id == story.fan.id]
            assert (payments.find_session(str(row.session_id))["status"], Closing.count()) == ("expired", 0)
            price = payments.client.call("prices.retrieve", tier.prices["month"])
            assert price["unit_amount"] == tier.amount
            assert tier.amount in sold_prices(tier) if tier.is_active else price["active"] is False

        return Scene((partial(one, story), partial(other, story)), check)

    return begin


def set_price(story: Story, amount: int) -> None:
    with suppress(RossgramError):
        tiers.change(story.creator.id, story.bronze["id"], {"amount": amount})


def archive(story: Story) -> None:
    with suppress(RossgramError):
        tiers.archive(story.creator.id, story.bronze["id"])


def change_scene(story: Story, *, is_same: bool = False) -> Scene:
    palace = story.tier(name="Palace", level=9, amount=3_000)
    row = story.subscribe(story.bronze)

    def move(tier_id: str) -> None:
        with suppress(RossgramError):
            subscriptions.change(story.fan.id, row.id, tier_id)

    def check(_: Sequence[Worker]) -> None:
        found = story.row()
        paid = sum(Payment.read(one).facts.counted for one in found.effective_payments)
        assert ((story.access() or (0,))[0], paid, found.changing) in [(9, 3_000, None), (2, 1_500, None)]

    second = (story.gold if is_same else palace)["id"]
    return Scene((partial(move, story.gold["id"]), partial(move, second)), check)


def ending_scene(story: Story) -> Scene:
    row = story.subscribe(story.bronze)

    def end() -> None:
        subscriptions.cancel(story.fan.id, row.id)

    def end_and_go_on() -> None:
        subscriptions.cancel(story.fan.id, row.id)
        subscriptions.resume(story.fan.id, row.id)

    def check(_: Sequence[Worker]) -> None:
        held = payments.find_subscription(str(row.stripe_id))
        ends_at = held["cancel_at"] or (held["cancel_at_period_end"] and held["items"]["data"][0]["current_period_end"])
        assert (held["status"], story.row().cancel_at or None) == ("active", ends_at or None)

    return Scene((end, end_and_go_on), check)


def refund_scene(story: Story) -> Scene:
    post = story.shop.open_post(500)
    purchase = story.shop.buy(make_account(), post)

    def give_back() -> None:
        with suppress(RossgramError):
            refunds.request(post.author_id, "purchase", purchase.id, RefundRequest(amount=300))
        outstanding.resolve(str(Purchase.find(purchase.id).payment_id))

    def check(_: Sequence[Worker]) -> None:
        assert [one["amount"] for one in story.shop.refunds(purchase)] == [300]
        assert story.shop.payment(purchase).facts.refunded == 300

    return Scene((give_back, give_back), check)


def closing_scene(story: Story) -> Scene:
    story.page(story.bronze)
    set_price(story, 900)
    drop_events()
    keep = partial(closings.finish, tiers_offer(story.creator.id))

    def check(_: Sequence[Worker]) -> None:
        [row] = [row for row in Subscription.scan() if row.subscriber_id == story.fan.id]
        assert payments.find_session(str(row.session_id))["status"] == "expired"
        assert Closing.count() == 0

    return Scene((keep, keep), check)


SCENES: dict[str, Begin] = {
    "two prices": tier_scene(partial(set_price, amount=900), partial(set_price, amount=100)),
    "a price and the end": tier_scene(partial(set_price, amount=900), archive),
    "the end and a price": tier_scene(archive, partial(set_price, amount=900)),
    "two ends": tier_scene(archive, archive),
    "two changes": change_scene,
    "one change twice": partial(change_scene, is_same=True),
    "ending and going on": ending_scene,
    "going on and ending": lambda story: ending_scene(story).turned(),
    "two refunds": refund_scene,
    "closing pages": closing_scene,
}


@pytest.mark.parametrize("name", SCENES)
def test_a_sample_of_two_workers_at_what_is_sold(name: str, story: Story, stops: Stops):
    play_some(story, SCENES[name], stops)
    assert SELLING.get(name, set()) <= stops.called


def test_a_tier_whose_price_changes_while_it_is_archived_leaves_no_price_on_sale(story: Story, stops: Stops):
    play(story, SCENES["the end and a price"], stops, Turn(0, until="before TransactWriteItems"), Turn(1))


@pytest.mark.money
@pytest.mark.parametrize("second", SECOND)
@pytest.mark.parametrize("name", SCENES)
def test_two_workers_at_every_call_of_what_is_sold(name: str, second: str, story: Story, stops: Stops, record_property):
    record_property("runs", play_all(story, SCENES[name], stops, second))
