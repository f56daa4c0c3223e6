"""Reports of what was seen, and numbers for one's own posts."""

from typing import TYPE_CHECKING, Annotated

from pydantic import Field

from chalicelib.schemas.base import Form
from chalicelib.schemas.photos.posts import render_status
from chalicelib.services.photos.insights.reading import Day, OfAccount, OfPost
from chalicelib.services.photos.insights.reporting import MOST_ACCOUNTS, MOST_POSTS

if TYPE_CHECKING:
    from chalicelib.schemas import entities

Seen = Annotated[str, Field(pattern="^[0-9]{1,20}$")]


class SeenForm(Form):
    """What somebody has seen since they reported last: posts, and profiles, by their ids."""

    status_ids: list[Seen] = Field(default_factory=list, max_length=MOST_POSTS)
    account_ids: list[Seen] = Field(default_factory=list, max_length=MOST_ACCOUNTS)


def render_insights(found: OfAccount) -> "entities.Insights":
    """Return the numbers of one's own posts, and those that were seen most."""
    return {
        "days": [{"date": one.day, "views": one.views, "profile_visits": one.profile_visits} for one in found.days],
        "views": sum(one.views for one in found.days),
        "profile_visits": sum(one.profile_visits for one in found.days),
        "statuses": [{"status": render_status(view), "views": number} for view, number in found.leading],
    }


def render_post_insights(found: OfPost) -> "entities.PostInsights":
    """Return the numbers of one post."""
    return {
        "days": [_day(one) for one in found.days],
        "views": sum(one.views for one in found.days),
        "saves": found.saves,
        "favourites_count": int(found.post.likes_count),
        "replies_count": int(found.post.comments_count),
        "reblogs_count": int(found.post.reblogs_count),
    }


def _day(day: Day) -> "entities.ViewsOfDay":
    return {"date": day.day, "views": day.views}
