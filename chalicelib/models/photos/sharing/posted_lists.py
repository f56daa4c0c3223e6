"""The lists of people for which an account posted: on its own row, so that its page need not look for them."""

from pynamodb.expressions.update import Action

from chalicelib.models.base import guarded
from chalicelib.models.people.accounts import Account


def of(account: Account) -> list[str]:
    """Return the ids of the lists for which an account posted, and perhaps of some for which it was about to."""
    return sorted(account.posted_lists or ())


def note(account_id: str, list_id: str) -> None:
    """Write down that an account is about to post for one of its lists."""
    _change(account_id, Account.posted_lists.add({list_id}))


def forget(account_id: str, list_id: str) -> None:
    """Write down that a list is gone: its posts are shown to nobody else."""
    _change(account_id, Account.posted_lists.delete({list_id}))


def _change(account_id: str, action: Action) -> None:
    guarded(lambda: Account(account_id).update([action], condition=Account.id.exists()))
