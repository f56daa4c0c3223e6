"""Routes that write campaigns, tiers and payments, killed at each call to AWS and Stripe: done, or never sent."""

import re
from collections import Counter
from collections.abc import Iterator
from functools import partial
from typing import Any

import pytest

from app import app
from chalicelib.models.money.funding.campaigns import Campaign
from chalicelib.models.money.selling.tiers import Tier
from tests.journeys import event_routes, form_routes, money_routes, paying_routes
from tests.journeys.growing import Cost, cost_by_items, is_bounded
from tests.journeys.money_routes import MoneyScene
from tests.journeys.test_write_routes import Play
from tests.journeys.write_routes import Route
from tests.kit import snapshots
from tests.kit.events import deliver_events, empty_queues
from tests.kit.killing import ALL_WRITES, Killer, make_killer
from tests.kit.money.books import sell
from tests.kit.money.funding import begin
from tests.kit.money.shop import Shop, spoken_to
from tests.kit.money.subscriptions import make_subscription
from tests.kit.rows import empty_tables
from tests.kit.sampling import moments
from tests.local_stripe.running import Local

# `make test` plays one in so many moments of each route, another seed others; `make test-routes` plays all.
ROUTES = money_routes.ROUTES + paying_routes.ROUTES + form_routes.ROUTES
GROWING = ROUTES + event_routes.ROUTES
# Events are stored, then applied: whatever cuts that, they are sent and applied again.
EVENTS = ("POST", "/webhooks/stripe")
WING = "chalicelib.handlers.money."
PLAYED = 16
# Sales, subscriptions and pledges beside a request, and copies that make ten times as many.
SOME, COPIES = 3, 9
DRAWN = re.compile(
    r"\b(acct|cs_test|cus|evt|pi|ch|tr|re|sub|si|seti|pm|prod|price|promo|in|fee|txn)_\w+"
    r"|\b[0-9a-f]{32}\b|\b1[789]\d{8}\b"
)
# The key in the address by which a mail lets its reader confirm a card.
KEY = re.compile(r"(?<=\?key=)[\w-]{22}")
# How often a row was written on the way to what it says.
WRITTEN = re.compile(r'"(version|token)": "?[\w<>]+"?')
# A Customer and a page that nobody came to are no promise: whoever has no address of a page asks for another. A word
# belongs to whoever has an active code of it, and after a minute to whoever asks. Entries may be one or two of the same
# sum: they are compared by the balances.
ASIDE = r"^(checkout_pages|customers|entries|promotion_words|stripe_events) "
# Whoever leaves a page of Stripe at once has neither subscribed nor begun to sell: rows without its answer.
NOT_BEGUN = r'^subscriptions .*"status": ""|^sellers .*"charges_enabled": false.*"requirements": \{\}'
NO_PROMISE = re.compile(ASIDE + r'|"state": "(expired|pending)"|"status": "(none|expired)"|' + NOT_BEGUN)
# A change is held for a minute and is noted before Stripe is asked: both tell the next one, and nobody else.
NOTED = re.compile(r'"changing": \{[^}]*\}, |"settled": \{"asked": .*?, "until": [^}]*\}, ')
# They are by id, which is drawn.
INVOICES = re.compile(r'(?<="invoices": \{)"<drawn>".*?\}(?=\}, )')


class MoneyPlay(Play):
    """A route of the money, played with the local Stripe."""

    def __init__(self, route: Route, killer: Killer, shop: Shop) -> None:
        self.shop, self.make_scene = shop, partial(MoneyScene, shop)
        super().__init__(route, killer)

    def left(self) -> Counter[str]:
        """Return all rows that promise something to somebody, after what Stripe tells about them."""
        self._settle()
        found: Counter[str] = Counter()
        for row, number in super().left().items():
            if not NO_PROMISE.search(row):
                found[_told(row)] += number
        return found

    def _settle(self) -> None:
        """Apply what Stripe tells, and what follows from that, until nothing does."""
        for _ in range(10):
            self.shop.work()
            if not deliver_events():
                return
        raise AssertionError("it does not end")


def _told(row: str) -> str:
    """Return a row without what was drawn, and without what only tells the next writer."""
    said = NOTED.sub("", WRITTEN.sub("<written>", KEY.sub("<key>", DRAWN.sub("<drawn>", row))))
    return INVOICES.sub(lambda found: ", ".join(sorted(re.split(r"(?<=\}), ", found[0]))), said)


@pytest.fixture(scope="module")
def local(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Local]:
    running = Local(tmp_path_factory.mktemp("stripe"))
    yield running
    running.stop()


@pytest.fixture
def shop(local: Local, monkeypatch: pytest.MonkeyPatch) -> Iterator[Shop]:
    with spoken_to(local, monkeypatch):
        yield Shop(local)


@pytest.fixture
def killer(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> Killer:
    del shop
    return make_killer(monkeypatch, ALL_WRITES)


def test_every_route_that_writes_money_is_played():
    found = {
        (method, path)
        for path, methods in app.route_table.items()
        for method, entry in methods.items()
        if method != "GET" and entry.view_function.__module__.startswith(WING)
    }
    assert found - {EVENTS} == {(one.method, one.path) for one in ROUTES}


@pytest.mark.parametrize("route", ROUTES, ids=str)
def test_a_route_of_the_money_that_is_cut_is_finished_or_did_not_happen(
    route: Route, killer: Killer, shop: Shop, pytestconfig: pytest.Config
):
    play = MoneyPlay(route, killer, shop)
    assert play.moments >= 2
    for at in moments(str(route), play.moments, PLAYED, pytestconfig.option.seed):
        play.kill(at)


@pytest.mark.routes
@pytest.mark.parametrize("route", ROUTES, ids=str)
def test_a_route_of_the_money_that_is_cut_at_any_call_is_finished_or_did_not_happen(
    route: Route, killer: Killer, shop: Shop, record_property: Any
):
    play = MoneyPlay(route, killer, shop)
    for at in range(play.moments):
        play.kill(at)
    record_property("runs", play.moments)


@pytest.mark.sampled(4)
@pytest.mark.parametrize("route", GROWING, ids=str)
def test_a_route_of_the_money_costs_the_same_with_ten_times_the_data(route: Route, shop: Shop):
    few, many = (_cost_beside(route, shop, copies) for copies in (0, COPIES))
    assert few[0] > 0
    assert is_bounded(few, many), (few, many)


def _cost_beside(route: Route, shop: Shop, copies: int) -> Cost:
    """Return what a request costs beside sales, subscriptions and pledges of what it is about, and copies of them."""
    empty_tables()
    empty_queues()
    shop.events()
    scene = MoneyScene(shop)
    made, client = route.prepare(scene), route.client(scene)
    before = snapshots.rows()
    for _ in range(SOME):
        _sell_more(scene, made if isinstance(made, dict) else {})
    deliver_events("counts", "follows", "mails")
    assert snapshots.multiply(before, copies) >= SOME * copies
    answers: list[Any] = []
    cost = cost_by_items(lambda: answers.append(route.act(client, scene, made)))
    assert answers[0].status_code < 400, answers[0].text
    return cost


def _sell_more(scene: MoneyScene, known: dict[str, str]) -> None:
    sell(scene.anna, currency="usd", buyer=scene.ben)
    if "tier" in known:
        make_subscription(Tier.find(known["tier"]), begun_with=scene.anna.id)
    if "campaign" in known and Campaign.find(known["campaign"]).state == "live":
        begin(Campaign.find(known["campaign"]))
