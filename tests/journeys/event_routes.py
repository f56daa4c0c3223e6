"""Events of Stripe, received and applied, with what must be there before each."""

from typing import Any

import pytest

from chalicelib.gateways import payments
from chalicelib.models.money.funding.campaigns import Campaign
from chalicelib.models.money.funding.pledges import Pledge
from tests.journeys.money_routes import LIVE
from tests.journeys.scene import Scene, nobody
from tests.journeys.write_routes import Route
from tests.kit.client import Client
from tests.kit.events import deliver_events
from tests.kit.money.funding import begin, setup_session
from tests.kit.money.stripe_objects import event, send


def _begun(scene: Any) -> dict[str, str]:
    made = LIVE(scene)
    return {**made, "pledge": begin(Campaign.find(made["campaign"])).id}


def _saved_a_card(_: Client, __: Scene, made: Any) -> Any:
    """Tell that a backer saved a card, and apply that."""
    with pytest.MonkeyPatch.context() as patch:
        # The session is none of a card that was typed in at Stripe.
        patch.setattr(payments, "find_setup_intent", lambda found: {"id": found, "payment_method": f"pm_of_{found}"})
        answer = send(event("checkout.session.completed", setup_session(Pledge.find(made["pledge"]))))
        deliver_events("payments")
    return answer


ROUTES = (Route("POST", "/webhooks/stripe", _saved_a_card, _begun, nobody, about="of a pledge"),)
