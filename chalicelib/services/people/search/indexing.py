"""Keep the words by which an account is found in step with its handle and name."""

from chalicelib.errors import Unavailable
from chalicelib.models.base import wait_a_little
from chalicelib.models.people.accounts import Account
from chalicelib.models.people.search.account_words import AccountWord

RACES = 8


def index(account_id: str) -> None:
    """Write the words of an account's handle and name, and take away those of an earlier name. May run twice."""
    for attempt in range(RACES):
        account = Account.find(account_id)
        wanted = {row.key: row for row in _rows(account)}
        held = AccountWord.keys_of(account_id)
        AccountWord.replace((wanted[key] for key in wanted.keys() - held), held - wanted.keys())
        if {row.key for row in _rows(Account.find(account_id))} == wanted.keys():
            return
        wait_a_little(attempt)
    raise Unavailable


def _rows(account: Account) -> list[AccountWord]:
    return AccountWord.all_for(account.id, account.handle, account.profile.get("display_name", ""))
