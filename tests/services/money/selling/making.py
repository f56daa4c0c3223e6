"""What two requests make at Stripe, and what must be there at the end."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial
from typing import Any

from chalicelib.errors import RossgramError
from chalicelib.gateways import payments
from chalicelib.models.base import now
from chalicelib.models.leaving import Leaving
from chalicelib.models.money.creators.sellers import Seller
from chalicelib.models.money.funding.campaigns import KEEP, Campaign
from chalicelib.models.money.funding.pledges import Pledge
from chalicelib.models.money.payments.customers import Customer
from chalicelib.models.money.payments.payments import Payment
from chalicelib.models.money.selling.checkout_pages import CheckoutPage
from chalicelib.models.money.selling.promotion_codes import PromotionCode
from chalicelib.models.money.selling.tiers import Tier
from chalicelib.models.people.accounts import Account
from chalicelib.services.leaving import paying
from chalicelib.services.money.creators import onboarding
from chalicelib.services.money.funding import pledges
from chalicelib.services.money.funding.selections import Selection
from chalicelib.services.money.selling import buying, promotion_codes, subscriptions, tiers
from chalicelib.services.money.selling.promotion_codes import Discount
from chalicelib.services.money.selling.tiers import Terms
from tests.kit.factories import make_account
from tests.kit.money.funding import make_campaign
from tests.kit.money.workers import Worker
from tests.services.money.selling.scenes import Begin, Job, Scene
from tests.services.money.selling.story import Story


def tried(act: Callable[..., Any], *given: Any, **named: Any) -> Job:
    """Return a job that carries out a request, which may be refused."""

    def job() -> None:
        with suppress(RossgramError):
            act(*given, **named)

    return job


def open_pages(kind: str, order_ids: set[str]) -> set[str]:
    """Return the ids of the sessions at Stripe that are open for some orders."""
    owners = {(kind, one) for one in order_ids}
    found = payments.lists.sessions(0)
    return {
        one["id"] for one in found if one["status"] == "open" and payments.row_in_metadata(one["metadata"]) in owners
    }


def tier_scene(story: Story) -> Scene:
    def check(_: Sequence[Worker]) -> None:
        [made] = [tier for tier in tiers.of(story.creator.id) if tier.level == 7]
        asked = {"product": made.product_id, "active": True}
        [price] = payments.client.list_all("prices.list", params=asked)
        assert (price["unit_amount"], price["id"]) == (made.amount, made.prices["month"])

    made = [tried(tiers.create, story.creator.id, Terms("Silver", 7, "usd", amount)) for amount in (700, 800)]
    return Scene((made[0], made[1]), check)


def name_scene(story: Story) -> Scene:
    def check(_: Sequence[Worker]) -> None:
        tier = Tier.held(story.creator.id, story.bronze["id"])
        assert tier is not None
        assert payments.client.call("products.retrieve", tier.product_id)["name"] == tier.name

    def rename(name: str) -> None:
        tiers.change(story.creator.id, story.bronze["id"], {"name": name})

    return Scene((partial(rename, "Tin"), partial(rename, "Zinc")), check)


def code_scene(story: Story) -> Scene:
    def check(_: Sequence[Worker]) -> None:
        [code] = [one for one in PromotionCode.of(story.creator.id) if one.state == "active"]
        assert payments.client.call("promotion_codes.retrieve", code.stripe_id)["active"]

    job = tried(promotion_codes.create, story.creator.id, Discount("SUMMER", 20))
    return Scene((job, job), check)


def archived_code_scene(story: Story) -> Scene:
    code = promotion_codes.create(story.creator.id, Discount("SUMMER", 20))

    def check(_: Sequence[Worker]) -> None:
        assert [one.state for one in PromotionCode.of(story.creator.id)] == ["archived"]
        assert not payments.client.call("promotion_codes.retrieve", code.stripe_id)["active"]

    job = tried(promotion_codes.archive, story.creator.id, code.id)
    return Scene((job, job), check)


def subscription_scene(story: Story, *, is_same: bool) -> Scene:
    """Two tabs of somebody whom Stripe does not know yet: one Customer, and one open page."""

    def check(_: Sequence[Worker]) -> None:
        mine = Customer.find(story.fan.id).stripe_customer_id
        made = payments.client.list_all("customers.list")
        assert [one["id"] for one in made if story.fan.id in one["metadata"].values()] == [mine]
        [held] = [page for page in CheckoutPage.scan() if page.place == story.fan.id]
        opened = [one for one in payments.lists.sessions(0) if one["status"] == "open"]
        assert [one["id"] for one in opened if one["customer"] == mine] == [held.session_id]

    tabs = (story.bronze, story.bronze if is_same else story.gold)
    jobs = [tried(subscriptions.begin, story.fan.id, tier["id"]) for tier in tabs]
    return Scene((jobs[0], jobs[1]), check)


def purchase_scene(story: Story) -> Scene:
    post, buyer = story.shop.open_post(500), make_account()

    def check(_: Sequence[Worker]) -> None:
        [held] = [page for page in CheckoutPage.scan() if page.place == buyer.id]
        opened = [one for one in payments.lists.sessions(0) if one["status"] == "open"]
        ours = [one["id"] for one in opened if one["metadata"].get("id") == held.order_id]
        assert ours == [held.session_id]

    job = tried(buying.begin, buyer.id, post.id)
    return Scene((job, job), check)


def pledge_scene(story: Story, **about: Any) -> Scene:
    campaign: Campaign = make_campaign(story.creator, currency="usd", deadline=now() + 20 * 86_400, **about)
    backer: Account = make_account()

    def check(_: Sequence[Worker]) -> None:
        mine = [one for one in Pledge.scan() if one.backer_id == backer.id]
        standing = [one for one in mine if not one.ended_at]
        assert len(standing) <= 1
        assert open_pages("pledge", {one.id for one in mine}) == {one.session_id for one in standing if one.session_id}

    job = tried(pledges.begin, backer.id, campaign.id, Selection(5_000))
    return Scene((job, job), check)


def account_scene(story: Story) -> Scene:
    del story
    creator = make_account()

    def check(_: Sequence[Worker]) -> None:
        made = payments.lists.accounts(0)
        ours = [one["id"] for one in made if payments.row_in_metadata(one["metadata"]) == ("account", creator.id)]
        assert ours == [Seller.find(creator.id).stripe_account_id]

    job = tried(onboarding.begin, creator.id, "US")
    return Scene((job, job), check)


def revived_scene(story: Story) -> Scene:
    """A level that was given for nothing goes up twice; the price that was paid is not sold any more."""
    palace = story.tier(name="Palace", level=9, amount=3_000)
    row = story.subscribe(story.gold)
    subscriptions.change(story.fan.id, row.id, story.bronze["id"])
    story.shop.tell()
    tiers.change(story.creator.id, story.gold["id"], {"amount": 1_700})
    gone = str(row.price_id)

    def check(_: Sequence[Worker]) -> None:
        found = story.row()
        paid = sum(Payment.read(one).facts.counted for one in found.effective_payments)
        assert ((story.access() or (0,))[0], paid, found.changing) == (9, 3_000, None)
        assert not payments.client.call("prices.retrieve", gone)["active"]

    job = tried(subscriptions.change, story.fan.id, row.id, palace["id"])
    return Scene((job, job), check)


def leaving_scene(story: Story) -> Scene:
    row = story.subscribe(story.bronze)
    Leaving(story.fan.id, delete_at=now(), due_at=now(), begun_at=now()).save()

    def check(_: Sequence[Worker]) -> None:
        assert not paying.is_left(story.fan.id)
        assert row.customer_id not in {one["id"] for one in payments.client.list_all("customers.list")}
        assert payments.find_subscription(str(row.stripe_id))["status"] == "canceled"

    job = partial(paying.end, story.fan.id)
    return Scene((job, job), check)


SCENES: dict[str, Begin] = {
    "two tiers of a level": tier_scene,
    "two names": name_scene,
    "one word twice": code_scene,
    "a code archived twice": archived_code_scene,
    "one tier in two tabs": partial(subscription_scene, is_same=True),
    "two tiers in two tabs": partial(subscription_scene, is_same=False),
    "one post in two tabs": purchase_scene,
    "two pledges": pledge_scene,
    "two pledges that are charged at once": partial(pledge_scene, kind=KEEP),
    "two connected accounts": account_scene,
    "what was paid is revived": revived_scene,
    "two ends of a customer": leaving_scene,
}
