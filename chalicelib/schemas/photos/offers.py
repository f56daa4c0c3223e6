"""Posts that money opens, in the dialect of the Mastodon API: forms, link cards, and what extended clients read.

Source: https://docs.joinmastodon.org/entities/PreviewCard/
"""

from html import escape
from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import Field

from chalicelib import config
from chalicelib.models.money import currencies
from chalicelib.models.money.selling.tiers import Tier
from chalicelib.models.photos.posts import CAMPAIGN, PRICE, TIER, Post
from chalicelib.models.photos.sharing import discussions
from chalicelib.models.photos.sharing.audiences import LIST
from chalicelib.schemas.amounts import WholeNumber
from chalicelib.schemas.base import Flag, Form, Many
from chalicelib.schemas.photos.media import locked_size
from chalicelib.schemas.photos.sharing.person_tags import People
from chalicelib.schemas.text import profile_url
from chalicelib.services.photos.files import addresses
from chalicelib.services.photos.offers import Terms
from chalicelib.services.photos.views import PostView

if TYPE_CHECKING:
    from chalicelib.schemas import entities

Kept = Literal["camera", "lens", "exposure", "author", "licence", "serial_numbers", "place"]
KINDS = "^(public|unlisted|followers|me|close_friends|list|price|tier|campaign)$"


class PriceForm(Form):
    """What a post costs, in the minor unit of its currency."""

    amount: WholeNumber
    currency: str = Field(max_length=10)


class OfferForm(Form):
    """Who may see a post, where Mastodon has no word for it; without `access` it is what the rest says."""

    access: str | None = Field(default=None, pattern=KINDS)
    price: PriceForm | None = None
    tier_id: str | None = Field(default=None, max_length=100)
    campaign_id: str | None = Field(default=None, max_length=100)
    list_id: str | None = Field(default=None, max_length=100)
    level: WholeNumber = Field(default=0, ge=0)
    originals: Flag | None = None
    keeps: Annotated[list[Kept], Many] = Field(default_factory=list)
    # Who is tagged in the photos, all of them; nothing is said of them without it.
    people: People | None = None

    def chosen_originals(self) -> list[str] | bool | None:
        """Return what is kept of the metadata of originals; False where there are none to have, None if not said."""
        return sorted(set(self.keeps)) if self.originals else self.originals

    def terms(self) -> Terms | None:
        """Return what the author asks for, or None where it is nothing."""
        asked = {
            PRICE: self.price.model_dump() if self.price else None,
            TIER: {"tier_id": self.tier_id} if self.tier_id else None,
            CAMPAIGN: {"campaign_id": self.campaign_id, "level": self.level} if self.campaign_id else None,
            LIST: {"list_id": self.list_id} if self.list_id else None,
        }
        access = self.access or next((kind for kind, offer in asked.items() if offer), None)
        return Terms(access, asked.get(access)) if access else None


def unlock_url(post: Post) -> str:
    """Return the address of the page that leads to paying for a post."""
    return f"{config.PUBLIC_URL}/unlock/{post.id}"


def render_offer(view: PostView) -> "entities.StatusExtras":
    """Return who may see a post, and what opens it, for clients that know of it."""
    post, offer = view.post, _offered(view)
    is_priced = post.access == PRICE and bool(offer)
    return {
        "access": post.access,
        "locked": view.is_locked,
        "price": _price(offer) if is_priced else None,
        "tier": _tier(offer) if post.access == TIER and offer else None,
        "campaign": _campaign(offer) if post.access == CAMPAIGN and offer else None,
        # What lists an author has is nobody else's.
        "list_id": offer.get("list_id") if view.viewer_id == post.author_id else None,
        "archived": post.is_archived and not post.parent_id and view.viewer_id == post.author_id,
        "unlock_url": unlock_url(post) if view.is_locked else None,
        "pinned_comment_id": discussions.pinned_id(post),
    }


def _price(offer: dict[str, Any]) -> "entities.Price":
    amount, currency = int(offer["amount"]), offer["currency"]
    return {"amount": amount, "currency": currency, "text": currencies.text(amount, currency)}


def _tier(offer: dict[str, Any]) -> "entities.RequiredTier":
    return {"id": offer["tier_id"], "level": int(offer.get("level") or 0), "name": offer.get("name", "")}


def _campaign(offer: dict[str, Any]) -> "entities.RequiredCampaign":
    return {"id": offer["campaign_id"], "level": int(offer.get("level") or 0), "title": offer.get("title", "")}


def _title(view: PostView) -> str:
    post, offer = view.post, _offered(view)
    if post.access == PRICE and offer:
        return f"Unlock for {_price(offer)['text']}"
    if post.access == TIER:
        tier = f" ({offer['name']})" if offer.get("name") else ""
        return f"For subscribers of {_author(view)}{tier}"
    return f"For backers of {offer.get('title') or _author(view)}"


def _author(view: PostView) -> str:
    drawn = view.author.snapshot() if view.author else view.post.author
    return str(drawn["name"] or drawn["handle"])


def _handle(view: PostView) -> str:
    return str(view.author.handle if view.author else view.post.author["handle"])


def render_invitation(view: PostView) -> str:
    """Return the paragraph that leads to paying, for clients that draw no cards."""
    url = escape(unlock_url(view.post))
    link = f'<a href="{url}" target="_blank" rel="nofollow noopener noreferrer">{url}</a>'
    return f"<p>{escape(_title(view))}: {link}</p>"


def render_card(view: PostView) -> "entities.PreviewCard":
    """Return the link card that leads to paying for a locked post."""
    photos = view.post.body["media"]
    photo = photos[0] if photos else None
    width, height = locked_size(photo["width"], photo["height"]) if photo else (0, 0)
    count = f"{len(photos)} photos" if len(photos) > 1 else "1 photo"
    return {
        "url": unlock_url(view.post),
        "title": _title(view),
        "description": f"{count} by {_author(view)}",
        "language": None,
        "type": "link",
        "author_name": _author(view),
        "author_url": profile_url(_handle(view)),
        "provider_name": config.INSTANCE_TITLE,
        "provider_url": config.PUBLIC_URL,
        "html": "",
        "width": width,
        "height": height,
        "image": addresses.locked_address(photo["key"]) if photo else None,
        "image_description": "",
        "embed_url": "",
        "blurhash": photo["blurhash"] if photo else None,
        "published_at": None,
        "authors": [],
    }


def _offered(view: PostView) -> dict[str, Any]:
    """Return what opens a post, with the name that its tier has now, or the title of its campaign."""
    offer, offered = view.post.offer or {}, view.offered
    if not offer or offered is None:
        return offer
    return offer | ({"name": offered.name} if isinstance(offered, Tier) else {"title": offered.title})
