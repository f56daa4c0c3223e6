"""Campaigns, with their rewards, updates and backers."""

from chalice import Blueprint, Response

from chalicelib.handlers.door import ANY_FORM, caller_id, fields, json_response, page_response, viewer_id
from chalicelib.handlers.keeping import same_for_all
from chalicelib.models.money.funding.campaigns import Campaign
from chalicelib.schemas.money.funding.campaigns import (
    CampaignEditForm,
    CampaignForm,
    RewardEditForm,
    RewardForm,
    UpdateForm,
    render_campaign,
    render_reward,
)
from chalicelib.schemas.money.funding.discovery import DiscoveryForm
from chalicelib.schemas.money.funding.pledges import render_backer
from chalicelib.schemas.pages import PageForm
from chalicelib.schemas.photos.posts import render_status
from chalicelib.services.money.funding import backers, campaigns, discovery, rewards, updates
from chalicelib.services.photos import views

bp = Blueprint(__name__)


@bp.route("/api/rossgram/v1/accounts/{account_id}/campaigns", methods=["GET"])
@same_for_all
def list_campaigns(account_id: str) -> Response:
    """Return a page of an account's campaigns; drafts are included only for their creator."""
    page = PageForm.parse(fields(bp.current_request)).page()
    found, filled = campaigns.listed(viewer_id(bp.current_request, "read:statuses"), account_id, page)
    entities = [render_campaign(one) for one in found]
    return page_response(bp.current_request, entities, filled.newest, filled.oldest, filled.has_more)


@bp.route("/api/rossgram/v1/campaigns", methods=["GET"])
@same_for_all
def discover_campaigns() -> Response:
    """Return campaigns to back: `list` is live (by launch), ending_soon, nearly_there, funded or followed.

    Live, funded and followed ones are paged by the ids of the posts that present them, the others by `offset`.
    """
    looking = viewer_id(bp.current_request, "read:statuses")
    form = DiscoveryForm.parse(fields(bp.current_request))
    found = form.find(looking)
    entities = [render_campaign(one) for one in campaigns.gather(discovery.campaigns_of(found.views))]
    return page_response(bp.current_request, entities, found.newest, found.oldest, found.has_more)


@bp.route("/api/rossgram/v1/campaigns", methods=["POST"], content_types=ANY_FORM)
def create_campaign() -> Response:
    """Plan a draft: `title`, `goal`, `currency`, `deadline`, `timezone`, `story`, `kind`, `stretch_goals`, `media_ids`.

    A deadline is a moment, or a date: then it is the last second of that day in the time zone, by its IANA name.
    """
    creator_id = caller_id(bp.current_request, "write:statuses")
    return _shown(campaigns.create(creator_id, CampaignForm.parse(fields(bp.current_request)).plan()))


@bp.route("/api/rossgram/v1/campaigns/{campaign_id}", methods=["GET"])
@same_for_all
def get_campaign(campaign_id: str) -> Response:
    """Return a campaign with its rewards and its progress."""
    return _shown(campaigns.find(viewer_id(bp.current_request, "read:statuses"), campaign_id))


@bp.route("/api/rossgram/v1/campaigns/{campaign_id}", methods=["PUT"], content_types=ANY_FORM)
def update_campaign(campaign_id: str) -> Response:
    """Change a draft; of a live campaign only its story, late pledges, and additional stretch goals."""
    creator_id = caller_id(bp.current_request, "write:statuses")
    timezone = campaigns.find_own(creator_id, campaign_id).timezone
    form = CampaignEditForm.parse(fields(bp.current_request))
    return _shown(campaigns.edit(creator_id, campaign_id, form.changes(timezone)))


@bp.route("/api/rossgram/v1/campaigns/{campaign_id}/launch", methods=["POST"], content_types=ANY_FORM)
def launch_campaign(campaign_id: str) -> Response:
    """Open a draft to backers until its deadline, 1 to 60 days ahead, and publish its post."""
    return _shown(campaigns.launch(caller_id(bp.current_request, "write:statuses"), campaign_id))


