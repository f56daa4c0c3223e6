"""Publish terms of service or a privacy policy in versions, list them, and take back what has not begun."""

import argparse
import sys
from datetime import UTC, date
from pathlib import Path
from typing import Any

from chalicelib.locales import ENGLISH, RUSSIAN

KINDS = ("terms", "privacy")
# In bytes of HTML, for one language: a row of DynamoDB holds 400 KB.
LARGEST = 300_000
# How long it is announced that terms change, after they did.
ANNOUNCED_SECONDS = 14 * 86_400
ANNOUNCED: dict[tuple[str, str], str] = {
    ("terms", ENGLISH): "From {day} on these terms of service count: {address}",
    ("terms", RUSSIAN): "С {day} действуют эти условия использования: {address}",
    ("privacy", ENGLISH): "From {day} on this privacy policy counts: {address}",
    ("privacy", RUSSIAN): "С {day} действует эта политика конфиденциальности: {address}",
}


class Unfit(Exception):
    """A text or a day that cannot be published, in words for the operator."""


def add(commands: Any) -> None:
    """Tell argparse of the command."""
    command = commands.add_parser("publish", help="publish terms or a privacy policy; without a file, list what is")
    command.add_argument("kind", nargs="?", choices=KINDS)
    command.add_argument(
        "file", nargs="?", default="", help="the text in Markdown (CommonMark), without HTML, in English"
    )
    command.add_argument(
        "--russian", default="", metavar="FILE", help="the same in Russian, or the text if it is in no other"
    )
    command.add_argument(
        "--from", dest="day", default="", metavar="DAY", help="when it begins in UTC, as 2026-12-15; today"
    )
    command.add_argument(
        "--announce", action="store_true", help="announce it to everybody, until 14 days after it begins"
    )
    command.add_argument("--remove", default="", metavar="DAY", help="take back the version of a day that is to come")
    command.set_defaults(run=run)


def run(asked: argparse.Namespace) -> int:
    """Publish, list or take back; return 1 where it cannot be done, with nothing written."""
    try:
        print(_act(asked))
    except Unfit as unfit:
        print(unfit, file=sys.stderr)
        return 1
    return 0


def _act(asked: argparse.Namespace) -> str:
    is_text = bool(asked.file or asked.russian)
    if not asked.kind and (is_text or asked.remove):
        raise Unfit(f"Say what: {' or '.join(KINDS)}.")
    if is_text and asked.remove:
        raise Unfit("One is published, or taken back: take back first what is to begin on another day.")
    if not is_text and (asked.day or asked.announce):
        raise Unfit("Name the file with the text.")
    if is_text:
        return _publish(asked)
    return _take_back(asked.kind, asked.remove) if asked.remove else _listed([asked.kind] if asked.kind else KINDS)


def _publish(asked: argparse.Namespace) -> str:
    from chalicelib.models.people.reading.server_texts import ServerText
    from chalicelib.services.people.reading import server_texts

    today = server_texts.today()
    day = _day(asked.day or today)
    if day < today:
        raise Unfit(f"It is {today} in UTC: what begins before cannot be published.")
    files: dict[str, str] = {ENGLISH: asked.file, RUSSIAN: asked.russian}
    texts = {language: _html(Path(name)) for language, name in files.items() if name}
    announced = _announcement(asked.kind, day, list(texts)) if asked.announce else None
    if not ServerText.publish(asked.kind, day, texts, today, announced):
        raise Unfit(f"The version of {day} has begun, and stays as people read it. Let another begin on a later day.")
    return f"It is published, from {day} on, in {' and '.join(texts)}."


def _take_back(kind: str, day: str) -> str:
    from chalicelib.models.people.reading.server_texts import ServerText
    from chalicelib.services.people.reading import server_texts

    if not ServerText.take_back(kind, _day(day), server_texts.today()):
        raise Unfit("There is no version of this day that has yet to begin.")
    return "It is taken back."


def _listed(kinds: Any) -> str:
    from chalicelib.models.people.reading.server_texts import ServerText
    from chalicelib.services.people.reading import server_texts

    lines = []
    for kind in kinds:
        current, _ = server_texts.versions(kind).days
        for one in ServerText.latest(kind):
            state = "counts" if one.part == current else "to come" if one.part > (current or "") else "past"
            lines.append(f"{kind} {one.part} {state}, {one.languages}")
    return "\n".join(lines) or "Nothing is published."


def _day(text: str) -> str:
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        raise Unfit(f"{text} is no day: it is written as 2026-12-15.") from None


def _html(file: Path) -> str:
    """Return the HTML of a text: what it has of HTML of its own is shown as it is typed, and pictures are left out."""
    from markdown_it import MarkdownIt

    try:
        text = file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise Unfit(f"{file} cannot be read: {error}") from error
    markdown = MarkdownIt("commonmark", {"html": False})
    markdown.add_render_rule("image", lambda *_: "")
    html = str(markdown.render(text))
    if not html.strip():
        raise Unfit(f"{file} is empty.")
    if len(html.encode()) > LARGEST:
        raise Unfit(f"{file} is too long: {len(html.encode()):,} bytes as HTML, of at most {LARGEST:,}.")
    return html


def _announcement(kind: str, day: str, languages: list[str]) -> Any:
    from chalicelib import config
    from chalicelib.models.people.reading.announcements import ALL, Announcement
    from chalicelib.services import days

    address = f"{config.PUBLIC_URL}/{kind}/{day}"
    text = "\n\n".join(ANNOUNCED[kind, language].format(day=day, address=address) for language in languages)
    ends_at = days.beginning(date.fromisoformat(day), UTC) + ANNOUNCED_SECONDS
    return Announcement(ALL, text=text, ends_at=ends_at)
