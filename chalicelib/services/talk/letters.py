"""Say which letters there are, and what each is told.

`amount` is an integer in minor units with its `currency`; `until` is a time in seconds since 1970, told in its
`timezone` where it has one; all other fields are text.
"""

import string
from collections.abc import Mapping

from chalicelib.models.talk.mails import STRIKE
from chalicelib.services.talk import english

Fields = Mapping[str, str | int]

MONEY, MOMENTS, LINK = "amount", ("until",), "link"
# Where it is given, moments are told in this zone, by its IANA name.
ZONE = "timezone"


def fields_of(template: str) -> set[str]:
    """Return the names of the fields of a template; `currency` is required with `amount`."""
    letter = english.LETTERS[template]
    found = {name for _, name, _, _ in string.Formatter().parse(letter.subject + letter.text) if name}
    return found | ({"currency"} if MONEY in found else set())


def check(template: str, fields: Fields) -> None:
    """Raise ValueError unless a letter is told what it needs and no more; a strike stands for the link that it gets."""
    told = {LINK if name == STRIKE else name for name in fields} - {ZONE}
    if template not in english.LETTERS or told != fields_of(template):
        raise ValueError(f"The letter {template!r} cannot be written of {sorted(fields)}")
    if any(isinstance(value, int) != (name in {MONEY, *MOMENTS}) for name, value in fields.items()):
        raise ValueError(f"The letter {template!r} has a number where text belongs, or the other way round")
