"""Show highlights: those stories of them that a viewer may see."""

from dataclasses import dataclass, replace
from functools import partial

from chalicelib.errors import NotFound
from chalicelib.models.batches import Key, fetch
from chalicelib.models.people.accounts import Account
from chalicelib.models.people.barriers import Barriers
from chalicelib.models.photos.stories.highlights import Highlight, Highlights
from chalicelib.models.photos.stories.reels import Story
from chalicelib.models.rounds import both
from chalicelib.services.photos.access import may_see
from chalicelib.services.photos.stories.tray import SeenStory, ShownReel
from chalicelib.services.photos.viewers import viewer_of


@dataclass(frozen=True)
class ShownHighlight:
    """A highlight as one viewer sees it: with those of its stories that they may see, of which it has one at least."""

    highlight: Highlight
    reel: ShownReel

    @property
    def cover(self) -> Story:
        """Return the story that stands for it, among those that the viewer may see."""
        stories = [one.story for one in self.reel.stories]
        return next((story for story in stories if story.id == self.highlight.cover_id), stories[0])


def of(viewer_id: str, account_id: str) -> list[ShownHighlight]:
    """Return the highlights of an account in their order, or raise NotFound: two trips, and one for one's own.

    One of which the viewer may see no story is none for them. What is kept is neither liked nor answered. An account
    that is closed, or that blocks the viewer, is as one that never was.
    """
    author, held, barriers = _read(viewer_id, account_id)
    posts = [story.as_post(author) for story in held.kept]
    viewer = viewer_of(viewer_id, posts, barriers)
    seeable = {post.id for post in posts if may_see(viewer, post)}
    stories = {story.id: _seen(story) for story in held.kept if story.id in seeable}
    shown = [(one, [stories[each] for each in one.story_ids if each in stories]) for one in held.all]
    return [
        ShownHighlight(one, ShownReel(author.id, author.snapshot(), stories_of))
        for one, stories_of in shown
        if stories_of
    ]


def _read(viewer_id: str, account_id: str) -> tuple[Account, Highlights, Barriers | None]:
    """Return an account, what it keeps, and what stands between it and a viewer who must not learn more of it."""
    if viewer_id == account_id:
        # Read consistently: their author is shown them right after a change.
        return *both(partial(Account.find, account_id), partial(Highlights.of, account_id)), None
    keys: list[Key] = [(Account, account_id, None), (Highlights, account_id, None)]
    found, barriers = both(partial(fetch, keys), partial(Barriers.of, viewer_id, [account_id]))
    author, held = (found.get(key) for key in keys)
    if not isinstance(author, Account) or author.closed or account_id in barriers.blocked_by:
        raise NotFound
    return author, held if isinstance(held, Highlights) else Highlights(account_id), barriers


def find(author_id: str, highlight_id: str) -> ShownHighlight:
    """Return one's own highlight, or raise NotFound."""
    found = next((one for one in of(author_id, author_id) if one.highlight.id == highlight_id), None)
    if found is None:
        raise NotFound
    return found


def _seen(story: Story) -> SeenStory:
    return SeenStory(replace(story, may_react=False, may_reply=False), is_seen=True, is_liked=False)
