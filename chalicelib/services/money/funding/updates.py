"""Tell the news of a campaign, to everybody or to its backers alone."""

from dataclasses import dataclass, field

from chalicelib.errors import Unprocessable
from chalicelib.models.money.funding.campaigns import DRAFT, Campaign, Update
from chalicelib.models.paging import Page
from chalicelib.models.photos.posts import CAMPAIGN, PUBLIC, Post
from chalicelib.services.money.funding.campaigns import find_own
from chalicelib.services.photos import posts, views
from chalicelib.services.photos.offers import FOR_BACKERS
from chalicelib.services.photos.posts import Draft
from chalicelib.services.photos.views import PostPage


@dataclass(frozen=True)
class News:
    """What a creator has to tell."""

    text: str
    media_ids: list[str] = field(default_factory=list)
    is_for_backers: bool = True


def publish(creator_id: str, campaign_id: str, news: News, idempotency_key: str = "") -> Post:
    """Publish news as a post. Where they are for backers, they reach the timelines of those who follow, and no others.

    Whoever pledged or paid reads them; neither funding nor a stretch goal opens them to anybody else.
    """
    campaign = find_own(creator_id, campaign_id)
    if campaign.state == DRAFT or not campaign.launched_at:
        raise Unprocessable("Validation failed: This campaign was not launched yet")
    offer = {"campaign_id": campaign.id, FOR_BACKERS: True} if news.is_for_backers else None
    access = CAMPAIGN if news.is_for_backers else PUBLIC
    draft = Draft(caption=news.text, media_ids=news.media_ids, access=access, offer=offer)
    post = posts.publish(creator_id, draft, idempotency_key)
    Update(campaign.id, post.id).save()
    return post


def listed(viewer_id: str | None, campaign: Campaign, page: Page) -> PostPage:
    """Return a page of a campaign's news that the viewer may see."""
    return views.gather(
        lambda turned: Update.ids_of(campaign.id, turned), lambda ids: views.find_many(viewer_id, ids), page
    )
