"""The few posts that an account has pinned to its page: their ids stand on its own row, the newest pin first."""

from pynamodb.expressions.update import Action

from chalicelib.errors import Unavailable
from chalicelib.models.base import guarded
from chalicelib.models.people.accounts import Account

RACES = 5


def of(account: Account) -> list[str]:
    """Return the ids of the posts that an account has pinned; some may be gone."""
    return list(account.pinned or [])


def put(account: Account, post_ids: list[str]) -> bool:
    """Pin these posts and no others; False where the pins were changed since the account was read."""
    same = Account.pinned == account.pinned if account.pinned else Account.pinned.does_not_exist()
    action: Action = Account.pinned.set(post_ids) if post_ids else Account.pinned.remove()
    return guarded(lambda: Account(account.id).update([action], condition=Account.id.exists() & same))


def take_off(account_id: str, post_id: str) -> None:
    """Take a post's pin off its author's page, whatever became of the post."""
    for _ in range(RACES):
        account = Account.find(account_id)
        held = of(account)
        if post_id not in held or put(account, [one for one in held if one != post_id]):
            return
    raise Unavailable
