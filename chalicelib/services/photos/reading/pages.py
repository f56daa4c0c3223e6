"""What a viewer sees of posts, and pages of it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from chalicelib.errors import NotFound
from chalicelib.models.filling import fill
from chalicelib.models.money.funding.campaigns import Campaign
from chalicelib.models.money.selling.tiers import Tier
from chalicelib.models.paging import Page, Turned
from chalicelib.models.people.accounts import Account
from chalicelib.models.people.reading.filters import Filter
from chalicelib.models.photos.posts import Post
from chalicelib.models.photos.stories.reels import Story
from chalicelib.services.photos.access import ViewerState
from chalicelib.services.photos.sharing.in_photos import Person


@dataclass(frozen=True)
class PostView:
    """A post as one viewer sees it. Where its `author` is gone, the post's snapshot of it is drawn.

    Of a post that is locked the photos are not shown, and nothing that tells of them. `campaign` is the one that it
    presents, where it presents one; `offered` the tier or the campaign whose subscribers or backers may see it. Both
    are as they are now: a post keeps the names of the time when it was written. `viewer_id` is None for somebody who
    has not signed in.
    """

    viewer_id: str | None
    post: Post
    state: ViewerState
    author: Account | None
    campaign: Campaign | None
    offered: Campaign | Tier | None
    # The viewer's filters, whether they match or not.
    filters: Sequence[Filter]
    # Who is tagged in its photos, as far as the viewer may know.
    people: Sequence[Person] = ()
    # What a reblog shows; None where that is gone.
    reblogged: "PostView | None" = None
    # The story that a message answers, as long as the viewer may see it.
    story: Story | None = None

    @property
    def proper(self) -> "PostView":
        """Return what is shown: of a reblog the post itself."""
        return self.reblogged or self

    def marked(self, **done: Any) -> "PostView":
        """Return the view with what its viewer did just now: a read may be older than the write before it."""
        return replace(self, state=replace(self.state, **done))

    @property
    def is_locked(self) -> bool:
        """Tell whether the viewer is shown the post as something to pay for."""
        return self.state.lock is not None

    @property
    def is_hidden(self) -> bool:
        """Tell whether the viewer is not to know that the post is there; a reblog of what they may not see is not."""
        if self.post.reblog_of_id and (self.reblogged is None or not self.reblogged.state.may_see):
            return True
        return not self.state.may_see and not self.is_locked


@dataclass
class PostPage:
    """A page of posts, the ids of its first and last rows, and whether there are older rows."""

    views: list[PostView] = field(default_factory=list)
    newest: str = ""
    oldest: str = ""
    has_more: bool = False


ReadIds = Callable[[Page], Turned[str]]
ReadViews = Callable[[list[str]], list[PostView]]


def gather(ids: ReadIds, read: ReadViews, page: Page) -> PostPage:
    """Return a page of posts; rows of posts that are gone or hidden are made up for (`filling.fill`)."""
    filled = fill(ids, lambda rows: [(view.post.id, view) for view in read(rows)], page)
    return PostPage(filled.shown, filled.newest, filled.oldest, filled.has_more)


def only(found: list[PostView]) -> PostView:
    """Return the one post that was looked for, or raise NotFound where the viewer does not see it."""
    if not found:
        raise NotFound
    return found[0]
