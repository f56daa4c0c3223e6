"""Count what people look at these days, from what is public: who looks at something is not known, and not asked.

What leads is found among the newest public photos and what led before. A run that is cut, or runs beside another,
changes nothing but how old the count is.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import partial

from chalicelib.models import rounds
from chalicelib.models.base import id_time, now
from chalicelib.models.paging import Page
from chalicelib.models.people.accounts import Account
from chalicelib.models.photos.bookmarks import Bookmark
from chalicelib.models.photos.posts import Post
from chalicelib.models.photos.search.trends import Counted, Trend, Trends
from chalicelib.services.photos import views
from chalicelib.services.photos.text import tags_in
from chalicelib.services.photos.trends import showing
from chalicelib.services.photos.views import PostView

DAY = 86400
# So many of the newest public photos are looked at, and what led before, as long as it is of these days.
LOOKED_AT, DAYS = 500, 7
# Of so many that lead it is counted how often they were saved, up to a most.
FINALISTS, MOST_SAVED = 100, 100
# Of one author so many lead, and of a caption so many hashtags count.
OF_ONE_AUTHOR, OF_ONE_POST = 3, 10
MOST_POSTS, MOST_TAGS, MOST_PEOPLE = 100, 20, 80
# What one person writes, however often, is no trend.
FEWEST_PEOPLE = 2
# A like counts half as much after so many hours as in the first two, and less and less.
YOUNG_HOURS, FADING = 2.0, 1.5


def count() -> Counted:
    """Count what leads, and put it in the place of the last count."""
    before = Trends.whole()
    newest = Post.public_ids(Page(limit=LOOKED_AT), only_media=True)
    since = now() - DAYS * DAY
    wanted = [one for one in dict.fromkeys([*newest.rows, *(one for one, _ in before.posts)]) if id_time(one) >= since]
    found = [view for view in views.for_timelines(views.find_many(None, wanted)) if showing.is_for_all(view)]
    # Of days that began before the oldest of them, more may have been counted earlier.
    oldest = id_time(newest.rows[-1]) if newest.has_more else 0.0
    tags = _tags(found, oldest, before.tags)
    counted = Counted(_leading(found), tags, _people(found), before.kept_out)
    Trends.replace(counted)
    Trends.let_go({one for one in before.kept_out if not one.startswith("#") and id_time(one) < since})
    return counted


def _leading(found: Sequence[PostView]) -> list[tuple[str, str]]:
    """Return the posts that lead, so many of one author at most."""
    finalists = sorted((view.post for view in found if _score(view.post)), key=_score, reverse=True)[:FINALISTS]
    saved = rounds.each([partial(Bookmark.number, post.id, MOST_SAVED) for post in finalists])
    scores = {post.id: _score(post, saves) for post, saves in zip(finalists, saved, strict=True)}
    taken: Counter[str] = Counter()
    leading = []
    for post in sorted(finalists, key=lambda post: scores[post.id], reverse=True):
        taken[post.author_id] += 1
        if taken[post.author_id] <= OF_ONE_AUTHOR:
            leading.append((post.id, post.author_id))
    return leading[:MOST_POSTS]


def _score(post: Post, saves: int = 0) -> float:
    """Return how much a post is looked at for its age. Many comments of few people count no more than its likes."""
    likes = int(post.likes_count)
    worth = likes + 2 * saves + min(int(post.comments_count), likes) + min(int(post.reblogs_count), likes)
    hours = max(0.0, now() - id_time(post.id)) / 3600
    return float(worth / (1 + hours / YOUNG_HOURS) ** FADING)


def _tags(found: Iterable[PostView], oldest: float, before: Iterable[Trend]) -> list[Trend]:
    """Return the hashtags that lead, by how many people used them, the last days before those ahead of them."""
    days = [(now() // DAY - ago) * DAY for ago in range(DAYS)]
    uses: dict[str, dict[int, list[str]]] = {}
    for view in found:
        day = int(id_time(view.post.id)) // DAY * DAY
        for name in tags_in(view.post.body["caption"])[:OF_ONE_POST]:
            uses.setdefault(name, {}).setdefault(day, []).append(view.post.author_id)
    known = {one.name: one.days for one in before}
    counted = [Trend(name, _days(uses.get(name, {}), days, oldest, known.get(name, {}))) for name in {**known, **uses}]
    people = {name: len({one for authors in by_day.values() for one in authors}) for name, by_day in uses.items()}

    def is_of_many(one: Trend) -> bool:
        return max(people.get(one.name, 0), *(number for _, number in one.days.values())) >= FEWEST_PEOPLE

    def weight(one: Trend) -> tuple[float, str]:
        return -sum(one.days[day][1] / 2**ago for ago, day in enumerate(days)), one.name

    return sorted(filter(is_of_many, counted), key=weight)[:MOST_TAGS]


def _days(
    uses: dict[int, list[str]], days: Sequence[int], oldest: float, before: dict[int, tuple[int, int]]
) -> dict[int, tuple[int, int]]:
    counted = {}
    for day in days:
        authors = uses.get(day, [])
        earlier = before.get(day, (0, 0)) if day < oldest else (0, 0)
        counted[day] = (max(len(authors), earlier[0]), max(len(set(authors)), earlier[1]))
    return counted


def _people(found: Iterable[PostView]) -> list[str]:
    """Return those who posted lately, whoever has most followers first."""
    authors: dict[str, Account] = {view.author.id: view.author for view in found if view.author}
    most = sorted(authors.values(), key=lambda one: int(one.followers_count), reverse=True)
    return [account.id for account in most[:MOST_PEOPLE]]
