"""What is shown again, and what there is of it."""

from chalicelib.models.paging import Page
from chalicelib.models.people.accounts import Account
from chalicelib.models.photos.interactions.rows import Interaction
from chalicelib.models.photos.posts import Post
from chalicelib.models.photos.timelines import TimelineEntry
from chalicelib.models.talk.notifications import Notification
from chalicelib.services.photos import timelines


def home(reader: Account) -> list[tuple[str, str | None]]:
    """Return the posts of a home, each with what it shows where it is a reblog."""
    found = timelines.home(reader.id, Page()).views
    return [(view.post.id, view.reblogged.post.id if view.reblogged else None) for view in found]


def shown_to(reader: Account) -> list[str | None]:
    return [shown for _, shown in home(reader) if shown]


def rows() -> dict[str, int]:
    """Count what there is of reblogs."""
    reblogged = [post.id for post in Post.scan() if post.reblog_of_id]
    return {
        "posts": len(reblogged),
        "interactions": sum(1 for row in Interaction.scan() if row.reblog_id),
        "entries": sum(1 for row in TimelineEntry.scan() if row.post_id in reblogged or row.reblog_of_id),
        "notifications": sum(1 for row in Notification.scan() if row.kind == "reblog"),
    }


NOTHING = {"posts": 0, "interactions": 0, "entries": 0, "notifications": 0}
ONE = {"posts": 1, "interactions": 1, "entries": 2, "notifications": 1}
