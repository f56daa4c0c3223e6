"""A request for each form of a web page by which people sell and pay, with what must be there before it."""

from typing import Any

from chalicelib.models.base import now
from chalicelib.models.money.funding.campaigns import Campaign
from chalicelib.models.money.funding.pledges import Pledge
from chalicelib.models.money.payments.origins import write_all
from chalicelib.services.money.funding.collecting import deadlines
from tests.journeys.money_routes import API, PAGE, campaign_of_anna, paid_post
from tests.journeys.scene import Scene, nobody
from tests.journeys.write_routes import Act, Route
from tests.kit.client import Client
from tests.kit.events import deliver_events
from tests.kit.factories import make_account
from tests.kit.money.books import client_of
from tests.kit.money.shop import Shop
from tests.kit.oauth import PASSWORD
from tests.local_stripe.running import ASKS, VISA

SIGNED_IN = {"username": "eve", "password": PASSWORD}
CAMPAIGN_PAGE, CAMPAIGN = "/checkout/campaigns/{campaign_id}", "/checkout/campaigns/{campaign}"


def _form(path: str, **typed: str) -> Act:
    """Return the act of a browser that sends a form of a page."""

    def act(client: Client, _: Scene, made: Any) -> Any:
        known = made or {}
        return client.post(path.format(**known), data={name: text.format(**known) for name, text in typed.items()})

    return act


def _eve(scene: Any) -> Any:
    eve = make_account("eve", password=PASSWORD)
    scene.names[eve.id] = "eve"
    return eve


def _reader(scene: Any) -> dict[str, str]:
    _eve(scene)
    return paid_post(scene)


def _visitor(scene: Any) -> dict[str, str]:
    _eve(scene)
    return campaign_of_anna("live")(scene)


def _backer(scene: Any) -> dict[str, str]:
    """Let Eve back Anna's campaign with all that it wants."""
    eve, made = _eve(scene), campaign_of_anna("live", goal=2_500)(scene)
    answer = client_of(eve).post(f"{API}/campaigns/{made['campaign']}/pledge", json={"amount": 2_500}).json()
    shop: Shop = scene.shop
    assert shop.pay(answer["checkout_url"]).status_code == 303
    shop.work()
    scene.named(pledge=answer["pledge"]["id"])
    return made | {"pledge": answer["pledge"]["id"]}


def _asked(scene: Any) -> dict[str, str]:
    """Let the bank ask Eve to confirm, and need no confirmation by the time at which she does."""
    made = _backer(scene)
    card = Pledge.find(made["pledge"]).payment_method_id
    scene.shop.local.control("cards", payment_method=card, number=ASKS)
    write_all(Campaign.find(made["campaign"]).changed(deadline=now() - 1, due_at=now() - 1))
    deadlines.queue_due(10)
    deliver_events("pledges")
    pledge = Pledge.find(made["pledge"])
    assert pledge.state == "action_required", pledge.state
    scene.shop.local.control("cards", payment_method=card, number=VISA)
    return made | {"key": str(pledge.secret)}


def _founder(scene: Any) -> None:
    _eve(scene)


NOBODY: dict[str, Any] = {"client": nobody}
BROWSED = NOBODY | PAGE

ROUTES = (
    Route("POST", "/unlock/{post_id}", _form("/unlock/{post}", **SIGNED_IN), _reader, **BROWSED),
    Route(
        "POST", CAMPAIGN_PAGE, _form("/checkout/campaigns/{campaign}", amount="25", **SIGNED_IN), _visitor, **BROWSED
    ),
    Route(
        "POST",
        CAMPAIGN_PAGE,
        _form(CAMPAIGN, act="cancel", **SIGNED_IN),
        _backer,
        about="cancel",
        **NOBODY,
    ),
    Route(
        "POST",
        "/checkout/authenticate/{pledge_id}",
        _form("/checkout/authenticate/{pledge}", key="{key}"),
        _asked,
        **NOBODY,
    ),
    Route("POST", "/checkout/selling", _form("/checkout/selling", country="US", **SIGNED_IN), _founder, **NOBODY),
)
