"""Pledges and backers, as clients write and read them."""

from typing import TYPE_CHECKING, Annotated

from pydantic import Field

from chalicelib.models.money import currencies
from chalicelib.models.money.funding.campaigns import Campaign
from chalicelib.models.money.funding.pledges import Pledge
from chalicelib.schemas.base import Flag, Form, Many
from chalicelib.schemas.money.funding.campaigns import Amount
from chalicelib.schemas.money.funding.progress import render_progress
from chalicelib.schemas.people.accounts import render_account
from chalicelib.schemas.text import timestamp
from chalicelib.services.money.funding.backers import Backer
from chalicelib.services.money.funding.collecting import cards
from chalicelib.services.money.funding.selections import Selection

if TYPE_CHECKING:
    from chalicelib.schemas import entities

ANONYMOUS = "anonymous"


class RewardSelectionForm(Form):
    """One reward that a backer selects."""

    id: str
    quantity: Amount = 1


class PledgeForm(Form):
    """A pledge: an amount in the campaign's currency that covers the rewards."""

    amount: Amount
    rewards: Annotated[list[RewardSelectionForm], Many] = Field(default_factory=list)
    anonymous: Flag = False

    def selection(self) -> Selection:
        """Return the selection of amount and rewards."""
        return Selection(self.amount, [(wanted.id, wanted.quantity) for wanted in self.rewards], self.anonymous)


def render_pledge(pledge: Pledge, campaign: Campaign | None = None, *, for_backer: bool = False) -> "entities.Pledge":
    """Return a pledge; only for its backer with the link to what it waits for, which has the pledge's secret."""
    amount = int(pledge.amount)
    action = cards.action_of(pledge, campaign) if for_backer and campaign else None
    return {
        "id": pledge.id,
        "campaign_id": pledge.campaign_id,
        "state": pledge.state,
        "amount": amount,
        "currency": pledge.currency,
        "text": currencies.text(amount, pledge.currency),
        "rewards": pledge.rewards,
        "anonymous": bool(pledge.is_anonymous),
        "late": bool(pledge.is_late),
        "created_at": timestamp(pledge.created_at),
        "action_url": action[0] if action else None,
        "action_by": timestamp(action[1]) if action else None,
        "campaign": render_progress(campaign) if campaign else None,
    }


def render_backer(backer: Backer, *, for_creator: bool) -> "entities.Backer":
    """Return a backer; only for the creator with the pledge."""
    pledge = backer.pledge
    shown: entities.Backer = {
        "account": render_account(backer.account) if backer.account else None,
        "name": backer.account.handle if backer.account else ANONYMOUS,
        "anonymous": bool(pledge.is_anonymous),
    }
    return {**shown, "pledge": render_pledge(pledge)} if for_creator else shown
