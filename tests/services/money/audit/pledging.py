"""Make pledges that were paid, and spoil them."""

from typing import Any

from chalicelib.models.money.funding.campaigns import KEEP, Campaign
from chalicelib.models.money.funding.pledges import Pledge
from chalicelib.models.money.payments.facts import Facts
from chalicelib.models.money.payments.origins import Origin
from chalicelib.services.money.payments.settlement import Observation, settle
from tests.kit.money.stripe_objects import intent_id
from tests.services.money.pledge_stories import AMOUNT, FEE, begin_campaign, begin_pledge

KEPT = {"kind": KEEP}
GONE = {"re_1": [AMOUNT, 2]}
DISPUTE = {"dp_1": [AMOUNT, 4, "needs_response"]}


def learn(pledge: Pledge, payment_id: str = "", **facts: Any) -> Pledge:
    """Learn that a pledge was paid, and what became of that."""
    known = Facts(**{"paid": AMOUNT, "fee": FEE, **facts})
    settle(payment_id or intent_id(pledge), Observation(known, Origin("pledge", pledge.id, currency="eur")))
    return Pledge.find(pledge.id)


def collected(campaign: Campaign | None = None, backer_id: str = "backer", **facts: Any) -> Pledge:
    """Return a pledge that was paid at once."""
    return learn(begin_pledge(campaign or begin_campaign("creator", KEPT), backer_id), **facts)


def spoil(pledge: Pledge, state: str) -> None:
    """Bring a pledge into a state that is not its own."""
    pledge.update([Pledge.state.set(state)])
