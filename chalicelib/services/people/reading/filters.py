"""Keep filters, their keywords and the posts that they name."""

import json
from collections.abc import Callable
from typing import TypeVar

from chalicelib.errors import Unavailable, Unprocessable
from chalicelib.models.base import new_id, wait_a_little
from chalicelib.models.people.reading.filters import Filter, FilteredPost, Filters, Keyword
from chalicelib.services.people.reading.filter_changes import WARN, Changes, KeywordChange, apply, first, set_keyword

Result = TypeVar("Result")

# All filters of an account lie in one row, which is read with every page of posts: half a unit for each 4 KB.
MOST_BYTES = 32_000
RACES = 8


def all_of(account_id: str) -> list[Filter]:
    """Return all filters of an account, expired ones too, oldest first."""
    return list(Filters.of(account_id).filters)


def find(account_id: str, filter_id: str) -> Filter:
    """Return one's own filter, or raise NotFound."""
    return _by_id(all_of(account_id), filter_id)


def create(account_id: str, changes: Changes) -> Filter:
    """Add a filter with its keywords."""
    made = Filter(id=new_id(), title="", context=[], action=WARN, expires_at=None, keywords=[], posts=[])
    apply(made, changes)

    def add(filters: list[Filter]) -> Filter:
        filters.append(made)
        return made

    return change(account_id, add)


def update(account_id: str, filter_id: str, changes: Changes) -> Filter:
    """Change a filter, and those of its keywords that are named. Raises NotFound without either."""
    return change(account_id, lambda filters: apply(_by_id(filters, filter_id), changes))


def delete(account_id: str, filter_id: str) -> None:
    """Delete a filter with its keywords, or raise NotFound."""
    change(account_id, lambda filters: filters.remove(_by_id(filters, filter_id)))


def find_keyword(account_id: str, keyword_id: str) -> tuple[Filter, Keyword]:
    """Return a keyword of one's own with its filter, or raise NotFound."""
    return _keyword(all_of(account_id), keyword_id)


def add_keyword(account_id: str, filter_id: str, keyword: str, *, whole_word: bool) -> Keyword:
    """Add a keyword to a filter."""
    added = KeywordChange(keyword=keyword, whole_word=whole_word)
    return update(account_id, filter_id, Changes(keywords=[added]))["keywords"][-1]


def delete_keyword(account_id: str, keyword_id: str) -> None:
    """Take a keyword out of its filter, which stays."""

    def remove(filters: list[Filter]) -> None:
        one, keyword = _keyword(filters, keyword_id)
        one["keywords"].remove(keyword)

    change(account_id, remove)


def update_keyword(
    account_id: str, keyword_id: str, changed: KeywordChange, also: Changes | None = None
) -> tuple[Filter, Keyword]:
    """Change a keyword, and with it what else is said of its filter, as the older filters of one keyword do.

    Raises Unprocessable where that would change other keywords' filter.
    """

    def alter(filters: list[Filter]) -> tuple[Filter, Keyword]:
        one, keyword = _keyword(filters, keyword_id)
        if also is not None:
            before = (one["context"], one["action"], one["expires_at"])
            apply(one, also)
            if len(one["keywords"]) > 1 and before != (one["context"], one["action"], one["expires_at"]):
                raise Unprocessable("Validation failed: These parameters apply to more than one filter keyword")
        return one, set_keyword(keyword, changed)

    return change(account_id, alter)


def add_post(account_id: str, filter_id: str, post_id: str) -> FilteredPost:
    """Name a post in a filter; a second time it is the same."""

    def add(filters: list[Filter]) -> FilteredPost:
        posts = _by_id(filters, filter_id)["posts"]
        for held in posts:
            if held["post_id"] == post_id:
                return held
        posts.append(FilteredPost(id=new_id(), post_id=post_id))
        return posts[-1]

    return change(account_id, add)


def find_post(account_id: str, item_id: str) -> FilteredPost:
    """Return a post that a filter names, by the id of its being named, or raise NotFound."""
    return _post(all_of(account_id), item_id)[1]


def delete_post(account_id: str, item_id: str) -> FilteredPost:
    """Name a post no longer in a filter, and return what was named."""

    def remove(filters: list[Filter]) -> FilteredPost:
        one, item = _post(filters, item_id)
        one["posts"].remove(item)
        return item

    return change(account_id, remove)


def change(account_id: str, act: Callable[[list[Filter]], Result]) -> Result:
    """Change the filters of an account from what they are at this moment, whoever else changes them."""
    for attempt in range(RACES):
        row = Filters.of(account_id)
        before = json.dumps(row.filters)
        filters: list[Filter] = json.loads(before)
        result = act(filters)
        after = json.dumps(filters, ensure_ascii=False)
        if len(after.encode()) > MOST_BYTES:
            raise Unprocessable("Validation failed: Your filters are too many or too long")
        if json.dumps(filters) == before or row.replace(filters):
            return result
        wait_a_little(attempt)
    raise Unavailable


def _by_id(filters: list[Filter], filter_id: str) -> Filter:
    return first(one for one in filters if one["id"] == filter_id)


def _keyword(filters: list[Filter], keyword_id: str) -> tuple[Filter, Keyword]:
    return first((one, held) for one in filters for held in one["keywords"] if held["id"] == keyword_id)


def _post(filters: list[Filter], item_id: str) -> tuple[Filter, FilteredPost]:
    return first((one, held) for one in filters for held in one["posts"] if held["id"] == item_id)
