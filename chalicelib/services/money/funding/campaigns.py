"""Plan, launch and cancel campaigns."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from chalicelib.errors import NotFound, Unavailable, Unprocessable
from chalicelib.gateways import queue
from chalicelib.models.base import GuardFailed, now
from chalicelib.models.batches import Key, fetch
from chalicelib.models.filling import Filled, fill
from chalicelib.models.money.funding.campaigns import CANCELLED, DRAFT, LIVE, Campaign
from chalicelib.models.money.funding.rewards import Reward
from chalicelib.models.money.payments.origins import Write, write_all
from chalicelib.models.paging import Page
from chalicelib.models.people.accounts import Account
from chalicelib.models.photos.media import Media
from chalicelib.models.photos.posts import Post
from chalicelib.models.rounds import each
from chalicelib.services.money.creators.sellers import find_seller
from chalicelib.services.money.funding import backers, plans
from chalicelib.services.money.funding.plans import Plan
from chalicelib.services.money.payments import round_trips
from chalicelib.services.people.relationships import blocks
from chalicelib.services.photos import posts
from chalicelib.services.photos.posts import Draft

RACES = 5
# What may still change once the campaign is live.
WHILE_LIVE = {"story", "late_pledges", "stretch_goals"}
LONGEST_OPENING = 1500


def create(creator_id: str, plan: Plan) -> Campaign:
    """Create a draft, which only its creator sees."""
    plan.check()
    plans.check_media(creator_id, plan)
    (campaign := Campaign(creator_id=creator_id, **plan.values())).create()
    return campaign


def edit(creator_id: str, campaign_id: str, changes: dict[str, Any]) -> Campaign:
    """Change a draft; of a live campaign only its story, late pledges, and additional stretch goals."""
    for _ in range(RACES):
        campaign = find_own(creator_id, campaign_id)
        changed = {name: value for name, value in changes.items() if value != getattr(campaign, name)}
        _check_changes(campaign, changed)
        plan = plan_of(campaign, changes)
        if campaign.state == DRAFT:
            plan.check()
            plans.check_media(creator_id, plan)
        else:
            plans.check_words(plan.title, plan.story)
            plans.check_stretch_goals(plan.stretch_goals, plan.goal, plan.currency)
        if not changed or _write(campaign, **changed):
            return Campaign.find(campaign_id)
    raise Unavailable


def _check_changes(campaign: Campaign, changed: dict[str, Any]) -> None:
    if campaign.state not in (DRAFT, LIVE) and changed:
        raise Unprocessable("Validation failed: This campaign has ended")
    frozen = sorted(changed.keys() - WHILE_LIVE)
    if campaign.state != DRAFT and frozen:
        raise Unprocessable(f"Validation failed: People back it by now, so these stay: {', '.join(frozen)}")
    goals = changed.get("stretch_goals", campaign.stretch_goals)
    if campaign.state != DRAFT and goals[: len(campaign.stretch_goals)] != campaign.stretch_goals:
        raise Unprocessable("Validation failed: Stretch goals may be added, and those that are there stay")


def plan_of(campaign: Campaign, changes: dict[str, Any] | None = None) -> Plan:
    """Return a campaign's plan, with changes applied."""
    return Plan(**{name: getattr(campaign, name) for name in Plan.__dataclass_fields__} | (changes or {}))


def launch(creator_id: str, campaign_id: str) -> Campaign:
    """Open a draft to backers and publish the post that shows its progress, in one transaction."""
    for _ in range(RACES):
        campaign = find_own(creator_id, campaign_id)
        if campaign.state != DRAFT:
            raise Unprocessable("Validation failed: This campaign was launched before")
        _check_launch(campaign)
        if _go_live(campaign):
            return Campaign.find(campaign_id)
    raise Unavailable


def _go_live(campaign: Campaign) -> bool:
    """Publish the post and write that the campaign is live; False where the draft was changed meanwhile."""

    def live(post: Post) -> Write:
        return campaign.changed(state=LIVE, post_id=post.id, launched_at=now(), due_at=campaign.deadline)

    try:
        posts.publish(campaign.creator_id, _draft_of(campaign), f"campaign:{campaign.id}", joined=live)
    except (GuardFailed, Unprocessable):
        if Campaign.find(campaign.id).version == campaign.version:
            raise
        return False
    return True


