"""Make one's account private, or public: what it posted follows, post by post, and nobody new sees it until then."""

from typing import Any

from chalicelib.errors import Unavailable
from chalicelib.gateways import queue
from chalicelib.models.base import wait_a_little
from chalicelib.models.people import privacy
from chalicelib.models.people.accounts import Account
from chalicelib.models.people.requests import FollowRequest
from chalicelib.services.people import counts

RACES = 8
# So many requests one message accepts; the next ones are another message's.
ACCEPTED_AT_ONCE = 25


def set_private(account_id: str, *, is_private: bool) -> None:
    """Make an account private or public; where it is so already, nothing changes.

    Two walks go over its posts: one at once, and one that is sent ahead, comes late, and so finds what an index had not
    shown to the first. Only the second ends the closing.
    """
    for attempt in range(RACES):
        account = Account.find(account_id)
        if bool(account.is_private) is is_private:
            return
        walk: dict[str, Any] = {"privacy": account_id, "version": int(account.privacy_version) + 1}
        queue.announce("profiles", **walk, is_last=True)
        if privacy.change(account, is_private=is_private):
            queue.send("profiles", **walk)
            return
        wait_a_little(attempt)
    raise Unavailable


def accept_some(account_id: str) -> bool:
    """Accept some of the requests to follow an account that is public by now; tells whether there may be more."""
    asker_ids = FollowRequest.some(account_id, ACCEPTED_AT_ONCE)
    for asker_id in asker_ids:
        subjects = (("following", asker_id), ("followers", account_id))
        # Whatever cuts this short, the home timeline becomes what the follow says.
        queue.send("follows", delay=5, follower_id=asker_id, followee_id=account_id, **counts.late(*subjects))
        FollowRequest.accept(asker_id, account_id)
    return len(asker_ids) == ACCEPTED_AT_ONCE
