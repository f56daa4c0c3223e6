"""Photos of somebody: the posts in which an account is tagged, and which of them its profile shows."""

from collections.abc import Callable
from functools import partial
from typing import Any

from chalicelib.errors import NotFound, Unprocessable
from chalicelib.models import rounds
from chalicelib.models.batches import Key, fetch
from chalicelib.models.paging import Page, Turned
from chalicelib.models.people.accounts import Account
from chalicelib.models.people.barriers import Barriers
from chalicelib.models.people.follows import Follow
from chalicelib.models.photos.posts import Post
from chalicelib.models.photos.sharing.person_tags import SHOWN, PersonTag
from chalicelib.services.photos import posts, views
from chalicelib.services.photos.posts import Draft
from chalicelib.services.photos.sharing.person_tags import Point
from chalicelib.services.photos.views import PostPage, PostView

WORDS = frozenset({"caption", "spoiler", "sensitive", "language"})


def page(viewer_id: str | None, account_id: str, page: Page) -> PostPage:
    """Return a page of the posts in which somebody is tagged, the newest first, as far as a viewer may see them.

    Three trips for a page. Raises NotFound where the profile is not to be seen; one that is private, or that the
    viewer blocks, shows none.
    """
    is_own = viewer_id == account_id
    keys: list[Key] = [(Account, account_id, None)]
    keys += [(Follow, viewer_id, account_id)] if viewer_id and not is_own else []
    reading: list[Callable[[], Any]] = [
        partial(fetch, keys),
        partial(Barriers.of, viewer_id, [account_id]),
        partial(PersonTag.ids, account_id, SHOWN, page),
    ]
    found, barriers, first = rounds.each(reading)
    account = found.get((Account, account_id, None))
    if account is None or (account.closed and not is_own) or account_id in barriers.blocked_by:
        raise NotFound
    is_let_in = is_own or not account.is_private or (Follow, viewer_id, account_id) in found
    if account_id in barriers.blocking or not is_let_in:
        return PostPage()
    read = partial(_turn, account_id, SHOWN, {page: first})
    return views.gather(read, partial(_with, viewer_id, account_id), page)


def own(account_id: str, state: str, page: Page) -> PostPage:
    """Return a page of the posts in which one is tagged, of one state: what the profile shows, may show, or hides."""
    return views.gather(partial(_turn, account_id, state, {}), partial(_with, account_id, account_id), page)


def tag(author_id: str, post_id: str, people: list[Point] | None) -> Post:
    """Say anew who is tagged in one's own post; its words stay.

    Raises NotFound for another's post, and Unprocessable where nothing is said: an empty list takes all off.
    """
    if people is None:
        posts.find_own(author_id, post_id)
        raise Unprocessable("Validation failed: People are missing")
    return posts.edit(author_id, post_id, Draft(people=people, unsaid=WORDS), {})


def put_in(account_id: str, post_id: str, state: str) -> None:
    """Show a post in which one is tagged on one's profile, or hide it there; raises NotFound where one is not."""
    if not PersonTag.put_in(account_id, post_id, state):
        raise NotFound


def _turn(account_id: str, state: str, read: dict[Page, Turned[str]], page: Page) -> Turned[str]:
    return read.get(page) or PersonTag.ids(account_id, state, page)


def _with(viewer_id: str | None, account_id: str, ids: list[str]) -> list[PostView]:
    """Return those of some posts in which the viewer sees the account tagged."""
    found = [view for view in views.find_many(viewer_id, ids) if not view.post.is_archived]
    # Of oneself one sees all, to take oneself off; strangers are not led to whom moderators silenced.
    seen = found if viewer_id == account_id else [view for view in found if not view.state.is_author_silenced]
    return [view for view in seen if any(person.account.id == account_id for person in view.people)]
