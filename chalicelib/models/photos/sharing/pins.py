"""The few posts that an account has pinned to its page: their ids stand on its own row, the newest pin first."""

from collections.abc import Callable

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


def change(account_id: str, wanted: Callable[[list[str]], list[str]]) -> None:
    """Change what an account has pinned from what it is at this moment, whoever else changes it."""
    for _ in range(RACES):
        account = Account.find(account_id)
        held = of(account)
        changed = wanted(held)
        if changed == held or put(account, changed):
            return
    raise Unavailable


def take_off(account_id: str, post_id: str) -> None:
    """Take a post's pin off its author's page, whatever became of the post."""
    change(account_id, lambda held: [one for one in held if one != post_id])
