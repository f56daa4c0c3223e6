"""What somebody does not want to read: all filters of an account, in one row that is read with the posts."""

from collections.abc import Mapping
from typing import TypedDict

from pynamodb.attributes import JSONAttribute, NumberAttribute, UnicodeAttribute
from pynamodb.expressions.update import Action

from chalicelib.models.base import BaseMeta, Model, guarded, table_name
from chalicelib.models.batches import Key
from chalicelib.models.versions import as_read


class Keyword(TypedDict):
    """Words that a filter looks for."""

    id: str
    keyword: str
    whole_word: bool


class FilteredPost(TypedDict):
    """A post that a filter names."""

    id: str
    post_id: str


class Filter(TypedDict):
    """A filter; `context` says where clients apply it, `action` what they do with a post that matches."""

    id: str
    title: str
    context: list[str]
    action: str
    expires_at: float | None
    keywords: list[Keyword]
    posts: list[FilteredPost]


class Filters(Model):
    """All filters of an account, oldest first. They are changed together, over what was read."""

    class Meta(BaseMeta):
        table_name = table_name("filters")

    account_id = UnicodeAttribute(hash_key=True)
    filters = JSONAttribute(default=list)
    version = NumberAttribute(default=0)

    @classmethod
    def of(cls, account_id: str) -> "Filters":
        """Return an account's filters, read consistently; an empty row where there is none."""
        try:
            return cls.get(account_id, consistent_read=True)
        except cls.DoesNotExist:
            return cls(account_id)

    @classmethod
    def keys(cls, account_id: str | None) -> list[Key]:
        """Return what to read in one batch with posts: half a unit, also where there is no filter."""
        return [(cls, account_id, None)] if account_id else []

    @classmethod
    def among(cls, account_id: str | None, found: Mapping[Key, Model]) -> list[Filter]:
        """Return the filters out of a batch that read `keys` too."""
        row = found.get((cls, account_id or "", None))
        return list(row.filters) if isinstance(row, cls) else []

    def replace(self, filters: list[Filter]) -> bool:
        """Write filters over those that were read; False where somebody else changed them since."""
        version = Filters.version
        actions: list[Action] = [Filters.filters.set(filters), version.set(self.version + 1)]
        return guarded(lambda: Filters(self.account_id).update(actions, condition=as_read(version, int(self.version))))
