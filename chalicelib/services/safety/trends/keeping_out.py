"""Keep hashtags and posts out of what leads these days, and let them in again; each decision is in the log.

What is kept out stays findable and is counted on: it is only not shown among what leads, at most half a minute later.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Generic, TypeVar

from chalicelib.models.base import GuardFailed
from chalicelib.models.money.payments.origins import write_all
from chalicelib.models.photos.posts import Post
from chalicelib.models.photos.search.trends import Trends
from chalicelib.models.safety.actions import APPROVE_TREND, REJECT_TREND
from chalicelib.services.photos import views
from chalicelib.services.photos.reading import hashtags
from chalicelib.services.photos.reading.hashtags import Tag
from chalicelib.services.photos.views import PostView
from chalicelib.services.safety import decisions, roles
from chalicelib.services.safety.decisions import Decision

WAYS: dict[bool, tuple[str, Callable[..., None]]] = {
    True: (APPROVE_TREND, Trends.let_in),
    False: (REJECT_TREND, Trends.keep_out),
}


Thing = TypeVar("Thing")


@dataclass(frozen=True)
class Leading(Generic[Thing]):
    """A hashtag or a post that leads by its numbers, and whether it is shown among what leads."""

    thing: Thing
    is_shown: bool


def tags(moderator_id: str) -> list[Leading[Tag]]:
    """Return the hashtags that lead, with those that are kept out. Raises Forbidden without a role."""
    roles.expect_staff(moderator_id)
    whole = Trends.whole()
    return [Leading(Tag(one.name, days=one.days), f"#{one.name}" not in whole.kept_out) for one in whole.tags]


def posts(moderator_id: str, limit: int, offset: int) -> tuple[list[Leading[PostView]], bool]:
    """Return the posts that lead as anybody may see them, and whether more follow.

    Whom the moderator mutes, or is blocked by, is among them like others.
    """
    roles.expect_staff(moderator_id)
    whole = Trends.whole()
    wanted = [post_id for post_id, _ in whole.posts[offset : offset + limit]]
    return _posts(wanted, whole.kept_out), len(whole.posts) > offset + limit


def decide_tag(moderator_id: str, name: str, *, is_shown: bool) -> Leading[Tag]:
    """Show a hashtag among what leads, or not, whether or not it does. Raises NotFound for what is none."""
    found = hashtags.named(name)
    _write(decisions.by(moderator_id), f"#{found}", is_shown=is_shown)
    return Leading(Tag(found), is_shown)


def decide_post(moderator_id: str, post_id: str, *, is_shown: bool) -> Leading[PostView]:
    """Show a post among what leads, or not. Raises NotFound for what is not for everybody."""
    by = decisions.by(moderator_id)
    view = views.find(None, post_id)
    _write(by, view.post.id, is_shown=is_shown)
    return Leading(view, is_shown)


def decide(named: str, decision: Decision, *, is_shown: bool) -> bool:
    """Decide at the operator's command line of a post, by its id, or of a hashtag; False where it is so already.

    Raises NotFound for neither.
    """
    decision.check()
    # No hashtag is a number.
    what = Post.find(named).id if named.isdigit() else f"#{hashtags.named(named)}"
    return _write(decision, what, is_shown=is_shown)


def _posts(wanted: Sequence[str], kept_out: frozenset[str]) -> list[Leading[PostView]]:
    found = views.for_timelines(views.find_many(None, list(wanted)))
    return [Leading(view, view.post.id not in kept_out) for view in found]


def _write(decision: Decision, what: str, *, is_shown: bool) -> bool:
    """Write a decision with its row in the log; False, and nothing, where it is so already."""
    name, act = WAYS[is_shown]
    try:
        write_all(*decisions.about_nobody(name, what, decision), partial(act, what))
    except GuardFailed:
        if decision.moderator_id:
            roles.expect_staff(decision.moderator_id)
        return False
    return True
