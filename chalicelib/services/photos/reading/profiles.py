"""Read what an account posted, as far as it is shown to whoever looks at its profile."""

from collections.abc import Callable, Iterable
from functools import partial
from typing import Any

from chalicelib.errors import NotFound
from chalicelib.models import rounds
from chalicelib.models.base import Model
from chalicelib.models.batches import Key, fetch
from chalicelib.models.paging import Page, Turned, merge
from chalicelib.models.people.accounts import Account
from chalicelib.models.people.barriers import Barriers
from chalicelib.models.people.follows import Follow
from chalicelib.models.people.reading.lists import List
from chalicelib.models.photos.lists import listings
from chalicelib.models.photos.posts import Post
from chalicelib.models.photos.sharing import posted_lists
from chalicelib.models.photos.sharing.close_friends import CloseFriend

Turn = Callable[[], Turned[str]]


class AccountReader:
    """Reads those lists of an account's posts that its viewer is shown, beginning with a page of them.

    `known` are the rows that decide about these posts and were read on the way; None is for one that is not there.
    """

    def __init__(
        self, viewer_id: str | None, account_id: str, lists: Callable[..., list[str]], page: Page, *, only_media: bool
    ) -> None:
        """Read the account, how the viewer stands to it, and the page: one trip.

        Whoever is followed by an author who posts for lists of people takes another. Raises NotFound, also for the
        blocked, and where the account is closed. A private account shows nothing to whom it does not let follow; what
        they bought is among their purchases.
        """
        self._viewer_id, self._account_id, self._only_media = viewer_id or "", account_id, only_media
        is_own, of_all = viewer_id == account_id, lists((listings.ALL,))
        asked = lists(listings.SHOWN) if is_own else lists((listings.ALL, listings.FOLLOWERS)) if viewer_id else of_all
        for_friends = [] if is_own or not viewer_id else self._each(partial(listings.for_friends, account_id))
        keys = self._deciding(is_own=is_own)
        standing: list[Callable[[], Any]] = [
            partial(fetch, [(Account, account_id, None), *keys]),
            partial(Barriers.of, viewer_id, [account_id]),
        ]
        found, barriers, *read = rounds.each([*standing, *_turns(asked, for_friends, page)])
        self.known: dict[Key, Model | None] = {key: found.get(key) for key in keys}
        self.author = found.get((Account, account_id, None))
        if self.author is None or (self.author.closed and not is_own) or account_id in barriers.blocked_by:
            raise NotFound
        is_let_in = is_own or (Follow, self._viewer_id, account_id) in found
        is_closed = account_id in barriers.blocking or (self.author.is_private and not is_let_in)
        self._names = [] if is_closed else asked if is_let_in else of_all
        is_friend = (CloseFriend, account_id, self._viewer_id) in found and not is_closed
        self._chosen = for_friends if is_friend else []
        pages = dict(zip([*asked, *for_friends], read, strict=True))
        turned = [pages[name] for name in (*self._names, *self._chosen)]
        self._read = {page: merge([*turned, *([] if is_closed else self._on_lists(page))], page)}

    def ids(self, page: Page) -> Turned[str]:
        """Return a page of ids of what the viewer is shown."""
        return self._read.get(page) or merge(rounds.each(_turns(self._names, self._chosen, page)), page)

    def _each(self, name: Callable[..., str]) -> list[str]:
        return [name(has_media=has_media) for has_media in ((True,) if self._only_media else (True, False))]

    def _deciding(self, *, is_own: bool) -> list[Key]:
        """Return the keys of what somebody else is to the account, and of what they are to it by its own choice."""
        if is_own or not self._viewer_id:
            return []
        viewer, account = self._viewer_id, self._account_id
        return [(Follow, viewer, account), (CloseFriend, account, viewer), (Follow, account, viewer)]

    def _on_lists(self, page: Page) -> list[Turned[str]]:
        """Return the page of what is posted for those lists of people that the viewer is on."""
        follow = self.known.get((Follow, self._account_id, self._viewer_id))
        list_ids = posted_lists.of(self.author) if isinstance(follow, Follow) else []
        if not isinstance(follow, Follow) or not list_ids:
            return []
        names = {list_id: self._each(partial(listings.for_list, self._account_id, list_id)) for list_id in list_ids}
        keys: list[Key] = [(List, self._account_id, list_id) for list_id in list_ids]
        flat = [name for of_list in names.values() for name in of_list]
        reading: list[Callable[[], Any]] = [partial(fetch, keys), *_turns((), flat, page)]
        people, *read = rounds.each(reading)
        self.known |= {key: people.get(key) for key in keys}
        rows = [row for row in people.values() if isinstance(row, List)]
        mine = [row.id for row in rows if row.follow_ids.get(self._viewer_id) == follow.id]
        chosen = [name for list_id in mine for name in names[list_id]]
        self._chosen = [*self._chosen, *chosen]
        pages = dict(zip(flat, read, strict=True))
        return [pages[name] for name in chosen]


def _turns(names: Iterable[str], chosen: Iterable[str], page: Page) -> list[Turn]:
    return [
        *(partial(Post.ids_in, [name], page) for name in names),
        *(partial(Post.ids_for_chosen, [name], page) for name in chosen),
    ]
