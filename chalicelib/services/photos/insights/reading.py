"""Show somebody how often their posts and their profile were seen; nobody else is shown it."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial

from chalicelib import config
from chalicelib.errors import NotFound
from chalicelib.models import rounds
from chalicelib.models.photos.bookmarks import Bookmark
from chalicelib.models.photos.insights.insight_days import DAYS, InsightDay, Seen
from chalicelib.models.photos.posts import Post
from chalicelib.services.photos import posts, views
from chalicelib.services.photos.insights import reporting
from chalicelib.services.photos.views import PostView

# Who saved a post is counted up to so many.
MOST_SAVED = 1_000
MOST_LEADING = 12


@dataclass(frozen=True)
class Day:
    """How often posts, and the profile, were seen in a day of UTC."""

    day: str
    views: int
    profile_visits: int = 0


@dataclass(frozen=True)
class OfAccount:
    """The days that are over, the oldest first, and the posts that were seen most in them, each with its views."""

    days: list[Day]
    leading: list[tuple[PostView, int]]


@dataclass(frozen=True)
class OfPost:
    """The days that are over, the oldest first, and how many saved the post, of very many MOST_SAVED."""

    post: Post
    days: list[Day]
    saves: int


def of_account(account_id: str) -> OfAccount:
    """Return the numbers of somebody's own posts of the last DAYS days. Raises NotFound where nothing is counted."""
    seen = _seen(account_id)
    total: Counter[str] = Counter()
    for one in seen.values():
        total.update(one.posts)
    most = total.most_common(2 * MOST_LEADING)
    # What was deleted meanwhile was seen all the same, and is not among what is shown.
    found = {view.post.id: view for view in views.find_many(account_id, [post_id for post_id, _ in most])}
    leading = [(found[post_id], number) for post_id, number in most if post_id in found]
    return OfAccount([_day(day, seen.get(day, Seen())) for day in _days()], leading[:MOST_LEADING])


def _day(day: str, seen: Seen) -> Day:
    return Day(day, seen.views, seen.profile_visits)


def of_post(account_id: str, post_id: str) -> OfPost:
    """Return the numbers of one's own post. Raises NotFound for any other, for a message, and if nothing is counted."""
    post, (seen, saves) = rounds.both(
        partial(posts.find_own, account_id, post_id),
        partial(rounds.both, partial(_seen, account_id), partial(Bookmark.number, post_id, MOST_SAVED)),
    )
    if post.is_message:
        raise NotFound
    days = [Day(day, seen.get(day, Seen()).posts[post_id]) for day in _days()]
    return OfPost(post, days, saves)


def _seen(account_id: str) -> dict[str, Seen]:
    if not config.INSIGHTS:
        raise NotFound
    # Where nobody looks at anything on the next day, whoever looks at their numbers has the day before added up.
    reporting.add_up_yesterday()
    return InsightDay.since(account_id, _days()[0])


def _days() -> list[str]:
    last = date.fromisoformat(reporting.yesterday())
    return [(last - timedelta(days=ago)).isoformat() for ago in reversed(range(DAYS))]
