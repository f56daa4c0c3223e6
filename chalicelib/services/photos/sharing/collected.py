"""Read collections, each viewer what they may see of them.

A collection decides nothing about its posts: `may_see` does, for each of them and each viewer. What was archived or
withdrawn is in no collection, to whomever it is shown elsewhere.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from chalicelib.errors import NotFound
from chalicelib.models import rounds
from chalicelib.models.batches import fetch
from chalicelib.models.people.accounts import Account
from chalicelib.models.people.barriers import Barriers
from chalicelib.models.people.follows import Follow
from chalicelib.models.photos.posts import Post
from chalicelib.models.photos.sharing import collections
from chalicelib.models.photos.sharing.collections import DRAFT, PRIVATE, PUBLIC, Collection
from chalicelib.models.photos.sharing.secret_links import SecretLink
from chalicelib.services.photos import views
from chalicelib.services.photos.views import PostView

# As Pixelfed turns them.
COLLECTIONS_A_PAGE, POSTS_A_PAGE = 9, 10


@dataclass(frozen=True)
class CollectionView:
    """A collection as one viewer sees it: those of its posts that they may see, or see locked, in its order."""

    collection: Collection
    account: Account
    views: list[PostView]

    @property
    def cover(self) -> PostView | None:
        """Return the post whose photo stands for the collection: the chosen one, or else the first that is open."""
        chosen = [view for view in self.views if view.post.id == self.collection.cover_id]
        is_open = [view for view in self.views if not view.is_locked]
        return next(iter([*chosen, *is_open, *self.views]), None)

    def page(self, number: int) -> list[PostView]:
        """Return a page of the posts, the first by 1; behind the last there are none."""
        return self.views[(number - 1) * POSTS_A_PAGE : number * POSTS_A_PAGE]


def of(viewer_id: str | None, account_id: str, number: int) -> list[CollectionView]:
    """Return a page of an account's collections, the newest first, that a viewer is shown; the first page is 1.

    Raises NotFound without the account, for the blocked, and where a private account does not let the viewer follow.
    """
    account, shown, found = _standing(viewer_id, account_id, partial(Collection.of, account_id))
    listed = [one for one in found if one.visibility in shown]
    return _views(viewer_id, account, listed[(number - 1) * COLLECTIONS_A_PAGE : number * COLLECTIONS_A_PAGE])


def find(viewer_id: str | None, collection_id: str) -> CollectionView:
    """Return a collection as a viewer sees it, or raise NotFound where it is not for them."""
    found = Collection.find(collection_id)
    account, shown, _ = _standing(viewer_id, found.account_id, list)
    if found.visibility not in shown:
        raise NotFound
    return _views(viewer_id, account, [found])[0]


def follow(viewer_id: str | None, token: str) -> CollectionView:
    """Return the collection that a secret link leads to, and count that it was seen, but for its owner's own looks.

    The link opens every post that its owner put there, whoever it is for, but those that money opens. Raises NotFound
    for a link that has ended or never was, and where the owner and the viewer must not meet.
    """
    link = SecretLink.opened_by(token)
    if link is None or not link.is_of_collection:
        raise NotFound
    found = Collection.find(link.post_id)
    account, barriers = rounds.both(
        partial(Account.find, found.account_id), partial(Barriers.of, viewer_id, [found.account_id])
    )
    is_own = viewer_id == account.id
    if (account.closed and not is_own) or account.id in barriers.barred:
        raise NotFound
    if not is_own:
        link.note_view()
    return _views(viewer_id, account, [found], frozenset(found.post_ids))[0]


def _standing(viewer_id: str | None, account_id: str, read: Any) -> tuple[Account, tuple[str, ...], list[Collection]]:
    """Return an account, whose collections of which kinds its viewer is shown, and what `read` returns: one trip."""
    follow = (Follow, viewer_id or account_id, account_id)
    acts: list[Any] = [
        partial(fetch, [(Account, account_id, None), follow]),
        partial(Barriers.of, viewer_id, [account_id]),
        read,
    ]
    rows, barriers, found = rounds.each(acts)
    account, is_own = rows.get((Account, account_id, None)), viewer_id == account_id
    if account is None or (account.closed and not is_own) or account_id in barriers.blocked_by:
        raise NotFound
    is_let_in = is_own or (bool(viewer_id) and follow in rows)
    if account_id in barriers.blocking or (account.is_private and not is_let_in):
        raise NotFound
    return account, (PUBLIC, *([PRIVATE] if is_let_in else []), *([DRAFT] if is_own else [])), found


def _views(
    viewer_id: str | None, account: Account, found: Sequence[Collection], linked: frozenset[str] = frozenset()
) -> list[CollectionView]:
    """Return collections with all of their posts that a viewer is shown: two trips, however many there are."""
    read = views.find_many(viewer_id, collections.ids_of(found), author=account, linked=linked)
    there = {view.post.id: view for view in read if _is_there(view.post)}
    return [
        CollectionView(one, account, [there[post_id] for post_id in one.post_ids if post_id in there]) for one in found
    ]


def _is_there(post: Post) -> bool:
    return not (post.is_archived or post.withdrawn_at)