@bp.route("/api/rossgram/v1/campaigns/{campaign_id}/cancel", methods=["POST"], content_types=ANY_FORM)
def cancel_campaign(campaign_id: str) -> Response:
    """Cancel a campaign: cards are not charged, and payments are refunded."""
    return _shown(campaigns.cancel(caller_id(bp.current_request, "write:statuses"), campaign_id))


@bp.route("/api/rossgram/v1/campaigns/{campaign_id}/rewards", methods=["POST"], content_types=ANY_FORM)
def create_reward(campaign_id: str) -> Response:
    """Add a reward: `title`, `amount`, `text`, `limit`, `per_backer`, `delivers_at`, `position`."""
    creator_id = caller_id(bp.current_request, "write:statuses")
    timezone = campaigns.find_own(creator_id, campaign_id).timezone
    form = RewardForm.parse(fields(bp.current_request))
    return json_response(render_reward(rewards.add(creator_id, campaign_id, form.plan(timezone)), timezone))


@bp.route("/api/rossgram/v1/campaigns/{campaign_id}/rewards/{reward_id}", methods=["PUT"], content_types=ANY_FORM)
def update_reward(campaign_id: str, reward_id: str) -> Response:
    """Change a reward of a draft; of a live campaign only its text, position and limit."""
    creator_id = caller_id(bp.current_request, "write:statuses")
    timezone = campaigns.find_own(creator_id, campaign_id).timezone
    changes = RewardEditForm.parse(fields(bp.current_request)).changes(timezone)
    return json_response(render_reward(rewards.edit(creator_id, campaign_id, reward_id, changes), timezone))


@bp.route("/api/rossgram/v1/campaigns/{campaign_id}/rewards/{reward_id}", methods=["DELETE"])
def delete_reward(campaign_id: str, reward_id: str) -> Response:
    """Remove a reward that no backer has taken."""
    rewards.remove(caller_id(bp.current_request, "write:statuses"), campaign_id, reward_id)
    return json_response({})


@bp.route("/api/rossgram/v1/campaigns/{campaign_id}/updates", methods=["GET"])
@same_for_all
def list_updates(campaign_id: str) -> Response:
    """Return a page of a campaign's updates as statuses; those for backers only to backers."""
    looking = viewer_id(bp.current_request, "read:statuses")
    page = PageForm.parse(fields(bp.current_request)).page()
    listed = updates.listed(looking, campaigns.find(looking, campaign_id), page)
    entities = [render_status(shown) for shown in listed.views]
    return page_response(bp.current_request, entities, listed.newest, listed.oldest, listed.has_more)


@bp.route("/api/rossgram/v1/campaigns/{campaign_id}/updates", methods=["POST"], content_types=ANY_FORM)
def create_update(campaign_id: str) -> Response:
    """Publish an update of the caller's campaign: `text`, `media_ids`, and `for_backers` (by default true)."""
    creator_id = caller_id(bp.current_request, "write:statuses")
    form = UpdateForm.parse(fields(bp.current_request))
    key = bp.current_request.headers.get("idempotency-key", "")
    post = updates.publish(creator_id, campaign_id, form.update(), key)
    return json_response(render_status(views.of_posts(creator_id, [post])[0]))


@bp.route("/api/rossgram/v1/campaigns/{campaign_id}/backers", methods=["GET"])
@same_for_all
def list_backers(campaign_id: str) -> Response:
    """Return a page of backers. Only the creator sees anonymous backers' names, and the pledges."""
    looking = viewer_id(bp.current_request, "read:statuses")
    campaign = campaigns.find(looking, campaign_id)
    found, filled = backers.listed(looking, campaign, PageForm.parse(fields(bp.current_request)).page())
    entities = [render_backer(one, for_creator=looking == campaign.creator_id) for one in found]
    return page_response(bp.current_request, entities, filled.newest, filled.oldest, filled.has_more)


def _shown(campaign: Campaign) -> Response:
    return json_response(render_campaign(campaigns.gather([campaign])[0]))
