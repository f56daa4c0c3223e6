"""Publish updates of a campaign, for everybody or for its backers only."""

from dataclasses import dataclass, field
from functools import partial

from chalicelib.errors import Unprocessable
from chalicelib.models.money.funding.campaigns import DRAFT, Campaign
from chalicelib.models.money.funding.updates import Update
from chalicelib.models.money.grants import Grant, campaign_key
from chalicelib.models.money.payments.origins import Write
from chalicelib.models.paging import Page
from chalicelib.models.photos.posts import CAMPAIGN, PUBLIC, Post
from chalicelib.services.money.funding.campaigns import find_own
from chalicelib.services.photos import posts, views
from chalicelib.services.photos.offers import FOR_BACKERS
from chalicelib.services.photos.posts import Draft
from chalicelib.services.photos.views import PostPage


@dataclass(frozen=True)
class CampaignUpdate:
    """An update as its creator writes it."""

    text: str
    media_ids: list[str] = field(default_factory=list)
    is_for_backers: bool = True


def publish(creator_id: str, campaign_id: str, update: CampaignUpdate, idempotency_key: str = "") -> Post:
    """Publish an update as a post. One for backers is delivered to those backers who follow the creator.

    Only backers can read it; neither funding nor a stretch goal opens it to anybody else. The post and its place among
    the updates are one transaction.
    """
    campaign = find_own(creator_id, campaign_id)
    if campaign.state == DRAFT or not campaign.launched_at:
        raise Unprocessable("Validation failed: This campaign was not launched yet")
    offer = {"campaign_id": campaign.id, FOR_BACKERS: True} if update.is_for_backers else None
    access = CAMPAIGN if update.is_for_backers else PUBLIC
    draft = Draft(caption=update.text, media_ids=update.media_ids, access=access, offer=offer)

    def listed_in(post: Post) -> Write:
        return Update.of(campaign.id, post.id, is_for_backers=update.is_for_backers).add

    return posts.publish(creator_id, draft, idempotency_key, joined=listed_in)


def listed(viewer_id: str | None, campaign: Campaign, page: Page) -> PostPage:
    """Return a page of a campaign's updates that the viewer may see."""
    key = campaign_key(campaign.id)
    is_backer = viewer_id == campaign.creator_id or bool(viewer_id and Grant.among([(viewer_id, key)]))
    return views.gather(
        partial(Update.ids_of, campaign.id, is_backer=is_backer), partial(views.find_many, viewer_id), page
    )
