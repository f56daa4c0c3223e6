"""Plan rewards for pledges to a campaign."""

from typing import Any

from chalicelib.errors import NotFound, Unprocessable
from chalicelib.models.base import GuardFailed
from chalicelib.models.money.funding.campaigns import DRAFT, LIVE, Campaign
from chalicelib.models.money.funding.rewards import Reward
from chalicelib.models.money.payments.origins import write_all
from chalicelib.services.money.funding.campaigns import find_own
from chalicelib.services.money.funding.plans import MOST_REWARDS, RewardPlan

# What may change of a reward that backers may have taken; its price and title stay.
WHILE_LIVE = {"text", "limit", "position"}
ENDED = "Validation failed: This campaign has ended"


def add(creator_id: str, campaign_id: str, plan: RewardPlan) -> Reward:
    """Add a reward to the creator's campaign, while it is a draft or live."""
    campaign = _editable(creator_id, campaign_id)
    plan.check(campaign.currency)
    if len(Reward.of(campaign_id)) >= MOST_REWARDS:
        raise Unprocessable(f"Validation failed: At most {MOST_REWARDS} rewards")
    reward = Reward(campaign_id, **vars(plan))
    _write(campaign, reward.add)
    return reward


def edit(creator_id: str, campaign_id: str, reward_id: str, changes: dict[str, Any]) -> Reward:
    """Change a reward of a draft; of a live campaign only its text, position and limit.

    Raises Unprocessable for a limit below the number already taken.
    """
    campaign = _editable(creator_id, campaign_id)
    reward = _find(campaign_id, reward_id)
    frozen = sorted(name for name in changes.keys() - WHILE_LIVE if changes[name] != getattr(reward, name))
    if campaign.state != DRAFT and frozen:
        raise Unprocessable(f"Validation failed: People back it by now, so these stay: {', '.join(frozen)}")
    held = {name: getattr(reward, name) for name in RewardPlan.__dataclass_fields__}
    RewardPlan(**held | changes).check(campaign.currency)
    _write(campaign, reward.changed(changes), "Validation failed: More than that were taken by now")
    return _find(campaign_id, reward_id)


def remove(creator_id: str, campaign_id: str, reward_id: str) -> None:
    """Remove a reward that no backer has taken."""
    campaign = _editable(creator_id, campaign_id)
    reward = _find(campaign_id, reward_id)
    _write(campaign, reward.remove, "Validation failed: Somebody has taken this reward")


def _editable(creator_id: str, campaign_id: str) -> Campaign:
    campaign = find_own(creator_id, campaign_id)
    if campaign.state not in (DRAFT, LIVE):
        raise Unprocessable(ENDED)
    return campaign


def _find(campaign_id: str, reward_id: str) -> Reward:
    found = Reward.find_all(campaign_id, [reward_id]).get(reward_id)
    if found is None:
        raise NotFound
    return found


def _write(campaign: Campaign, write: Any, refusal: str = ENDED) -> None:
    try:
        write_all(campaign.move(only_if=campaign.while_in(campaign.state)), write)
    except GuardFailed as failed:
        raise Unprocessable(ENDED if 0 in failed.positions else refusal) from failed
