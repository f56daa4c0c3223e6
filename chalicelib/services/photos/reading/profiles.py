"""Read what an account posted, as far as it is shown to whoever looks at its profile."""

from collections.abc import Callable
from functools import partial
from typing import Any

from chalicelib.errors import NotFound
from chalicelib.models import rounds
from chalicelib.models.batches import Key, fetch
from chalicelib.models.paging import Page, Turned, merge
from chalicelib.models.people.accounts import Account
from chalicelib.models.people.barriers import Barriers
from chalicelib.models.people.follows import Follow
from chalicelib.models.photos.lists import listings
from chalicelib.models.photos.posts import Post


class AccountReader:
    """Reads those lists of an account's posts that its viewer is shown, beginning with a page of them."""

    def __init__(self, viewer_id: str | None, account_id: str, lists: Callable[..., list[str]], page: Page) -> None:
        """Read the account, how the viewer stands to it, and the page: one trip.

        Raises NotFound, also for the blocked, and where the account is closed. A private account shows nothing to whom
        it does not let follow; what they bought is among their purchases.
        """
        is_own, of_all = viewer_id == account_id, lists((listings.ALL,))
        asked = lists() if is_own else lists((listings.ALL, listings.FOLLOWERS)) if viewer_id else of_all
        keys: list[Key] = [(Account, account_id, None), (Follow, viewer_id or account_id, account_id)]
        reading: list[Callable[[], Any]] = [partial(Post.ids_in, [name], page) for name in asked]
        standing: list[Callable[[], Any]] = [partial(fetch, keys), partial(Barriers.of, viewer_id, [account_id])]
        found, barriers, *read = rounds.each([*standing, *reading])
        self.author = found.get(keys[0])
        if self.author is None or (self.author.closed and not is_own) or account_id in barriers.blocked_by:
            raise NotFound
        is_let_in = is_own or keys[1] in found
        is_closed = account_id in barriers.blocking or (self.author.is_private and not is_let_in)
        self._names = [] if is_closed else asked if is_let_in else of_all
        pages = dict(zip(asked, read, strict=True))
        self._read = {page: merge([pages[name] for name in self._names], page)}

    def ids(self, page: Page) -> Turned[str]:
        """Return a page of ids of what the viewer is shown."""
        return self._read.get(page) or Post.ids_in(self._names, page)
