"""Posts that are held back until a campaign is launched: on the lists of their author alone, and then on all."""

from chalicelib.models.base import assignments, guarded
from chalicelib.models.money.funding.campaigns import Campaign
from chalicelib.models.photos.lists import listings
from chalicelib.models.photos.posts import CAMPAIGN, Post


def awaits_launch(post: Post) -> bool:
    """Tell whether a post leads to a campaign of its author's that was not launched: nobody else is shown it yet."""
    campaign_id = (post.offer or {}).get("campaign_id") if post.access == CAMPAIGN and post.shows_lock else None
    return any(not campaign.is_public for campaign in Campaign.find_all([campaign_id] if campaign_id else []))


def release(author_id: str, campaign_id: str) -> list[str]:
    """Put the posts on all lists that were held back until a campaign was launched, and return their ids."""
    own = listings.names(author_id, (listings.OWN,), comments=False)
    ids = [row.id for name in own for row in Post.listings.query(name)]
    held = [post for post in Post.find_all(ids).values() if post.shows_lock and _is_for(post, campaign_id)]
    return [post.id for post in held if list_for_all(post)]


def _is_for(post: Post, campaign_id: str) -> bool:
    """Tell whether a post is for the backers of a campaign."""
    return post.access == CAMPAIGN and (post.offer or {}).get("campaign_id") == campaign_id


def list_for_all(post: Post) -> bool:
    """Put a post on all lists that was held back; False where it was changed since it was read."""
    post.enlist(is_held=False)
    values = {"listing": post.listing, "public": post.public, "version": post.version + 1}
    return guarded(lambda: post.update(assignments(Post, values), condition=Post.version == post.version))
