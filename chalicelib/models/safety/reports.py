"""Reports: what people ask the moderators to look at."""

from collections.abc import Iterable
from functools import partial
from typing import Any

from pynamodb.attributes import JSONAttribute, NumberAttribute, UnicodeAttribute
from pynamodb.expressions.condition import Condition
from pynamodb.expressions.update import Action
from pynamodb.indexes import GlobalSecondaryIndex, KeysOnlyProjection
from pynamodb.transactions import TransactWrite

from chalicelib.models.base import BaseMeta, Model, assignments, is_key, new_id, now, table_name
from chalicelib.models.batches import fetch
from chalicelib.models.paging import Page, Turned, turn
from chalicelib.models.versions import as_read

OPEN, CLOSED = "open", "closed"


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
    """What no moderator has closed yet, the newest first; under another key what was closed."""

    class Meta:
        index_name = "open"
        projection = KeysOnlyProjection()

    open = UnicodeAttribute(hash_key=True)
    id = UnicodeAttribute(range_key=True)


class Report(Model):
    """What one account reported of another, and whether a moderator has closed it.

    `kind` is Pixelfed's finer name of the category. `words` are what the posts said at that moment, by their ids: their
    author may delete them before anybody looks. `action_taken_at` is there once it was closed, with the account of who
    closed it through the API. `version` counts the changes, so that none is written over what it did not read.
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
    action_taken_by = UnicodeAttribute(null=True)
    assigned_id = UnicodeAttribute(null=True)
    updated_at = NumberAttribute(null=True)
    version = NumberAttribute(default=0)
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

    def close(self, moderator_id: str, writes: TransactWrite) -> None:
        """Add to a transaction that a moderator, or without one the operator, closes it; fails where it is already."""
        by = {"action_taken_by": moderator_id or None}
        self._write(writes, {"action_taken_at": now(), "open": CLOSED, **by}, Report.action_taken_at.does_not_exist())

    def close_along(self, moderator_id: str, writes: TransactWrite) -> None:
        """Add to a transaction of something else that the report is closed; one that is by then stays as it is."""
        by = [Report.action_taken_by.set(Report.action_taken_by | moderator_id)] if moderator_id else []
        at: list[Action] = [Report.action_taken_at.set(Report.action_taken_at | now()), Report.open.set(CLOSED)]
        actions = [*at, *by, Report.updated_at.set(now()), Report.version.add(1)]
        writes.update(Report(self.id), actions, condition=Report.id.exists())

    def change(self, changes: dict[str, Any], writes: TransactWrite) -> None:
        """Add changes to a transaction, which fails where the report was changed since it was read."""
        self._write(writes, changes, as_read(Report.version, int(self.version)))

    def _write(self, writes: TransactWrite, changes: dict[str, Any], still: Condition) -> None:
        actions = [*assignments(Report, {**changes, "updated_at": now()}), Report.version.add(1)]
        writes.update(Report(self.id), actions, condition=Report.id.exists() & still)

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

    @classmethod
    def closed(cls, page: Page) -> "Turned[Report]":
        """Return a page of what was closed."""
        return _turn(cls.open_reports, OpenIndex.id, CLOSED, page)


def _turn(index: Any, id_key: Any, name: str, page: Page) -> Turned[Report]:
    if not is_key(name):
        return Turned()
    turned = turn(partial(_read, index, id_key, name), lambda report_id: report_id, page)
    found = fetch([(Report, report_id, None) for report_id in turned.rows])
    rows = [found.get((Report, report_id, None)) for report_id in turned.rows]
    return Turned([row for row in rows if isinstance(row, Report)], turned.has_more)


def _read(index: Any, id_key: Any, name: str, low: str, high: str, rising: bool, limit: int) -> Iterable[str]:
    between: Condition = id_key.between(low, high)
    return (row.id for row in index.query(name, between, scan_index_forward=rising, limit=limit))
