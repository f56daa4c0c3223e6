"""Say of a campaign what a link to it shows."""

from typing import TYPE_CHECKING

from chalicelib import config
from chalicelib.schemas.links.heads import Head, Picture
from chalicelib.schemas.links.preloads import OF_CAMPAIGN, OPEN, preload_of
from chalicelib.schemas.money.funding.progress import page_url, progress_text
from chalicelib.schemas.photos.media import render_media
from chalicelib.services.money.funding.campaigns import CampaignView

if TYPE_CHECKING:
    from chalicelib.schemas import entities


def pledge_url(campaign_id: str) -> str:
    """Return the address of the page on which one backs a campaign by name and password, without a script."""
    return f"{config.PUBLIC_URL}/checkout/campaigns/{campaign_id}"


def head_of_campaign(found: CampaignView) -> Head:
    """Return the head of a campaign's page: how far it is, and its story."""
    campaign, creator = found.campaign, found.creator
    cover = render_media(found.media[0]) if found.media else None
    by = f" by {creator.profile.get('display_name') or creator.handle}" if creator else ""
    return Head(
        title=f"{campaign.title or 'A campaign'}{by}",
        path=page_url(campaign).removeprefix(config.PUBLIC_URL),
        text=f"{progress_text(campaign)}. {campaign.story}",
        kind="article",
        picture=_picture(cover) if cover else None,
        first=preload_of(cover, OF_CAMPAIGN) if cover else None,
        is_indexed=creator is not None and not creator.silenced_at and not creator.profile.get("noindex"),
        onward=("Back this campaign", pledge_url(campaign.id)) if campaign.takes_pledges else None,
    )


def head_of_planning() -> Head:
    """Return the head of the pages on which a campaign is planned; they show nothing to anybody but its creator."""
    return Head("Campaigns", "/campaigns")


def _picture(cover: "entities.MediaAttachment") -> Picture | None:
    url = cover["preview_url"] or ""
    if not cover["meta"] or not url.startswith(OPEN):
        return None
    size = cover["meta"]["small"]
    return Picture(url, size["width"], size["height"], cover["description"] or "")
