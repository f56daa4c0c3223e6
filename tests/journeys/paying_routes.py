"""A request for each route by which people pay, change what they pay for, and are paid back, with what was before."""

from typing import Any

from chalicelib.models.money.funding.campaigns import KEEP
from tests.journeys.money_routes import (
    ANNA,
    API,
    CAMPAIGN_ID,
    DRAFT,
    LIVE,
    PAGE,
    MoneyScene,
    campaign_of_anna,
    paid_post,
    send,
    tier,
    tier_of,
)
from tests.journeys.scene import Scene
from tests.journeys.write_routes import Route
from tests.kit.client import Client
from tests.kit.factories import make_account
from tests.kit.money.books import client_of

PLEDGE, SUBSCRIPTIONS = f"{CAMPAIGN_ID}/pledge", f"{API}/subscriptions"
SUBSCRIPTION_ID = f"{SUBSCRIPTIONS}/{{subscription_id}}"


def _paid(scene: MoneyScene, path: str, **given: Any) -> Any:
    """Let Ben pay on the page that a request opens, and return the answer to that."""
    answer = scene.as_ben().post(f"{API}{path}", json=given)
    assert answer.status_code == 200, answer.text
    assert scene.shop.pay(answer.json()["checkout_url"]).status_code == 303
    scene.shop.work()
    return answer.json()


def pledged(scene: Any, kind: str = "all_or_nothing") -> dict[str, str]:
    """Let Ben back Anna's campaign with what a reward costs."""
    made = campaign_of_anna("live", kind=kind)(scene)
    wanted = [{"id": made["reward"], "quantity": 1}]
    answer = _paid(scene, f"/campaigns/{made['campaign']}/pledge", amount=2_500, rewards=wanted)
    scene.named(pledge=answer["pledge"]["id"])
    return made | {"pledge": answer["pledge"]["id"]}


def _kept(scene: Any) -> dict[str, str]:
    return pledged(scene, KEEP)


def _bought(scene: Any) -> dict[str, str]:
    made = paid_post(scene)
    answer = _paid(scene, f"/posts/{made['post']}/purchases")
    scene.named(purchase=answer["purchase"]["id"])
    return made | {"purchase": answer["purchase"]["id"]}


def _subscribed(scene: Any) -> dict[str, str]:
    made = tier(scene)
    gold = {"name": "Gold", "level": 2, "amount": 900, "currency": "usd"}
    made["gold"] = scene.as_anna().post(f"{API}/tiers", json=gold).json()["id"]
    _paid(scene, "/subscriptions", tier_id=made["tier"])
    made["subscription"] = scene.as_ben().get(SUBSCRIPTIONS).json()[0]["id"]
    scene.named(gold=made["gold"], subscription=made["subscription"])
    return made


def _leaving(scene: Any) -> dict[str, str]:
    made = _subscribed(scene)
    answer = scene.as_ben().post(f"{SUBSCRIPTIONS}/{made['subscription']}/cancel")
    assert answer.status_code == 200, answer.text
    scene.shop.work()
    return made


def _gold_of(_: Scene, made: Any) -> str:
    return str(made["gold"])


def _newcomer(scene: Scene) -> Client:
    """Return a client of somebody who begins to sell."""
    dora = make_account("dora")
    scene.names[dora.id] = "dora"
    return client_of(dora)


ROUTES = (
    Route("POST", f"{CAMPAIGN_ID}/launch", send("POST", f"{API}/campaigns/{{campaign}}/launch"), DRAFT, **ANNA),
    Route(
        "POST",
        f"{CAMPAIGN_ID}/updates",
        send("POST", f"{API}/campaigns/{{campaign}}/updates", text="Printed."),
        LIVE,
        **ANNA,
    ),
    Route(
        "PUT",
        PLEDGE,
        send("PUT", f"{API}/campaigns/{{campaign}}/pledge", amount=5_000, rewards=[]),
        pledged,
    ),
    Route("DELETE", PLEDGE, send("DELETE", f"{API}/campaigns/{{campaign}}/pledge"), pledged, about="held"),
    Route("DELETE", PLEDGE, send("DELETE", f"{API}/campaigns/{{campaign}}/pledge"), _kept, about="paid"),
    Route("POST", SUBSCRIPTIONS, send("POST", SUBSCRIPTIONS, tier_id=tier_of), tier, **PAGE),
    Route(
        "PATCH",
        SUBSCRIPTION_ID,
        send("PATCH", f"{SUBSCRIPTIONS}/{{subscription}}", tier_id=_gold_of),
        _subscribed,
    ),
    Route("POST", f"{SUBSCRIPTION_ID}/cancel", send("POST", f"{SUBSCRIPTIONS}/{{subscription}}/cancel"), _subscribed),
    Route("POST", f"{SUBSCRIPTION_ID}/resume", send("POST", f"{SUBSCRIPTIONS}/{{subscription}}/resume"), _leaving),
    Route("POST", f"{SUBSCRIPTIONS}/portal", send("POST", f"{SUBSCRIPTIONS}/portal"), _subscribed),
    Route(
        "POST",
        f"{API}/purchases/{{purchase_id}}/refunds",
        send("POST", f"{API}/purchases/{{purchase}}/refunds", amount=200),
        _bought,
        **ANNA,
    ),
    Route(
        "POST",
        f"{API}/pledges/{{pledge_id}}/refunds",
        send("POST", f"{API}/pledges/{{pledge}}/refunds", amount=200),
        _kept,
        **ANNA,
    ),
    Route(
        "POST",
        f"{API}/seller/onboarding",
        send("POST", f"{API}/seller/onboarding", country="US"),
        client=_newcomer,
    ),
    Route("POST", f"{API}/seller/dashboard", send("POST", f"{API}/seller/dashboard"), **ANNA),
)
