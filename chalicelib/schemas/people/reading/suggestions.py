"""Suggestions and the directory in the dialect of the Mastodon API.

Source: https://docs.joinmastodon.org/entities/Suggestion/
"""

from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import Field

from chalicelib.schemas.base import Form
from chalicelib.schemas.pages import cut
from chalicelib.schemas.people.accounts import render_account
from chalicelib.services.photos.reading.suggestions import FRIENDS, Suggestion

if TYPE_CHECKING:
    from chalicelib.schemas import entities


class SuggestionsForm(Form):
    """How many suggestions are asked for."""

    limit: int | None = None

    @property
    def wanted(self) -> int:
        """Return how many are given."""
        return cut(self.limit, 40, 80)


class DirectoryForm(SuggestionsForm):
    """Which part of the directory is asked for."""

    order: Literal["active", "new"] = "active"
    offset: Annotated[int, Field(ge=0, le=10_000)] = 0


def render_suggestion(found: Suggestion) -> "entities.Suggestion":
    """Return a suggestion with its reason, in the words of today's clients (`sources`) and of older ones."""
    source = "past_interactions" if found.reason == FRIENDS else "global"
    return {"source": source, "sources": [found.reason], "account": render_account(found.account)}
