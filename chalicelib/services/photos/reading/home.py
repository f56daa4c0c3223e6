"""Read what was delivered to a home timeline, and what it pulls."""

from functools import cached_property, partial

from chalicelib.models import rounds
from chalicelib.models.paging import Page, Turned, merge, turn_at_hand
from chalicelib.models.photos.timelines import Home, TimelineEntry
from chalicelib.services.people import homes
from chalicelib.services.photos import views
from chalicelib.services.photos.views import PostView


class HomeReader:
    """Reads one account's home timeline, beginning with its `Home` row and the entries of a page, in one trip."""

    def __init__(self, account_id: str, page: Page) -> None:
        """Take the account whose timeline it is, and the page that is asked for first."""
        self.account_id = account_id
        self._authors: dict[str, str] = {}
        # What reblogs show, by their ids, and who wrote that.
        self._reblogs: dict[str, tuple[str, str]] = {}
        self._shown: set[str] = set()
        delivered, self.home = rounds.both(partial(self._delivered, page), partial(Home.of, account_id))
        self._read = {page: delivered}

    def ids(self, page: Page) -> Turned[str]:
        """Return a page of ids of delivered posts and of those that are pulled."""
        delivered = self._read.get(page) or self._delivered(page)
        return merge([delivered, turn_at_hand(self._pulled, page)], page) if self._pulled else delivered

    def views(self, post_ids: list[str]) -> list[PostView]:
        """Return what is shown of some posts, without those of accounts that are not followed any more.

        Authors, and what reblogs show, are read in the same trip where an entry names them. What is on a page already
        is not shown there by a reblog again.
        """
        author_ids = {self._authors[post_id] for post_id in post_ids if post_id in self._authors}
        reblogs = dict(self._reblogs[post_id] for post_id in post_ids if post_id in self._reblogs)
        found = views.find_many(self.account_id, post_ids, author_ids=author_ids, reblogs=reblogs)
        kept = [view for view in views.for_timelines(found) if not views.is_unwanted(self.home, view)]
        self._shown |= {view.post.id for view in kept if view.reblogged is None}
        return [view for view in kept if self._is_new(view)]

    def _is_new(self, view: PostView) -> bool:
        if view.reblogged is None:
            return True
        is_new = view.reblogged.post.id not in self._shown
        self._shown.add(view.reblogged.post.id)
        return is_new

    def _delivered(self, page: Page) -> Turned[str]:
        turned = TimelineEntry.page(self.account_id, page)
        self._authors |= {entry.post_id: entry.author_id for entry in turned.rows}
        self._reblogs |= {
            entry.post_id: (entry.reblog_of_id, entry.reblogged_author_id or "")
            for entry in turned.rows
            if entry.reblog_of_id
        }
        return Turned([entry.post_id for entry in turned.rows], turned.has_more)

    @cached_property
    def _pulled(self) -> dict[str, str]:
        found = homes.pulled(self.home)
        self._authors |= found
        return found
