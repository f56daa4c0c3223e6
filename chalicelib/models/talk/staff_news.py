"""Promise to tell the staff who waits to be let in, and what was reported: each in the transaction of the act."""

from chalicelib.models.promises import Promise
from chalicelib.models.safety.reports import Report
from chalicelib.models.talk.notifications import REPORT, SIGN_UP

QUEUE = "pushes"


def of_sign_up() -> Promise:
    """Return the promise to tell of an account that waits for approval, whose id it takes when it is written."""
    return Promise.of(QUEUE, staff=SIGN_UP)


def of_report(report: Report) -> Promise:
    """Return the promise to tell of a report; whom it is about is told by nobody."""
    about = {"report_id": report.id, "target_id": report.target_id}
    return Promise.of(QUEUE, staff=REPORT, occasion=report.id, from_id=report.account_id, about=about)
