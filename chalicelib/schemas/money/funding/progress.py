"""Render a campaign's progress: as a line of text, as a link card, and as numbers."""

from html import escape
from typing import TYPE_CHECKING

from chalicelib import config
from chalicelib.models.base import now
from chalicelib.models.money import currencies
from chalicelib.models.money.funding.campaigns import (
    CANCELLED,
    COLLECTING,
    DRAFT,
    FAILED,
    FUNDED,
    PARTLY_COLLECTED,
    Campaign,
)
from chalicelib.schemas.text import timestamp
from chalicelib.services.days import moment_text

if TYPE_CHECKING:
    from chalicelib.schemas import entities

DAY, HOUR, MINUTE = 86_400, 3_600, 60
STATES = {
    DRAFT: "not open yet",
    COLLECTING: "ended, banks are being asked",
    FUNDED: "funded",
    PARTLY_COLLECTED: "ended below its goal",
    FAILED: "not funded",
    CANCELLED: "cancelled",
}


def page_url(campaign: Campaign) -> str:
    """Return the address of a campaign's page."""
    return f"{config.PUBLIC_URL}/campaigns/{campaign.id}"


def progress_text(campaign: Campaign) -> str:
    """Return `12,300 of 20,000 EUR (61 %) · 48 backers · 12 days left`; percents are rounded down."""
    sums = f"{_number(campaign.reached, campaign.currency)} of {_number(int(campaign.goal), campaign.currency)}"
    backers = int(campaign.backers_count)
    people = "1 backer" if backers == 1 else f"{backers:,} backers"
    return f"{sums} {campaign.currency.upper()} ({percent(campaign)} %) · {people} · {_phase(campaign)}"


def percent(campaign: Campaign) -> int:
    """Return how much of the goal is reached, in whole percent."""
    return campaign.reached * 100 // int(campaign.goal)


def _number(amount: int, currency: str) -> str:
    """Return an amount with thousands separators, and decimals only if they are not 0."""
    digits = currencies.exponent(currency)
    whole, part = divmod(amount, 10**digits)
    return f"{whole:,}.{part:0{digits}d}" if part else f"{whole:,}"


def _phase(campaign: Campaign) -> str:
    if campaign.state == FUNDED and campaign.takes_pledges:
        return "funded, still open"
    if campaign.state in STATES:
        return STATES[campaign.state]
    left = int(campaign.deadline or 0) - now()
    if left <= 0:
        return "ended"
    for size, name in ((DAY, "days"), (HOUR, "hours")):
        if left >= 2 * size:
            return f"{left // size} {name} left"
    return f"{max(1, left // MINUTE)} minutes left"


def render_progress(campaign: Campaign) -> "entities.Progress":
    """Return a campaign's progress as numbers; amounts are minor units."""
    return {
        "id": campaign.id,
        "url": page_url(campaign),
        "title": campaign.title,
        "state": campaign.state,
        "kind": campaign.kind,
        "currency": campaign.currency,
        "goal": int(campaign.goal),
        "pledged": int(campaign.pledged),
        "raised": int(campaign.raised),
        "reached": campaign.reached,
        "percent": percent(campaign),
        "backers_count": int(campaign.backers_count),
        "deadline": timestamp(campaign.deadline) if campaign.deadline else None,
        "deadline_text": moment_text(int(campaign.deadline), campaign.timezone) if campaign.deadline else None,
        "timezone": campaign.timezone,
        "is_open": campaign.takes_pledges,
        "text": progress_text(campaign),
    }


def progress_paragraph(campaign: Campaign) -> str:
    """Return the paragraph that ends a campaign's post, with the link to its page."""
    url = escape(page_url(campaign))
    link = f'<a href="{url}" target="_blank" rel="nofollow noopener noreferrer">{url}</a>'
    return f"<p>{escape(progress_text(campaign))}<br />{link}</p>"


def card(
    campaign: Campaign, author: dict[str, str], photo: "entities.MediaAttachment | None"
) -> "entities.PreviewCard":
    """Return the link card to a campaign's page, with a photo's preview. `author` has a name and a url.

    Source: https://docs.joinmastodon.org/entities/PreviewCard/
    """
    size = photo["meta"].get("small") if photo else None
    return {
        "url": page_url(campaign),
        "title": campaign.title,
        "description": progress_text(campaign),
        "language": None,
        "type": "link",
        "author_name": author["name"],
        "author_url": author["url"],
        "provider_name": config.INSTANCE_TITLE,
        "provider_url": config.PUBLIC_URL,
        "html": "",
        "width": size["width"] if size else 0,
        "height": size["height"] if size else 0,
        "image": photo["preview_url"] if photo else None,
        "image_description": "",
        "embed_url": "",
        "blurhash": photo["blurhash"] if photo else None,
        "published_at": None,
        "authors": [],
    }
