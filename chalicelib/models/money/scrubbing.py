"""Take the words of an account that left off what the books keep of it: campaigns, rewards, tiers."""

from typing import Any

from chalicelib.models.base import assignments, guarded
from chalicelib.models.money.funding.campaigns import Campaign
from chalicelib.models.money.funding.rewards import Reward
from chalicelib.models.money.selling.tiers import Tier

CAMPAIGN, REWARD, TIER = "Deleted campaign", "Deleted reward", "Deleted tier"


def scrub_campaign(campaign: Campaign) -> bool:
    """Take away what a campaign and its rewards say, and leave what they count; False where that is done."""
    scrubbed = [_scrub(reward, {"title": REWARD, "text": ""}) for reward in Reward.of(campaign.id)]
    goals = [{**goal, "title": ""} if "title" in goal else goal for goal in campaign.stretch_goals]
    words = {"title": CAMPAIGN, "story": "", "stretch_goals": goals, "media_ids": []}
    # The campaign goes last: a run that was cut finds it as it was.
    return any([*scrubbed, _scrub(campaign, words)])


def scrub_tier(tier: Tier) -> bool:
    """Take away what a tier says, and leave what it costs; False where that is done."""
    return _scrub(tier, {"name": TIER, "text": ""})


def _scrub(row: Any, words: dict[str, Any]) -> bool:
    if all(getattr(row, name) == value for name, value in words.items()):
        return False
    model = type(row)
    return guarded(lambda: row.update(assignments(model, words), condition=model.id.exists()))
