"""Say what becomes of a filter that somebody changes. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from chalicelib.errors import NotFound, Unprocessable
from chalicelib.models.base import new_id, now
from chalicelib.models.people.reading.filters import Filter, Keyword
from chalicelib.services import lengths

Found = TypeVar("Found")

CONTEXTS = ("home", "notifications", "public", "thread", "account")
WARN, HIDE, BLUR = "warn", "hide", "blur"
LONGEST_TITLE = 256
LONGEST_KEYWORD = 512


@dataclass(frozen=True)
class Expiry:
    """In how many seconds a filter ends; None is never."""

    seconds: int | None

    @property
    def at(self) -> float | None:
        """Return the moment, in seconds since 1970."""
        return None if self.seconds is None else now() + self.seconds


@dataclass(frozen=True)
class KeywordChange:
    """A new keyword; or, with an id, a change or the end of one. What is None stays as it is."""

    id: str | None = None
    keyword: str | None = None
    whole_word: bool | None = None
    is_removed: bool = False


@dataclass(frozen=True)
class Changes:
    """What a filter is to be; what is None stays as it is."""

    title: str | None = None
    context: Sequence[str] | None = None
    action: str | None = None
    expiry: Expiry | None = None
    keywords: Sequence[KeywordChange] = field(default_factory=list)


def apply(one: Filter, changes: Changes) -> Filter:
    """Change a filter in place and return it; raises Unprocessable where it would be none."""
    if changes.title is not None:
        one["title"] = changes.title.strip()
    if changes.context is not None:
        one["context"] = list(dict.fromkeys(changes.context))
    one["action"] = changes.action or one["action"]
    if changes.expiry is not None:
        one["expires_at"] = changes.expiry.at
    _check(one)
    for change_ in changes.keywords:
        _change_keyword(one, change_)
    return one


def _check(one: Filter) -> None:
    faults = []
    if not one["title"]:
        faults.append("Title can't be blank")
    if lengths.is_longer(one["title"], LONGEST_TITLE):
        faults.append(f"Title is too long (maximum is {LONGEST_TITLE} characters)")
    if not one["context"]:
        faults.append("Context can't be blank")
    if not one["context"] or not set(one["context"]) <= set(CONTEXTS):
        faults.append("Context None or invalid context supplied")
    if faults:
        raise Unprocessable("Validation failed: " + ", ".join(faults))


def _change_keyword(one: Filter, changed: KeywordChange) -> None:
    if changed.id is None:
        if not changed.is_removed:
            one["keywords"].append(set_keyword(Keyword(id=new_id(), keyword="", whole_word=True), changed))
        return
    keyword = first(held for held in one["keywords"] if held["id"] == changed.id)
    if changed.is_removed:
        one["keywords"].remove(keyword)
    else:
        set_keyword(keyword, changed)


def set_keyword(keyword: Keyword, changed: KeywordChange) -> Keyword:
    """Change a keyword in place and return it; raises Unprocessable where it would be none."""
    if changed.keyword is not None:
        keyword["keyword"] = changed.keyword.strip()
    if changed.whole_word is not None:
        keyword["whole_word"] = changed.whole_word
    if not keyword["keyword"]:
        raise Unprocessable("Validation failed: Keyword can't be blank")
    if lengths.is_longer(keyword["keyword"], LONGEST_KEYWORD):
        raise Unprocessable(f"Validation failed: Keyword is too long (maximum is {LONGEST_KEYWORD} characters)")
    return keyword


def first(found: Iterable[Found]) -> Found:
    """Return the first of what was found, or raise NotFound."""
    for one in found:
        return one
    raise NotFound
