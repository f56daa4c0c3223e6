"""Show what leads: to everybody the same, but for what a reader must not or does not want to meet."""

from dataclasses import replace

from chalicelib.models.base import id_time, now
from chalicelib.models.people.accounts import Account
from chalicelib.models.people.barriers import Barriers
from chalicelib.models.people.reading.hashtags import Hashtags
from chalicelib.models.photos.posts import PUBLIC
from chalicelib.models.photos.search.trends import Trends
from chalicelib.models.rounds import both
from chalicelib.services.people import accounts
from chalicelib.services.photos import views
from chalicelib.services.photos.reading import hashtags
from chalicelib.services.photos.reading.hashtags import Tag
from chalicelib.services.photos.views import PostView


def posts(
    viewer_id: str | None, limit: int, offset: int = 0, within: float | None = None
) -> tuple[list[PostView], bool]:
    """Return those of the posts that lead which may be shown at this moment, and whether more follow.

    One trip: a post that is not for everybody any more is gone with the next read, whoever reads. `within` leaves out
    what is older than so many seconds.
    """
    since = now() - within if within else 0.0
    held = [one for one in Trends.held().posts if id_time(one[0]) >= since]
    wanted = held[offset : offset + limit]
    ids, author_ids = [post_id for post_id, _ in wanted], [author_id for _, author_id in wanted]
    found = views.for_timelines(views.find_many(viewer_id, ids, author_ids=author_ids))
    return [view for view in found if is_for_all(view)], len(held) > offset + limit


def tags(viewer_id: str | None, limit: int, offset: int = 0) -> list[Tag]:
    """Return the hashtags that lead, with their days, and whether the viewer follows them: one trip, or none."""
    wanted = Trends.held().tags[offset : offset + limit]
    row = Hashtags.of(viewer_id) if viewer_id and wanted else None
    plain = [(hashtags.tag_of(row, one.name) if row else Tag(one.name), one) for one in wanted]
    return [replace(tag, days=one.days) for tag, one in plain]


def people(viewer_id: str, limit: int) -> list[Account]:
    """Return whom most follow of those who posted lately, but for the viewer and whom they block or mute: one trip."""
    wanted = Trends.held().account_ids
    barriers, found = both(lambda: Barriers.of(viewer_id, wanted), lambda: accounts.find_all(wanted))
    left_out = {viewer_id, *barriers.barred, *barriers.muted}
    return [one for one in found if one.id not in left_out and is_shown(one)][:limit]


def is_for_all(view: PostView) -> bool:
    """Tell whether a post that its viewer may see is for everybody, wished to be found, and nothing to be warned of."""
    post, author = view.post, view.author
    is_open = post.access == PUBLIC and bool(post.public) and not (post.is_private or post.closed_by)
    is_plain = post.stands_alone and not (post.reblog_of_id or post.body.get("sensitive") or post.body.get("spoiler"))
    is_shown_open = author is not None and is_shown(author) and not author.sensitized_at
    return is_open and is_plain and is_shown_open and not view.is_locked


def is_shown(account: Account) -> bool:
    """Tell whether an account is shown to those who did not ask for it."""
    is_open = not (account.closed or account.is_private or account.silenced_at)
    return is_open and bool(account.profile.get("discoverable", True))
