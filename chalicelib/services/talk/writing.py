"""Write the text of mails: plain text, from a table of templates for each language.

Only one line of a text is used, so that a title that a user chose cannot imitate the rest of the mail. Values are never
interpreted as templates or markup.
"""

from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from typing import NamedTuple

from chalicelib import config
from chalicelib.locales import RUSSIAN
from chalicelib.models.money import currencies
from chalicelib.services.days import day_text, moment_text
from chalicelib.services.talk import english
from chalicelib.services.talk.english.letter import Letter
from chalicelib.services.talk.letters import LINK, MOMENTS, MONEY, ZONE, Fields

LONGEST_VALUE = 200
FOOT = "\n\n{instance}, {address}\n"


class Spoken(NamedTuple):
    """A language: its letters, how it says what stands in a field of a template, and how it writes a day."""

    letters: dict[str, Letter]
    value: Callable[[str, str], str]
    day: Callable[[datetime], str]


def write(template: str, fields: Fields, language: str | None = None) -> Letter:
    """Return the subject and the body of a mail in a language, else in English, with its fields filled in."""
    spoken = _spoken(language)
    letter = spoken.letters[template]
    # A letter that waits since an earlier release may lack its link.
    shown = {LINK: ""} | {name: _show(name, fields, partial(spoken.value, template), spoken.day) for name in fields}
    shown |= {"instance": config.INSTANCE_TITLE, "address": config.PUBLIC_URL}
    return Letter(letter.subject.format_map(shown), letter.text.format_map(shown).rstrip() + FOOT.format_map(shown))


def _spoken(language: str | None) -> Spoken:
    if language != RUSSIAN:
        return Spoken(english.LETTERS, lambda _, text: text, day_text)
    # Imported here because most letters are written in English.
    from chalicelib.services.talk import russian  # noqa: PLC0415

    return Spoken(russian.LETTERS, russian.value, russian.day)


def _show(name: str, fields: Fields, say: Callable[[str], str], day: Callable[[datetime], str]) -> str:
    value = fields[name]
    if name == MONEY:
        return currencies.text(int(value), str(fields["currency"]))
    if name in MOMENTS and ZONE in fields:
        return moment_text(int(value), str(fields[ZONE]), day)
    if name in MOMENTS:
        at = datetime.fromtimestamp(int(value), UTC)
        return f"{day(at)}, {at:%H:%M} UTC"
    line = " ".join("".join(one if one.isprintable() else " " for one in say(str(value))).split())
    return line if name == LINK or len(line) <= LONGEST_VALUE else line[: LONGEST_VALUE - 1] + "…"
