"""A template of a mail, in any language."""

from typing import NamedTuple


class Letter(NamedTuple):
    """A template of a mail: subject and body, with placeholders for its fields."""

    subject: str
    text: str
