"""Reports in the dialects of Mastodon and of Pixelfed.

Source: https://docs.joinmastodon.org/methods/reports/ and /entities/Report/; Pixelfed's `v1.1/report`.
"""

from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import BeforeValidator, Field

from chalicelib.schemas.base import Flag, Form, Many
from chalicelib.schemas.people.accounts import render_account
from chalicelib.schemas.text import timestamp
from chalicelib.services.safety.reports import OTHER, Complaint, Filed

if TYPE_CHECKING:
    from chalicelib.schemas import entities

# An empty value counts as none.
Category = Annotated[Literal["spam", "legal", "violation", "other"], BeforeValidator(lambda value: value or OTHER)]


class ReportForm(Form):
    """What somebody reports. `forward` is for accounts of other servers, of which there are none."""

    account_id: str = ""
    comment: str = ""
    category: Category = "other"
    status_ids: Annotated[list[str], Many] | None = Field(default=None, max_length=1000)
    rule_ids: Annotated[list[str], Many] | None = Field(default=None, max_length=100)
    forward: Flag = False

    def complaint(self) -> Complaint:
        """Return what is said of the account."""
        return Complaint(self.category, self.comment.strip(), _said(self.status_ids), _said(self.rule_ids))


def _said(ids: list[str] | None) -> list[str]:
    """Return the ids without those that say nothing: forms send an empty one where none was chosen."""
    return [one for one in ids or () if one]


class PixelfedReportForm(Form):
    """What Pixelfed's app reports."""

    report_type: str = ""
    object_type: str = ""
    object_id: str = ""
    message: str | None = None


def render_report(filed: Filed) -> "entities.Report":
    """Return a report as whoever filed it sees it."""
    report = filed.report
    closed_at = report.action_taken_at
    return {
        "id": report.id,
        "action_taken": closed_at is not None,
        "action_taken_at": None if closed_at is None else timestamp(closed_at),
        "category": report.category,
        "comment": report.comment or "",
        "forwarded": False,
        "created_at": timestamp(report.created_at),
        "status_ids": list(report.post_ids),
        "rule_ids": list(report.rule_ids),
        "target_account": render_account(filed.target),
    }
