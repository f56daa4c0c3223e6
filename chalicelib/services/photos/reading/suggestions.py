"""Find accounts that somebody does not follow yet, from what is at hand: no table is searched through."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from itertools import chain

from chalicelib.models import rounds
from chalicelib.models.paging import Page
from chalicelib.models.people.accounts import Account
from chalicelib.models.people.follows import Follow
from chalicelib.models.people.reading.readings import Reading
from chalicelib.models.photos.posts import Post
from chalicelib.services.people.relationships import blocks
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

    Whoever does not wish to be found, whom the reader wishes not to be shown again, and with whom there is a block, is
    left out. As many trips
    whomever one follows.
    """
    followed = [follow.followee_id for follow in Follow.followees_of(account_id, Page(limit=ASKED_FRIENDS)).rows]
    asked = [partial(Follow.followees_of, one, Page(limit=FRIENDS_OF_EACH)) for one in followed]
    theirs = Counter(follow.followee_id for turned in rounds.each(asked) for follow in turned.rows)
    near = [one for one, _ in theirs.most_common(MOST_LOOKED_AT)]
    found = _open_to(account_id, [*near, *(one for one in _posting() if one not in theirs)])
    friends = [Suggestion(account, FRIENDS) for account in found if account.id in theirs]
    others = sorted((one for one in found if one.id not in theirs), key=_followers, reverse=True)
    return [*friends, *(Suggestion(account, MOST_FOLLOWED) for account in others)][:limit]


def remove(account_id: str, other_id: str) -> None:
    """Suggest an account no more. Raises NotFound without it."""
    Account.find(other_id)
    Reading.suggest_no_more(account_id, other_id)


def directory(viewer_id: str | None, order: str, offset: int, limit: int) -> list[Account]:
    """Return who posted last in public and wishes to be found.

    As `new`, the newest accounts of them come first; as `popular`, those with most followers.
    """
    found = [account for account in blocks.find_met(viewer_id, _posting()) if _is_listed(account)]
    if order == "new":
        found.sort(key=lambda account: account.id, reverse=True)
    if order == "popular":
        found.sort(key=_followers, reverse=True)
    return found[offset : offset + limit]


def _posting() -> list[str]:
    """Return the authors of the newest public posts, whoever posted last first."""
    found = views.find_many(None, Post.public_ids(Page(limit=NEWEST_POSTS)).rows)
    return list(dict.fromkeys(view.post.author_id for view in found))


def _open_to(account_id: str, candidates: Iterable[str]) -> list[Account]:
    wanted = [one for one in dict.fromkeys(candidates) if one != account_id]
    followed, reading = rounds.both(
        lambda: Follow.among((account_id, one) for one in wanted), lambda: Reading.of(account_id)
    )
    left_out = {*chain.from_iterable(followed), *(reading.not_suggested or ())}
    found = blocks.find_met(account_id, [one for one in wanted if one not in left_out])
    return [one for one in found if _is_listed(one)]


def _is_listed(account: Account) -> bool:
    return bool(account.profile.get("discoverable", True))


def _followers(account: Account) -> int:
    return int(account.followers_count)
