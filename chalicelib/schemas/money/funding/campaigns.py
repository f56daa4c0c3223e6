"""Campaigns, rewards and updates, as clients write and read them."""

from typing import TYPE_CHECKING, Annotated, Any

from pydantic import BeforeValidator, Field

from chalicelib import config
from chalicelib.models.money.funding.campaigns import ALL_OR_NOTHING, KEEP, Campaign
from chalicelib.models.money.funding.rewards import Reward
from chalicelib.schemas.amounts import WholeNumber
from chalicelib.schemas.base import Flag, Form, Many, Name
from chalicelib.schemas.moments import Moment, SomeMoment, Timezone, day_of
from chalicelib.schemas.money.funding.progress import render_progress
from chalicelib.schemas.people.accounts import render_account
from chalicelib.schemas.photos.media import render_media
from chalicelib.schemas.text import html, timestamp
from chalicelib.services.days import zone_of
from chalicelib.services.money.funding.campaigns import CampaignView
from chalicelib.services.money.funding.plans import Plan, RewardPlan
from chalicelib.services.money.funding.updates import CampaignUpdate

if TYPE_CHECKING:
    from chalicelib.schemas import entities


def _last(moment: Moment | None, timezone: str) -> int | None:
    """Return a deadline or a delivery in seconds since 1970: of a day its last second in the zone."""
    return moment.last(zone_of(timezone)) if moment else None


# Larger numbers are neither times nor amounts; services check those below.
LARGEST = 10**15
Amount = Annotated[WholeNumber, Field(ge=-LARGEST, le=LARGEST)]
Currency = Annotated[str, BeforeValidator(lambda value: value.strip().lower() if isinstance(value, str) else value)]


class StretchGoalForm(Form):
    """A stretch goal, above the campaign's goal."""

    amount: Amount
    title: Name


class CampaignForm(Form):
    """A new campaign; amounts are in the minor unit of its currency, a deadline without an offset is of its zone."""

    title: Name
    currency: Currency = Field(max_length=10)
    goal: Amount
    deadline: SomeMoment = None
    timezone: Timezone | None = None
    story: str = ""
    kind: str = Field(default=ALL_OR_NOTHING, pattern=f"^({ALL_OR_NOTHING}|{KEEP})$")
    late_pledges: Flag = False
    stretch_goals: Annotated[list[StretchGoalForm], Many] = Field(default_factory=list)
    media_ids: Annotated[list[str], Many] = Field(default_factory=list)

    def plan(self) -> Plan:
        """Return the creator's plan, by default in the server's time zone."""
        timezone = self.timezone or config.TIMEZONE
        dates: dict[str, Any] = {"timezone": timezone, "deadline": _last(self.deadline, timezone)}
        return Plan(**self.model_dump(exclude={"deadline", "timezone"}), **dates)


class CampaignEditForm(Form):
    """Changes to a campaign: fields that are not sent stay."""

    title: Name | None = None
    currency: Annotated[Currency | None, Field(max_length=10)] = None
    goal: Amount | None = None
    deadline: SomeMoment = None
    timezone: Timezone | None = None
    story: str | None = None
    kind: str | None = Field(default=None, pattern=f"^({ALL_OR_NOTHING}|{KEEP})$")
    late_pledges: Flag | None = None
    stretch_goals: Annotated[list[StretchGoalForm], Many] | None = None
    media_ids: Annotated[list[str], Many] | None = None

    def changes(self, timezone: str) -> dict[str, Any]:
        """Return the fields that were sent; a deadline is of the time zone that was sent, or of the campaign's."""
        sent = self.model_dump(exclude_unset=True, exclude={"deadline"})
        sent["deadline"] = _last(self.deadline, self.timezone or timezone)
        return {name: value for name, value in sent.items() if value is not None}


class RewardForm(Form):
    """A new reward."""

    title: Name
    amount: Amount
    text: str = ""
    limit: Amount | None = None
    per_backer: Amount = 1
    delivers_at: SomeMoment = None
    position: Amount = 0

    def plan(self, timezone: str) -> RewardPlan:
        """Return the planned reward of a campaign in a time zone."""
        delivers_at = _last(self.delivers_at, timezone)
        return RewardPlan(**self.model_dump(exclude={"delivers_at"}), delivers_at=delivers_at)


class RewardEditForm(Form):
    """Changes to a reward: fields that are not sent stay; a `limit` of null removes it."""

    title: Name | None = None
    amount: Amount | None = None
    text: str | None = None
    limit: Amount | None = None
    per_backer: Amount | None = None
    delivers_at: SomeMoment = None
    position: Amount | None = None

    def changes(self, timezone: str) -> dict[str, Any]:
        """Return the fields that were sent, for a campaign in a time zone."""
        sent = self.model_dump(exclude_unset=True, exclude={"delivers_at"})
        sent["delivers_at"] = _last(self.delivers_at, timezone)
        return {name: value for name, value in sent.items() if value is not None or name == "limit"}


class UpdateForm(Form):
    """An update of a campaign, by default only for backers."""

    text: str = ""
    media_ids: Annotated[list[str], Many] = Field(default_factory=list)
    for_backers: Flag = True

    def update(self) -> CampaignUpdate:
        """Return the update."""
        return CampaignUpdate(self.text, self.media_ids, self.for_backers)


def render_campaign(found: CampaignView) -> "entities.Campaign":
    """Return a campaign; amounts are in the minor unit of its currency."""
    campaign = found.campaign
    return {
        **render_progress(campaign),
        "story": campaign.story,
        "story_html": html(campaign.story),
        "late_pledges": bool(campaign.late_pledges),
        "charging": _charging(campaign),
        "stretch_goals": [_stretch_goal(goal, campaign) for goal in campaign.stretch_goals],
        "created_at": timestamp(campaign.created_at),
        "launched_at": timestamp(campaign.launched_at) if campaign.launched_at else None,
        "ended_at": timestamp(campaign.ended_at) if campaign.ended_at else None,
        "post_id": campaign.post_id or None,
        "account": render_account(found.creator) if found.creator else None,
        "media_attachments": [render_media(item) for item in found.media],
        "rewards": [render_reward(reward, campaign.timezone) for reward in found.rewards],
    }


def _charging(campaign: Campaign) -> str:
    if campaign.kind == KEEP or campaign.is_open_late:
        return "at_once"
    return "banks_answered" if config.BELOW_GOAL == "keep" else "goal_held"


def _stretch_goal(goal: dict[str, Any], campaign: Campaign) -> "entities.StretchGoal":
    return {
        "amount": int(goal["amount"]),
        "title": goal["title"],
        # What is only pledged may never be collected.
        "is_reached": campaign.raised >= int(goal["amount"]),
    }


def render_reward(reward: Reward, timezone: str) -> "entities.Reward":
    """Return a reward, with the number left, and the day of its delivery in the campaign's time zone."""
    return {
        "id": reward.id,
        "title": reward.title,
        "text": reward.text,
        "amount": int(reward.amount),
        "limit": None if reward.left is None else int(reward.limit),
        "taken": int(reward.taken),
        "left": reward.left,
        "per_backer": int(reward.per_backer),
        "delivers_at": timestamp(reward.delivers_at) if reward.delivers_at else None,
        "delivers_on": day_of(int(reward.delivers_at), timezone).isoformat() if reward.delivers_at else None,
        "position": int(reward.position),
    }
