"""Filters in the dialect of the Mastodon API, both as they are and as they were before its version 4.

Source: https://docs.joinmastodon.org/entities/Filter/, /entities/FilterResult/ and /entities/V1_Filter/
"""

from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import BeforeValidator, Field

from chalicelib.models.people.reading.filters import Filter, FilteredPost, Keyword
from chalicelib.schemas.base import Flag, Form, Many, Name
from chalicelib.schemas.text import timestamp
from chalicelib.services.people.reading.filter_changes import BLUR, HIDE, WARN, Changes, Expiry, KeywordChange
from chalicelib.services.people.reading.matching import Match

if TYPE_CHECKING:
    from chalicelib.schemas import entities

# A century: what is later than that is as good as never, and no calendar of ours writes it.
LONGEST = 100 * 365 * 86400


def _seconds(value: object) -> object:
    return None if value in ("", "null") else value


Seconds = Annotated[Annotated[int, Field(ge=0, le=LONGEST)] | None, BeforeValidator(_seconds)]
Texts = Annotated[list[str], Many]


class KeywordForm(Form):
    """A keyword; with an `id`, one that is there."""

    id: str | None = None
    keyword: str | None = None
    whole_word: Flag | None = None
    is_removed: Flag = Field(default=False, alias="_destroy")

    def change(self, *, whole_word: bool | None = None) -> KeywordChange:
        """Return what the keyword is to be; `whole_word` is what it is where nothing is said of it."""
        told = whole_word if self.whole_word is None else self.whole_word
        return KeywordChange(self.id or None, self.keyword, told, self.is_removed)


class FilterForm(Form):
    """A filter, or changes to one."""

    title: Name | None = None
    context: Texts | None = None
    filter_action: Literal["warn", "hide", "blur", "blur_media"] | None = None
    expires_in: Seconds = None
    keywords_attributes: Annotated[list[KeywordForm], Many] = Field(default_factory=list, max_length=200)

    def changes(self, *, is_new: bool = False) -> Changes:
        """Return what the filter is to be; a new one has a title and a context, be they wrong ones."""
        return Changes(
            title=(self.title or "") if is_new else self.title,
            context=(self.context or []) if is_new else self.context,
            action=BLUR if self.filter_action == "blur_media" else self.filter_action,
            expiry=Expiry(self.expires_in) if "expires_in" in self.model_fields_set else None,
            keywords=[form.change() for form in self.keywords_attributes],
        )


class FilteredPostForm(Form):
    """Which post a filter is to name."""

    status_id: str = ""


class OldFilterForm(Form):
    """A filter of one phrase."""

    phrase: str | None = None
    context: Texts | None = None
    irreversible: Flag | None = None
    whole_word: Flag | None = None
    expires_in: Seconds = None

    def created(self) -> Changes:
        """Return the filter that has this phrase as its title and as its only keyword."""
        phrase = self.phrase or ""
        keyword = KeywordChange(keyword=phrase, whole_word=bool(self.whole_word))
        return Changes(phrase[:256], self.context or [], self._action, Expiry(self.expires_in), [keyword])

    def changes(self) -> Changes:
        """Return what changes of the filter to which the phrase belongs."""
        expiry = Expiry(self.expires_in) if "expires_in" in self.model_fields_set else None
        return Changes(context=self.context, action=self._action, expiry=expiry)

    def keyword(self) -> KeywordChange:
        """Return what changes of the phrase."""
        return KeywordChange(keyword=self.phrase, whole_word=self.whole_word)

    @property
    def _action(self) -> str | None:
        return None if self.irreversible is None else (HIDE if self.irreversible else WARN)


def render_filter(one: Filter) -> "entities.Filter":
    """Return a filter with its keywords and posts."""
    return {
        **_summary(one),
        "keywords": [render_keyword(keyword) for keyword in one["keywords"]],
        "statuses": [render_filtered_post(item) for item in one["posts"]],
    }


def render_keyword(keyword: Keyword) -> "entities.FilterKeyword":
    """Return one of a filter's keywords."""
    return {"id": keyword["id"], "keyword": keyword["keyword"], "whole_word": keyword["whole_word"]}


def render_filtered_post(item: FilteredPost) -> "entities.FilterStatus":
    """Return a post that a filter names."""
    return {"id": item["id"], "status_id": item["post_id"]}


def render_old_filter(one: Filter, keyword: Keyword) -> "entities.OldFilter":
    """Return a keyword as the filter that it was before filters had several."""
    return {
        "id": keyword["id"],
        "phrase": keyword["keyword"],
        "context": one["context"],
        "whole_word": keyword["whole_word"],
        "expires_at": _expiry(one),
        "irreversible": one["action"] == HIDE,
    }


def render_filtered(found: list[Match]) -> "list[entities.FilterResult]":
    """Return why a status is filtered. A client hides it, or warns of it, in the filter's contexts."""
    return [
        {
            "filter": _summary(match.filter),
            "keyword_matches": match.keywords or None,
            "status_matches": match.post_ids or None,
        }
        for match in found
    ]


def _summary(one: Filter) -> "entities.FilterSummary":
    return {
        "id": one["id"],
        "title": one["title"],
        "context": one["context"],
        "expires_at": _expiry(one),
        "filter_action": one["action"],
    }


def _expiry(one: Filter) -> str | None:
    return None if one["expires_at"] is None else timestamp(one["expires_at"])
