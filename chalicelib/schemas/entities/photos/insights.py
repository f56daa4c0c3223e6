"""Numbers for one's own posts; Mastodon has none."""

from typing_extensions import TypedDict

from chalicelib.schemas.entities.kinds import Count, Date
from chalicelib.schemas.entities.photos.statuses import Status


class ViewsOfDay(TypedDict):
    """How often posts were seen in a day of UTC."""

    date: Date
    views: Count


class InsightsOfDay(ViewsOfDay):
    """The same, and how often the profile was."""

    profile_visits: Count


class SeenStatus(TypedDict):
    """One's own post, and how often it was seen in these days."""

    status: Status
    views: Count


class Insights(TypedDict):
    """The last thirty days that are over, the oldest first, and the posts that were seen most in them."""

    days: list[InsightsOfDay]
    views: Count
    profile_visits: Count
    statuses: list[SeenStatus]


class PostInsights(TypedDict):
    """The same of one post; how many saved it, of very many a thousand; and what anybody may see of it."""

    days: list[ViewsOfDay]
    views: Count
    saves: Count
    favourites_count: Count
    replies_count: Count
    reblogs_count: Count
