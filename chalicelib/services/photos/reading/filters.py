"""Say which of a viewer's filters match a post, and name posts in them."""

from chalicelib.models.base import now
from chalicelib.models.people.reading.filters import FilteredPost
from chalicelib.services.people.reading import filters
from chalicelib.services.people.reading.matching import Match, matches
from chalicelib.services.photos import views
from chalicelib.services.photos.polls.asking import post_poll
from chalicelib.services.photos.views import PostView


def add_post(account_id: str, filter_id: str, post_id: str) -> FilteredPost:
    """Name a post that one sees in a filter. Raises NotFound without either."""
    filters.find(account_id, filter_id)
    views.find(account_id, post_id)
    return filters.add_post(account_id, filter_id, post_id)


def matched(view: PostView) -> list[Match]:
    """Return the viewer's filters that match a post, by its words, its poll and what its photos are said to show.

    What a locked post keeps back is not searched: a filter would tell of it.
    """
    if not view.filters:
        return []
    body = view.post.body
    kept_back = [*(str(photo.get("alt") or "") for photo in body["media"]), *post_poll(view.post).get("options", [])]
    shown = [] if view.is_locked else kept_back
    return matches(view.filters, view.post.id, "\n\n".join([body["spoiler"], body["caption"], *shown]), now())
