"""Create campaigns and pledges, and stand in for the Checkout pages that backers visit."""

from typing import Any

from chalicelib.errors import PaymentRefused
from chalicelib.gateways.payments import metadata_of
from chalicelib.models.base import now
from chalicelib.models.money.creators.sellers import Seller
from chalicelib.models.money.funding.campaigns import LIVE, Campaign
from chalicelib.models.money.funding.pledges import AUTHORIZED, BACKING, ENDED, PLEDGED, Pledge
from chalicelib.models.money.funding.rewards import Reward
from chalicelib.models.money.grants import Grant, campaign_key
from chalicelib.models.money.payments.origins import write_all
from chalicelib.models.people.accounts import Account
from chalicelib.services.money.funding import pledges
from chalicelib.services.money.funding.selections import Selection
from tests.kit.factories import make_account
from tests.kit.money.stripe_objects import deliver, event, intent_id, make_seller

DAYS = 86_400


def make_campaign(creator: Account | None = None, **fields: Any) -> Campaign:
    """Create a live campaign of a creator who may sell."""
    creator = creator or make_account()
    if Seller.of(creator.id) is None:
        make_seller(creator)
    deadline = fields.pop("deadline", now() + 10 * DAYS)
    known = {"title": "A book of walks", "story": "Forty photos.", "currency": "eur", "goal": 100_000, "state": LIVE}
    known |= {"deadline": deadline, "launched_at": now(), "due": "due", "due_at": deadline}
    campaign = Campaign(creator_id=creator.id, **{**known, **fields})
    campaign.create()
    return campaign


def make_reward(campaign: Campaign, **fields: Any) -> Reward:
    """Create a reward: a print for 20.00."""
    reward = Reward(campaign.id, **{"title": "A print", "amount": 2_000, **fields})
    write_all(reward.add)
    return reward


class FakePages:
    """A stand-in for Stripe Checkout as funding uses it: sessions open, complete and expire."""

    def __init__(self, monkeypatch: Any) -> None:
        """Replace the functions of the payments gateway."""
        from chalicelib.gateways import payments

        self.opened: list[dict[str, Any]] = []
        self.sessions: dict[str, dict[str, Any]] = {}
        self.fails_with: Exception | None = None
        for verb in ("open_setup", "open_checkout"):
            monkeypatch.setattr(payments, verb, self._opener("setup" if verb == "open_setup" else "payment"))
        monkeypatch.setattr(payments, "expire_session", self.expire)
        monkeypatch.setattr(payments, "find_session", lambda session_id, expand=(): self.sessions[session_id])
        monkeypatch.setattr(payments, "find_setup_intent", lambda seti: {"id": seti, "payment_method": f"pm_of_{seti}"})
        monkeypatch.setattr(payments, "create_customer", lambda key, **about: {"id": f"cus_{about['account_id']}"})

    def _opener(self, mode: str) -> Any:
        def open_page(key: str, **about: Any) -> dict[str, Any]:
            if self.fails_with:
                raise self.fails_with
            self.opened.append({"key": key, "mode": mode, **about})
            session_id = f"cs_{about['order_id']}"
            self.sessions[session_id] = {"id": session_id, "status": "open", "mode": mode, "payment_status": "unpaid"}
            return {"id": session_id, "url": f"https://checkout.example/{session_id}"}

        return open_page

    def expire(self, session_id: str) -> dict[str, Any]:
        """Close an open session, as Stripe does."""
        if self.sessions[session_id]["status"] != "open":
            raise PaymentRefused("It is not open", "")
        self.sessions[session_id]["status"] = "expired"
        return self.sessions[session_id]

    def complete(self, pledge: Pledge, **fields: Any) -> dict[str, Any]:
        """Complete the backer's page, and return the session."""
        about = setup_session(pledge) if self.sessions[f"cs_{pledge.id}"]["mode"] == "setup" else paid_session(pledge)
        self.sessions[f"cs_{pledge.id}"] = {**about, **fields}
        return self.sessions[f"cs_{pledge.id}"]


def setup_session(pledge: Pledge, **fields: Any) -> dict[str, Any]:
    """Return a Checkout Session in which a card was saved."""
    known = {"id": f"cs_{pledge.id}", "object": "checkout.session", "mode": "setup", "status": "complete"}
    more = {"payment_status": "no_payment_required", "setup_intent": f"seti_{pledge.id}", "payment_intent": None}
    about = {"amount_total": None, "currency": pledge.currency, "metadata": metadata_of("pledge", pledge.id)}
    return {**known, **more, **about, "customer": f"cus_{pledge.backer_id}", "livemode": False, **fields}


def paid_session(pledge: Pledge, payment_status: str = "paid", **fields: Any) -> dict[str, Any]:
    """Return a Checkout Session in which a pledge was paid."""
    known = {"id": f"cs_{pledge.id}", "object": "checkout.session", "mode": "payment", "status": "complete"}
    more = {"payment_status": payment_status, "payment_intent": intent_id(pledge), "amount_total": int(pledge.amount)}
    about = {"currency": pledge.currency, "metadata": metadata_of("pledge", pledge.id), "livemode": False}
    return {**known, **more, **about, **fields}


def is_backer(pledge: Pledge) -> bool:
    """Tell whether a pledge opens its campaign's posts to its backer."""
    key = campaign_key(pledge.campaign_id)
    held = Grant.held(pledge.backer_id, key)
    return held is not None and held.source_id == pledge.id


def checked(campaign: Campaign) -> Campaign:
    """Return a campaign as stored, after checking its totals against its pledges and rewards."""
    found = Campaign.find(campaign.id)
    made = [pledge for pledge in Pledge.scan() if pledge.campaign_id == campaign.id]
    assert found.pledged == sum(pledge.amount for pledge in made if pledge.state in PLEDGED)
    assert found.authorized == sum(pledge.amount for pledge in made if pledge.state == AUTHORIZED)
    assert found.backers_count == sum(pledge.state in BACKING for pledge in made)
    taken: dict[str, int] = {}
    for pledge in made:
        assert bool(pledge.ended_at) == (pledge.state in ENDED) or pledge.state == "refunded"
        for held in () if pledge.ended_at else pledge.rewards:
            taken[held["id"]] = taken.get(held["id"], 0) + held["quantity"]
    for reward in Reward.of(campaign.id):
        assert reward.taken == taken.get(reward.id, 0)
        assert reward.limit is None or reward.taken <= reward.limit
    return found


def begin(campaign: Campaign, amount: int = 5_000, *rewards: tuple[Reward, int]) -> Pledge:
    """Begin a pledge of a new backer."""
    wanted = Selection(amount, [(reward.id, quantity) for reward, quantity in rewards])
    return pledges.begin(make_account().id, campaign.id, wanted)[0]


def hold(pledge: Pledge) -> Pledge:
    """Deliver the event that a card was saved."""
    deliver(event("checkout.session.completed", setup_session(pledge)))
    return Pledge.find(pledge.id)


def pay(pledge: Pledge) -> Pledge:
    """Deliver the event that a pledge was paid."""
    deliver(event("checkout.session.completed", paid_session(pledge)))
    return Pledge.find(pledge.id)


def end(campaign: Campaign, state: str) -> None:
    """Set a campaign's state."""
    write_all(Campaign.find(campaign.id).changed(state=state))
