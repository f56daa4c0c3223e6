"""Find accounts that somebody does not follow yet, from what is at hand: no table is searched through."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from chalicelib.models import rounds
from chalicelib.models.batches import Key, fetch
from chalicelib.models.paging import Page
from chalicelib.models.people.accounts import Account
from chalicelib.models.people.barriers import Barriers
from chalicelib.models.people.follows import Follow
from chalicelib.models.people.reading.readings import Reading
from chalicelib.models.people.requests import FollowRequest
from chalicelib.models.photos.posts import Post
from chalicelib.services.people import accounts
from chalicelib.services.people.relationships import blocks, silence
from chalicelib.services.photos import views

# Of how many of those whom one follows it is looked whom they follow, and how many of these are looked at.
ASKED_FRIENDS = 20
FRIENDS_OF_EACH = 40
MOST_LOOKED_AT = 80
# Of how many of the newest public posts the authors are looked at.
NEWEST_POSTS = 80
FRIENDS, MOST_FOLLOWED = "friends_of_friends", "most_followed"


@dataclass(frozen=True)
class Suggestion:
    """An account to follow, and why: whom one follows does, or many do of those who posted last."""

    account: Account
    reason: str


def suggestions(account_id: str, limit: int) -> list[Suggestion]:
    """Return accounts that somebody does not follow: first those whom most of their own followees follow.

    Whoever does not wish to be found, whom the reader asked to follow, has muted, or wishes not to be shown again, with
    whom there is a block, and who is silenced, is left out. Who hides whom they follow tells nobody by this.
    As many trips whomever one follows.
    """
    followed = [follow.followee_id for follow in Follow.followees_of(account_id, Page(limit=ASKED_FRIENDS)).rows]
    acts: list[Callable[[], Any]] = [partial(accounts.find_all, followed)]
    acts += [partial(Follow.followees_of, one, Page(limit=FRIENDS_OF_EACH)) for one in followed]
    friends_of, *lists = rounds.each(acts)
    open_lists = {one.id for one in friends_of if not one.profile.get("hide_collections")}
    told = [turned.rows for one, turned in zip(followed, lists, strict=True) if one in open_lists]
    theirs = Counter(follow.followee_id for rows in told for follow in rows)
    near = [one for one, _ in theirs.most_common(MOST_LOOKED_AT)]
    found = _open_to(account_id, near, [account for account in _posting() if account.id not in theirs])
    friends = [Suggestion(account, FRIENDS) for account in found if account.id in theirs]
    others = sorted((one for one in found if one.id not in theirs), key=_followers, reverse=True)
    return [*friends, *(Suggestion(account, MOST_FOLLOWED) for account in others)][:limit]


def remove(account_id: str, other_id: str) -> None:
    """Suggest an account no more, or raise NotFound where it is not there, or not to be seen."""
    blocks.find_shown(account_id, other_id)
    Reading.suggest_no_more(account_id, other_id)


def directory(viewer_id: str | None, order: str, offset: int, limit: int) -> list[Account]:
    """Return who posted last in public and wishes to be found; as `new`, the newest accounts of them come first."""
    posting = _posting()
    barriers = Barriers.of(viewer_id, [account.id for account in posting])
    left_out = barriers.barred | barriers.muted
    met = silence.without_unknown(viewer_id, [account for account in posting if account.id not in left_out])
    found = [account for account in met if _is_listed(account)]
    if order == "new":
        found.sort(key=lambda account: account.id, reverse=True)
    return found[offset : offset + limit]


def _posting() -> list[Account]:
    """Return the authors of the newest public posts, whoever posted last first."""
    found = views.find_many(None, Post.public_ids(Page(limit=NEWEST_POSTS)).rows)
    return list({view.author.id: view.author for view in found if view.author}.values())


def _open_to(account_id: str, near: Sequence[str], posting: Sequence[Account]) -> list[Account]:
    """Return those of some accounts, by their ids or at hand, that somebody may be shown to follow: one trip."""
    wanted = [*near, *(account.id for account in posting)]
    acts: list[Callable[[], Any]] = [
        partial(_begun, account_id, wanted),
        partial(Reading.of, account_id),
        partial(Barriers.of, account_id, wanted),
        partial(accounts.find_all, near),
    ]
    begun, reading, barriers, found = rounds.each(acts)
    left_out = {account_id, *begun, *(reading.not_suggested or ()), *barriers.barred, *barriers.muted}
    return [one for one in (*found, *posting) if one.id not in left_out and _is_suggested(one)]


def _begun(account_id: str, wanted: Sequence[str]) -> set[str]:
    """Return those of some accounts whom somebody follows, or asked to follow."""
    keys: list[Key] = [(Follow, account_id, one) for one in wanted]
    keys += [(FollowRequest, one, account_id) for one in wanted]
    return {row.followee_id if isinstance(row, Follow) else row.asked_id for row in fetch(keys).values()}  # type: ignore[attr-defined]


def _is_listed(account: Account) -> bool:
    return bool(account.profile.get("discoverable", True))


def _is_suggested(account: Account) -> bool:
    # Nobody here is followed, and so nobody silenced is known.
    return _is_listed(account) and not account.silenced_at


def _followers(account: Account) -> int:
    return int(account.followers_count)