def _check_launch(campaign: Campaign) -> None:
    plan_of(campaign).check()
    if campaign.deadline is None:
        raise Unprocessable("Validation failed: Deadline can't be blank")
    for reward in Reward.of(campaign.id):
        plans.check_amount("Amount of a reward", int(reward.amount), campaign.currency)
    find_seller(campaign.creator_id)
    round_trips.check_launch(str(campaign.creator_id))  # Last, since it counts the launch.


def _draft_of(campaign: Campaign) -> Draft:
    opening = campaign.story[:LONGEST_OPENING].strip()
    caption = f"{campaign.title}\n\n{opening}".strip()
    return Draft(caption=caption, media_ids=list(campaign.media_ids), campaign_id=campaign.id)


def cancel(creator_id: str, campaign_id: str) -> Campaign:
    """Cancel a campaign: its pledges are released and its payments refunded, page by page in a queue.

    A crash before the message is sent loses nothing, because the campaign stays due.
    """
    for _ in range(RACES):
        campaign = find_own(creator_id, campaign_id)
        if campaign.state == CANCELLED:
            return campaign
        if campaign.state not in (DRAFT, LIVE):
            raise Unprocessable("Validation failed: This campaign has ended, and cannot be cancelled")
        round_trips.cancel_campaign(campaign)
        if _write(campaign, state=CANCELLED, ended_at=now(), due_at=now() if campaign.state == LIVE else None):
            queue.send("pledges", campaign_id=campaign.id)
            return Campaign.find(campaign_id)
    raise Unavailable


def _write(campaign: Campaign, **values: Any) -> bool:
    try:
        write_all(campaign.changed(**values))
    except GuardFailed:
        return False
    return True


def find(viewer_id: str | None, campaign_id: str) -> Campaign:
    """Return a campaign; a draft, or one that was cancelled before it was launched, is its creator's alone."""
    campaign = Campaign.find(campaign_id)
    if campaign.creator_id != viewer_id and not (campaign.is_public and backers.may_find(viewer_id, campaign)):
        raise NotFound
    return campaign


def find_own(creator_id: str, campaign_id: str) -> Campaign:
    """Return a campaign to its creator, or raise NotFound."""
    campaign = Campaign.find(campaign_id)
    if campaign.creator_id != creator_id:
        raise NotFound
    return campaign


@dataclass(frozen=True)
class CampaignView:
    """A campaign with its creator, photos and rewards."""

    campaign: Campaign
    creator: Account | None
    media: list[Media]
    rewards: list[Reward]


def gather(campaigns: Sequence[Campaign]) -> list[CampaignView]:
    """Return campaigns with what is shown of them: one round trip, and one for all their rewards."""
    keys: list[Key] = [(Account, one.creator_id, None) for one in campaigns]
    keys += [(Media, media_id, None) for one in campaigns for media_id in one.media_ids]
    found = fetch(keys)
    made = []
    rewards = each([partial(Reward.of, one.id) for one in campaigns])
    for one, offered in zip(campaigns, rewards, strict=True):
        creator = found.get((Account, one.creator_id, None))
        media = [found.get((Media, media_id, None)) for media_id in one.media_ids]
        photos = [item for item in media if isinstance(item, Media) and _is_shown(item, one)]
        made.append(CampaignView(one, creator if isinstance(creator, Account) else None, photos, offered))
    return made


def _is_shown(item: Media, campaign: Campaign) -> bool:
    """Tell whether whoever sees the campaign may see a photo: its post's or its draft's, and no other post's by now."""
    return item.is_ready and item.post_id == (campaign.post_id or None)


def listed(viewer_id: str | None, creator_id: str, page: Page) -> tuple[list[CampaignView], Filled[Campaign]]:
    """Return a page of an account's campaigns, without the drafts unless they are the viewer's own. Raises NotFound."""
    blocks.find_shown(viewer_id, creator_id)

    def show(ids: list[str]) -> list[tuple[str, Campaign]]:
        return [(one.id, one) for one in Campaign.find_all(ids) if one.is_public or one.creator_id == viewer_id]

    filled = fill(partial(Campaign.ids_of, creator_id), show, page)
    return gather(filled.shown), filled
