"""A request for each route by which campaigns, tiers and payments are written, with what must be there before it."""

from collections.abc import Callable
from typing import Any

from chalicelib.models.base import now
from chalicelib.models.people.accounts import Account
from tests.journeys.scene import Scene
from tests.journeys.write_routes import Act, Route
from tests.kit.client import Client
from tests.kit.factories import make_account
from tests.kit.money.funding import make_campaign, make_reward
from tests.kit.money.shop import Shop
from tests.kit.money.stripe_objects import make_paid_post

API, DAYS = "/api/rossgram/v1", 24 * 3600
CAMPAIGN: dict[str, Any] = {
    "title": "A book of walks",
    "currency": "usd",
    "goal": 100_000,
    "deadline": lambda *_: now() + 30 * DAYS,
}
CAMPAIGN_ID, TIER_ID = f"{API}/campaigns/{{campaign_id}}", f"{API}/tiers/{{tier_id}}"
REWARD_ID = f"{CAMPAIGN_ID}/rewards/{{reward_id}}"


class MoneyScene(Scene):
    """Anna sells, and Ben pays."""

    def __init__(self, shop: Shop) -> None:
        super().__init__()
        self.shop = shop
        shop.connect(self.anna)

    def named(self, **ids: str) -> None:
        """Give names to the ids of what is there before the request."""
        self.names |= {row_id: name for name, row_id in ids.items()}


def send(method: str, path: str, **fields: Any) -> Act:
    """Return the act of a request whose path names what was prepared."""

    def act(client: Client, scene: Scene, made: Any) -> Any:
        given = {name: value(scene, made) if callable(value) else value for name, value in fields.items()}
        headers = {"Idempotency-Key": "one"}
        return client.request(method, path.format(**(made or {})), json=given, headers=headers)

    return act


def campaign_of_anna(state: str, **fields: Any) -> Callable[[Any], dict[str, str]]:
    """Return what prepares a campaign in a state, with a reward."""

    def prepare(scene: Any) -> dict[str, str]:
        launched = {} if state == "live" else {"launched_at": None, "due": None, "due_at": None}
        campaign = make_campaign(scene.anna, currency="usd", state=state, **launched, **fields)
        reward = make_reward(campaign, limit=5)
        scene.named(campaign=campaign.id, reward=reward.id)
        return {"campaign": campaign.id, "reward": reward.id}

    return prepare


def tier(scene: Any) -> dict[str, str]:
    """Let Anna offer a tier."""
    given: dict[str, Any] = {"name": "Bronze", "level": 1, "amount": 500, "currency": "usd"}
    answer = scene.as_anna().post(f"{API}/tiers", json=given)
    assert answer.status_code == 200, answer.text
    scene.named(tier=answer.json()["id"])
    return {"tier": answer.json()["id"]}


def _code(scene: Any) -> dict[str, str]:
    made = tier(scene)
    answer = scene.as_anna().post(f"{API}/promotion_codes", json={"code": "WALK", "percent_off": 20})
    assert answer.status_code == 200, answer.text
    scene.named(code=answer.json()["id"])
    return made | {"code": answer.json()["id"]}


def paid_post(scene: Any) -> dict[str, str]:
    """Let Anna sell a post."""
    post = make_paid_post(scene.anna, 500, "usd")
    scene.named(paid=post.id)
    return {"post": post.id}


def _anna_of(scene: Scene, _: Any) -> str:
    account: Account = scene.anna
    return account.id


def _friend(scene: Any) -> dict[str, str]:
    friend = make_account("cleo")
    scene.named(cleo=friend.id)
    return tier(scene) | {"cleo": friend.id}


def _friend_of(_: Scene, made: Any) -> str:
    return str(made["cleo"])


def tier_of(_: Scene, made: Any) -> str:
    """Return the tier that was prepared."""
    return str(made["tier"])


ANNA: dict[str, Any] = {"client": Scene.as_anna}
# Nobody comes back to a page that is opened: after some hours it has expired.
PAGE: dict[str, Any] = {"seconds": 2 * DAYS, "is_repeatable": False}
ONCE: dict[str, Any] = {"is_repeatable": False}
DRAFT, LIVE = campaign_of_anna("draft"), campaign_of_anna("live")

ROUTES = (
    Route("POST", f"{API}/campaigns", send("POST", f"{API}/campaigns", **CAMPAIGN), **ANNA | ONCE),
    Route("PUT", CAMPAIGN_ID, send("PUT", f"{API}/campaigns/{{campaign}}", story="Sixty photos."), DRAFT, **ANNA),
    Route("POST", f"{CAMPAIGN_ID}/cancel", send("POST", f"{API}/campaigns/{{campaign}}/cancel"), LIVE, **ANNA),
    Route(
        "POST",
        f"{CAMPAIGN_ID}/rewards",
        send("POST", f"{API}/campaigns/{{campaign}}/rewards", title="A map", amount=700),
        DRAFT,
        **ANNA | ONCE,
    ),
    Route("PUT", REWARD_ID, send("PUT", f"{API}/campaigns/{{campaign}}/rewards/{{reward}}", title="M"), DRAFT, **ANNA),
    Route("DELETE", REWARD_ID, send("DELETE", f"{API}/campaigns/{{campaign}}/rewards/{{reward}}"), DRAFT, **ANNA),
    Route(
        "POST",
        f"{CAMPAIGN_ID}/pledge",
        send("POST", f"{API}/campaigns/{{campaign}}/pledge", amount=2_500),
        LIVE,
        **PAGE,
    ),
    Route(
        "POST",
        f"{API}/posts/{{post_id}}/purchases",
        send("POST", f"{API}/posts/{{post}}/purchases"),
        paid_post,
        **PAGE,
    ),
    Route("POST", f"{API}/tips", send("POST", f"{API}/tips", account_id=_anna_of, amount=500, currency="usd"), **PAGE),
    Route(
        "POST",
        f"{API}/gifts",
        send("POST", f"{API}/gifts", tier_id=tier_of, account_id=_friend_of, months=2),
        _friend,
        **PAGE,
    ),
    Route(
        "POST",
        f"{API}/tiers",
        send("POST", f"{API}/tiers", name="Gold", level=2, amount=900, currency="usd"),
        **ANNA | ONCE,
    ),
    Route("PATCH", TIER_ID, send("PATCH", f"{API}/tiers/{{tier}}", amount=700), tier, **ANNA),
    Route("DELETE", TIER_ID, send("DELETE", f"{API}/tiers/{{tier}}"), tier, **ANNA),
    Route(
        "POST",
        f"{API}/promotion_codes",
        send("POST", f"{API}/promotion_codes", code="WALK", percent_off=20),
        tier,
        **ANNA | ONCE,
    ),
    Route(
        "DELETE",
        f"{API}/promotion_codes/{{code_id}}",
        send("DELETE", f"{API}/promotion_codes/{{code}}"),
        _code,
        **ANNA,
    ),
)
