"""Put accounts and reports that are older than the lists of moderators into them."""

from functools import partial

from pynamodb.expressions.condition import Condition

from chalicelib.models.base import guarded, transact
from chalicelib.models.people.accounts import Account
from chalicelib.models.people.closed import SUSPENDED
from chalicelib.models.people.search.everybody import ALL
from chalicelib.models.safety import staff
from chalicelib.models.safety.reports import CLOSED, Report


def enlist() -> int:
    """Write what the lists lack, and return how many rows lacked it; a run that is cut is begun again."""
    unlisted: Condition = Account.everybody.does_not_exist()
    # Whom moderators acted on comes first: an account that is listed is not looked at again.
    accounts = [partial(_enlist, account) for account in Account.scan_all(unlisted)]
    closed: Condition = Report.action_taken_at.exists() & Report.open.does_not_exist()
    for account in Account.scan_all(Account.role.exists()):
        transact(partial(staff.enlist, account.id))
    reports = [partial(_enlist_report, report) for report in Report.scan_all(closed)]
    return sum(enlisted() for enlisted in (*accounts, *reports))


def _enlist(account: Account) -> bool:
    if account.silenced_at or account.closed == SUSPENDED:
        staff.WatchedAccount(staff.ALL, account.id).save()
    return guarded(partial(account.update, [Account.everybody.set(ALL)], condition=Account.id.exists()))


def _enlist_report(report: Report) -> bool:
    still: Condition = Report.action_taken_at.exists()
    return guarded(partial(report.update, [Report.open.set(CLOSED)], condition=still))
