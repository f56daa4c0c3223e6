"""The first account of a server, which speaks for it where no setting names another."""

from chalicelib.models.base import guarded
from chalicelib.models.people.accounts import Account, Name

# The key in `names` of the first account: no handle and no address is like it.
FIRST = "!first"


def note(account_id: str) -> None:
    """Write down the first account of a new server, once: of one that has accounts nobody knows which it was."""
    try:
        Name.get(FIRST)
    except Name.DoesNotExist:
        if Account.count_roughly() <= 1:
            first = Name(FIRST, account_id=account_id)
            guarded(lambda: first.save(condition=Name.key.does_not_exist()))
