"""Let people follow each other, and end that."""

from collections.abc import Callable
from functools import partial

from chalicelib.errors import Unprocessable
from chalicelib.gateways import queue
from chalicelib.models.people.accounts import Account
from chalicelib.models.people.follows import Follow
from chalicelib.models.people.requests import FollowRequest
from chalicelib.services.people import counts


def follow(follower_id: str, followee_id: str) -> bool:
    """Follow an account that is there; False where it was followed before, or became private meanwhile and is asked.

    What follows from it is finished by a message that is sent before: `homes.settle` looks at what is so by then.
    """
    if follower_id == followee_id:
        raise Unprocessable("Validation failed: You cannot follow yourself")
    if not begin(Follow.create, follower_id, followee_id):
        return False
    # A follow is written alone, for half the units of a transaction, so what it may not do is looked at after it. Where
    # this is cut, the message does the same.
    if not Account.find(followee_id).is_private:
        return True
    return not begin(FollowRequest.put_back, follower_id, followee_id)


def unfollow(follower_id: str, followee_id: str) -> bool:
    """Unfollow an account, a closed one too; False where it was not followed. Raises NotFound without the account."""
    Account.expect_open(followee_id, partial(_is_begun, follower_id, followee_id))
    if follower_id == followee_id:
        return False
    # Where there is no follow, there may be the wish for one.
    return begin(Follow.remove, follower_id, followee_id) or FollowRequest.remove(follower_id, followee_id)


def _is_begun(follower_id: str, followee_id: str) -> bool:
    return Follow.is_there(follower_id, followee_id) or bool(FollowRequest.among([(follower_id, followee_id)]))


def remove_follower(account_id: str, follower_id: str) -> None:
    """Let somebody follow an account no longer; without a follow nothing changes. Raises NotFound without the account.

    The message that is sent ahead takes the posts out of their home timeline; `may_see` refuses what is for followers.
    """
    Account.expect_open(follower_id, partial(Follow.is_there, follower_id, account_id))
    if begin(Follow.remove, follower_id, account_id):
        queue.send("follows", follower_id=follower_id, followee_id=account_id)


def begin(write: Callable[[str, str], bool], follower_id: str, followee_id: str) -> bool:
    """Write a follow or its end, in a way that tells whether it was new, and have both totals counted at any rate."""
    subjects = (("following", follower_id), ("followers", followee_id))
    queue.announce("follows", follower_id=follower_id, followee_id=followee_id, **counts.late(*subjects))
    is_new = write(follower_id, followee_id)
    if is_new:
        counts.hint(*subjects)
    return is_new
