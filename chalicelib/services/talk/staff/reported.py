"""Find the reports that the staff is told of, with whom they are about, among the rows of a page."""

from collections.abc import Mapping
from dataclasses import dataclass

from chalicelib.models.base import Model
from chalicelib.models.batches import Key
from chalicelib.models.people.accounts import Account
from chalicelib.models.safety.reports import Report
from chalicelib.models.talk.notifications import REPORT
from chalicelib.services.talk.told import Told


@dataclass(frozen=True)
class Reported:
    """A report that the staff is told of, and whom it is about."""

    report: Report
    target: Account


def keys(told: Told) -> list[Key]:
    """Return the keys of a report and of whom it is about; none for what is no report."""
    about = told.about
    return [(Report, about["report_id"], None), (Account, about["target_id"], None)] if told.kind == REPORT else []


def of(told: Told, rows: Mapping[Key, Model]) -> Reported | None:
    """Return what was reported, or None where that is gone, or for what is no report."""
    match [rows.get(key) for key in keys(told)]:
        case [Report() as report, Account() as target]:
            return Reported(report, target)
    return None


def is_due(told: Told, rows: Mapping[Key, Model]) -> bool:
    """Tell whether something is told to the staff: no block and no mute of theirs keeps it from them."""
    return told.is_for_staff and all(key in rows for key in keys(told))
