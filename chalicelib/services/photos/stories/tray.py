"""Show stories: one's own, and those of whom one follows."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from chalicelib.models import rounds
from chalicelib.models.base import Model, new_id, now
from chalicelib.models.batches import BATCH_GET_KEYS, Key, fetch
from chalicelib.models.paging import Page
from chalicelib.models.people.accounts import Account
from chalicelib.models.people.barriers import Barriers
from chalicelib.models.people.follows import Follow
from chalicelib.models.people.privacy import ClosingAccounts
from chalicelib.models.photos.stories.reels import LASTS_SECONDS, OLDEST_PHOTO_SECONDS, Reel, Story
from chalicelib.models.photos.stories.story_views import StoryView
from chalicelib.services.photos.access import may_see
from chalicelib.services.photos.viewers import viewer_of

# So many of whom one follows are looked at, those first whom one followed last: one call.
MOST_FOLLOWED = BATCH_GET_KEYS
# So many stories are shown at most.
MOST_SHOWN = 500
# A story has the id of its photo.
OLDEST_SECONDS = LASTS_SECONDS + OLDEST_PHOTO_SECONDS


@dataclass(frozen=True)
class SeenStory:
    """A story as one viewer sees it."""

    story: Story
    is_seen: bool
    is_liked: bool


@dataclass(frozen=True)
class ShownReel:
    """The stories of one author that a viewer may see, the oldest first; `author` is the snapshot of their account."""

    author_id: str
    author: dict[str, Any]
    stories: list[SeenStory]

    @property
    def is_seen(self) -> bool:
        """Tell whether the viewer saw all of them."""
        return all(one.is_seen for one in self.stories)


def own(account_id: str) -> ShownReel:
    """Return one's own stories that stand: one trip."""
    found = fetch([(Account, account_id, None), (Reel, account_id, None)])
    return _own(account_id, found)


def _own(account_id: str, found: dict[Key, Model]) -> ShownReel:
    reel, account = found.get((Reel, account_id, None)), found.get((Account, account_id, None))
    stories = reel.standing(now()) if isinstance(reel, Reel) else []
    snapshot = account.snapshot() if isinstance(account, Account) else {}
    return ShownReel(account_id, snapshot, [SeenStory(story, True, False) for story in stories])


def open_tray(account_id: str) -> tuple[ShownReel, list[ShownReel]]:
    """Return one's own stories, and those of whom one follows: unseen before seen, whoever posted last first.

    Two trips, and one more where some of them are for close friends. Muted authors are left out. Of whom one follows
    the hundred are looked at whom one followed last, and 500 stories are shown at most.
    """
    closing = ClosingAccounts.key()
    keys: list[Key] = [(Account, account_id, None), (Reel, account_id, None), closing]
    acts: list[Callable[[], Any]] = [
        partial(Follow.followees_of, account_id, Page(limit=MOST_FOLLOWED)),
        partial(fetch, keys),
        partial(Barriers.of, account_id),
        partial(StoryView.of_viewer, account_id, new_id(now() - OLDEST_SECONDS)),
    ]
    follows, found, barriers, seen = rounds.each(acts)
    followed: dict[Key, Model | None] = {(Follow, account_id, one.followee_id): one for one in follows.rows}
    rows = fetch([(Reel, author_id, None) for _, _, author_id in followed if author_id]).values()
    reels = [row for row in rows if isinstance(row, Reel)]
    posts = [story.as_post() for reel in reels for story in reel.standing(now())]
    viewer = viewer_of(account_id, posts, barriers, ClosingAccounts.among(found.get(closing)), followed)
    seeable = {post.id for post in posts if may_see(viewer, post)}
    shown = [_shown(reel, seeable, seen) for reel in reels if reel.author_id not in viewer.muted]
    return _own(account_id, found), _in_order([one for one in shown if one.stories])


def _shown(reel: Reel, seeable: set[str], seen: dict[str, StoryView]) -> ShownReel:
    stories = [story for story in reel.all if story.id in seeable]
    views = [(story, seen.get(story.id)) for story in stories]
    return ShownReel(
        reel.author_id,
        dict(reel.author),
        [SeenStory(story, view is not None, bool(view and view.is_liked)) for story, view in views],
    )


def _in_order(shown: list[ShownReel]) -> list[ShownReel]:
    found, number = [], 0
    newest_first = sorted(shown, key=_last_published, reverse=True)
    for one in sorted(newest_first, key=lambda reel: reel.is_seen):
        number += len(one.stories)
        if number > MOST_SHOWN:
            break
        found.append(one)
    return found


def _last_published(reel: ShownReel) -> tuple[int, str]:
    last = reel.stories[-1].story
    return last.published_at, last.id
