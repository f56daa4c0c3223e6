"""Find accounts, posts and hashtags by one query."""

from dataclasses import dataclass, field
from functools import partial
from typing import Any

from chalicelib.models.paging import Page
from chalicelib.models.people.accounts import Account
from chalicelib.models.people.reading.hashtags import Hashtags
from chalicelib.models.rounds import both, each
from chalicelib.services.people.search import names
from chalicelib.services.photos.reading.hashtags import Tag, tag_of
from chalicelib.services.photos.search import posts, tags
from chalicelib.services.photos.views import PostView

ACCOUNTS, STATUSES, HASHTAGS = "accounts", "statuses", "hashtags"


@dataclass(frozen=True)
class Wish:
    """What is looked for: which kind, or all three; `offset` counts only for one kind."""

    text: str
    kind: str | None
    page: Page
    offset: int = 0
    author_id: str = ""
    only_followed: bool = False


@dataclass
class Results:
    """What was found."""

    accounts: list[Account] = field(default_factory=list)
    posts: list[PostView] = field(default_factory=list)
    tags: list[Tag] = field(default_factory=list)


def search(viewer_id: str | None, wish: Wish) -> Results:
    """Return what a query finds of the kinds that are asked for, all kinds in one round.

    With the hashtags it is told how the viewer stands to them, where somebody in particular looks.
    """
    kinds = [wish.kind] if wish.kind else [ACCOUNTS, STATUSES, HASHTAGS]
    looks = [partial(LOOKS[kind], viewer_id, wish) for kind in kinds if kind in LOOKS]
    results = Results()
    for found in each(looks):
        for name, value in found.items():
            setattr(results, name, value)
    return results


def _accounts(viewer_id: str | None, wish: Wish) -> dict[str, Any]:
    found = names.search(viewer_id, wish.text, wish.page.limit, wish.offset, only_followed=wish.only_followed)
    return {"accounts": found}


def _posts(viewer_id: str | None, wish: Wish) -> dict[str, Any]:
    page = Page(wish.page.limit + wish.offset, wish.page.max_id, wish.page.since_id, wish.page.min_id)
    return {"posts": posts.search(viewer_id, wish.text, page, wish.author_id).views[wish.offset :]}


def _tags(viewer_id: str | None, wish: Wish) -> dict[str, Any]:
    look = partial(tags.search, wish.text, wish.page.limit, wish.offset)
    if viewer_id is None:
        return {"tags": [Tag(name) for name in look()]}
    found, chosen = both(look, partial(Hashtags.of, viewer_id))
    return {"tags": [tag_of(chosen, name) for name in found]}


LOOKS = {ACCOUNTS: _accounts, STATUSES: _posts, HASHTAGS: _tags}
