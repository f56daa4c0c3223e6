"""Reports: what people ask the moderators to look at."""

from collections.abc import Iterable
from functools import partial
from typing import Any

from pynamodb.attributes import JSONAttribute, NumberAttribute, UnicodeAttribute
from pynamodb.expressions.condition import Condition
from pynamodb.expressions.update import Action
from pynamodb.indexes import GlobalSecondaryIndex, KeysOnlyProjection
from pynamodb.transactions import TransactWrite

from chalicelib.models.base import BaseMeta, Model, new_id, now, table_name
from chalicelib.models.batches import fetch
from chalicelib.models.paging import Page, Turned, turn

OPEN = "open"


class ReporterIndex(GlobalSecondaryIndex["Report"]):
    """What an account reported, the newest first."""

    class Meta:
        index_name = "reporters"
        projection = KeysOnlyProjection()

    account_id = UnicodeAttribute(hash_key=True)
    id = UnicodeAttribute(range_key=True)


class TargetIndex(GlobalSecondaryIndex["Report"]):
    """What was reported about an account, the newest first."""

    class Meta:
        index_name = "targets"
        projection = KeysOnlyProjection()

    target_id = UnicodeAttribute(hash_key=True)
    id = UnicodeAttribute(range_key=True)


class OpenIndex(GlobalSecondaryIndex["Report"]):
    """What no moderator has closed yet, the newest first."""

    class Meta:
        index_name = "open"
        projection = KeysOnlyProjection()

    open = UnicodeAttribute(hash_key=True)
    id = UnicodeAttribute(range_key=True)


class Report(Model):
    """What one account reported of another, and whether a moderator has closed it.

    `kind` is Pixelfed's finer name of the category. `words` are what the posts said at that moment, by their ids: their
    author may delete them before anybody looks. `action_taken_at` is there once it was closed.
    """

    class Meta(BaseMeta):
        table_name = table_name("reports")

    id = UnicodeAttribute(hash_key=True)
    account_id = UnicodeAttribute()
    target_id = UnicodeAttribute()
    category = UnicodeAttribute()
    kind = UnicodeAttribute(null=True)
    comment = UnicodeAttribute(null=True)
    post_ids = JSONAttribute(default=list)
    rule_ids = JSONAttribute(default=list)
    words = JSONAttribute(default=dict)
    created_at = NumberAttribute(default_for_new=now)
    action_taken_at = NumberAttribute(null=True)
    open = UnicodeAttribute(null=True)
    reporters = ReporterIndex()
    targets = TargetIndex()
    open_reports = OpenIndex()

    @classmethod
    def made(cls, account_id: str, target_id: str, **told: Any) -> "Report":
        """Return a new report, to be added to a transaction."""
        return cls(new_id(), account_id=account_id, target_id=target_id, open=OPEN, **told)

    def add(self, writes: TransactWrite) -> None:
        """Add the new report to a transaction."""
        writes.save(self, condition=Report.id.does_not_exist())

    def close(self, writes: TransactWrite) -> None:
        """Add to a transaction that the report is closed; fails where it is already."""
        actions: list[Action] = [Report.action_taken_at.set(now()), Report.open.remove()]
        still: Condition = Report.id.exists() & Report.action_taken_at.does_not_exist()
        writes.update(Report(self.id), actions, condition=still)

    @classmethod
    def of_reporter(cls, account_id: str, page: Page) -> "Turned[Report]":
        """Return a page of what an account reported."""
        return _turn(cls.reporters, ReporterIndex.id, account_id, page)

    @classmethod
    def of_target(cls, account_id: str, page: Page) -> "Turned[Report]":
        """Return a page of what was reported about an account."""
        return _turn(cls.targets, TargetIndex.id, account_id, page)

    @classmethod
    def still_open(cls, page: Page) -> "Turned[Report]":
        """Return a page of what is not closed yet."""
        return _turn(cls.open_reports, OpenIndex.id, OPEN, page)


def _turn(index: Any, id_key: Any, name: str, page: Page) -> Turned[Report]:
    turned = turn(partial(_read, index, id_key, name), lambda report_id: report_id, page)
    found = fetch([(Report, report_id, None) for report_id in turned.rows])
    rows = [found.get((Report, report_id, None)) for report_id in turned.rows]
    return Turned([row for row in rows if isinstance(row, Report)], turned.has_more)


def _read(index: Any, id_key: Any, name: str, low: str, high: str, rising: bool, limit: int) -> Iterable[str]:
    between: Condition = id_key.between(low, high)
    return (row.id for row in index.query(name, between, scan_index_forward=rising, limit=limit))
