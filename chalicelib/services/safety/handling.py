"""What moderators do with reports: look at them, take them up, close them, open them again, file them elsewhere.

Whoever is reported is not told by whom: a report about a moderator is not there for that one.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from chalicelib.errors import NotFound, Unavailable, Unprocessable
from chalicelib.models.base import GuardFailed, wait_a_little
from chalicelib.models.filling import Filled, fill
from chalicelib.models.money.payments.origins import write_all
from chalicelib.models.paging import Page, Turned
from chalicelib.models.safety.actions import CHANGE_REPORT, LEAVE_REPORT, REOPEN_REPORT, TAKE_REPORT
from chalicelib.models.safety.reports import OPEN, Report
from chalicelib.services.photos import views
from chalicelib.services.photos.views import PostView
from chalicelib.services.safety import decisions, members, reports, roles
from chalicelib.services.safety.decisions import Decision
from chalicelib.services.safety.members import Member

RACES = 8


@dataclass(frozen=True)
class Opened:
    """A report as a moderator reads it.

    `views` are those of its posts that this moderator may see at this moment; what all of them said is in the report.
    """

    report: Report
    people: dict[str, Member]
    views: Sequence[PostView] = ()

    def member(self, account_id: str | None) -> Member | None:
        """Return one of those whom the report names."""
        return self.people[account_id] if account_id else None


@dataclass(frozen=True)
class Sought:
    """Which reports are looked for: open ones, or those that are resolved; by whom, about whom."""

    is_resolved: bool = False
    account_id: str = ""
    target_id: str = ""


def find(moderator_id: str, report_id: str) -> Opened:
    """Return a report, also of what was deleted since, or raise NotFound. Raises Forbidden for whoever has no role."""
    roles.expect_staff(moderator_id)
    return _opened(moderator_id, [_find(moderator_id, report_id)])[0]


def listed(moderator_id: str, sought: Sought, page: Page) -> Filled[Opened]:
    """Return a page of reports, the newest first. Raises Forbidden for whoever has no role."""
    roles.expect_staff(moderator_id)
    at_hand: dict[str, Report] = {}

    def read(page: Page) -> Turned[str]:
        turned = _source(sought, page)
        at_hand.update({report.id: report for report in turned.rows})
        return Turned([report.id for report in turned.rows], turned.has_more)

    def show(report_ids: list[str]) -> list[tuple[str, Opened]]:
        rows = [row for one in report_ids if _fits(row := at_hand[one], sought) and row.target_id != moderator_id]
        return [(one.report.id, one) for one in _opened(moderator_id, rows)]

    return fill(read, show, page)


def _source(sought: Sought, page: Page) -> Turned[Report]:
    if sought.target_id:
        return Report.of_target(sought.target_id, page)
    if sought.account_id:
        return Report.of_reporter(sought.account_id, page)
    return Report.closed(page) if sought.is_resolved else Report.still_open(page)


def _fits(report: Report, sought: Sought) -> bool:
    is_resolved = report.action_taken_at is not None
    is_by = not sought.account_id or report.account_id == sought.account_id
    return is_by and is_resolved is sought.is_resolved


def _find(moderator_id: str, report_id: str) -> Report:
    report = Report.find(report_id)
    if report.target_id == moderator_id:
        raise NotFound
    return report


def _opened(moderator_id: str, rows: Sequence[Report]) -> list[Opened]:
    named = [(row.account_id, row.target_id, row.assigned_id, row.action_taken_by) for row in rows]
    people = members.find_all(sorted({account_id for ids in named for account_id in ids if account_id}))
    post_ids = list(dict.fromkeys(post_id for row in rows for post_id in row.post_ids))
    seen = {view.post.id: view for view in views.find_many(moderator_id, post_ids)} if post_ids else {}
    return [Opened(row, people, [seen[one] for one in row.post_ids if one in seen]) for row in rows]


def take(moderator_id: str, report_id: str) -> Opened:
    """Have a moderator see to a report, whoever did before."""
    return _change(moderator_id, report_id, TAKE_REPORT, {"assigned_id": moderator_id})


def leave(moderator_id: str, report_id: str) -> Opened:
    """Let nobody in particular see to a report."""
    return _change(moderator_id, report_id, LEAVE_REPORT, {"assigned_id": None})


def resolve(moderator_id: str, report_id: str) -> Opened:
    """Close a report without doing anything else; nothing happens to one that is closed."""
    moderator = roles.expect_staff(moderator_id)
    _find(moderator_id, report_id)
    decisions.close_report(Decision(f"@{moderator.handle}", "", report_id, moderator_id))
    return find(moderator_id, report_id)


def reopen(moderator_id: str, report_id: str) -> Opened:
    """Open a report that was closed; nothing happens to one that is open."""
    changes = {"action_taken_at": None, "action_taken_by": None, "open": OPEN}
    return _change(moderator_id, report_id, REOPEN_REPORT, changes)


def refile(moderator_id: str, report_id: str, category: str | None, rule_ids: list[str] | None) -> Opened:
    """Change what a report is about: its category, and the rules where it is about those."""
    changes: dict[str, Any] = {} if category is None else {"category": category}
    if rule_ids is not None:
        if not set(rule_ids) <= reports.rule_ids():
            raise Unprocessable("Validation failed: Rules are not those of this server")
        changes["rule_ids"] = list(dict.fromkeys(rule_ids))
    if category is not None and category != reports.VIOLATION:
        changes["rule_ids"] = []
    return _change(moderator_id, report_id, CHANGE_REPORT, changes)


def _change(moderator_id: str, report_id: str, name: str, changes: dict[str, Any]) -> Opened:
    """Write changes and their row in the log, over nothing that was not read. What is so already is not written."""
    moderator = roles.expect_staff(moderator_id)
    decision = Decision(f"@{moderator.handle}", "", report_id, moderator_id)
    for attempt in range(RACES):
        report = _find(moderator_id, report_id)
        if all(getattr(report, key) == value for key, value in changes.items()):
            return _opened(moderator_id, [report])[0]
        _, writes = decisions.logged(name, report.target_id, decision)
        try:
            write_all(*writes, partial(report.change, changes))
        except GuardFailed:
            wait_a_little(attempt)
        else:
            return find(moderator_id, report_id)
    raise Unavailable
