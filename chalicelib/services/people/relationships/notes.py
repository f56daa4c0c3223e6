"""Keep a note about somebody, for oneself alone."""

from chalicelib.errors import Unprocessable
from chalicelib.models.people.accounts import Account
from chalicelib.models.people.notes import Note

# As Mastodon has it.
LONGEST_NOTE = 2000


def write(account_id: str, about_id: str, text: str) -> None:
    """Write a note about an account over the one before; an empty one takes it away. Nobody else sees it."""
    if len(text) > LONGEST_NOTE:
        raise Unprocessable(f"Validation failed: Comment is too long (maximum is {LONGEST_NOTE} characters)")
    Account.find_open(about_id)
    Note.put(account_id, about_id, text)
