"""Keep a note about somebody, for oneself alone."""

from functools import partial

from chalicelib.errors import Unprocessable
from chalicelib.models.people.notes import Note
from chalicelib.services import lengths
from chalicelib.services.people.relationships import blocks

# As Mastodon has it.
LONGEST_NOTE = 2000
# Many are read together.
LARGEST_NOTE = 16_000


def write(account_id: str, about_id: str, text: str) -> None:
    """Write a note about an account over the one before; an empty one takes it away. Nobody else sees it.

    Whoever has one keeps it in order after that account blocked them, or was closed; to others it is not there then.
    """
    if lengths.is_longer(text, LONGEST_NOTE, LARGEST_NOTE):
        raise Unprocessable(f"Validation failed: Comment is too long (maximum is {LONGEST_NOTE} characters)")
    blocks.expect_shown(account_id, about_id, partial(Note.is_there, account_id, about_id))
    Note.put(account_id, about_id, text)
