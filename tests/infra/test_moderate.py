"""The operator's command that moderates."""

import pytest

from chalicelib.models.paging import Page
from chalicelib.models.people.accounts import Account
from chalicelib.models.people.door import sign_ups
from chalicelib.models.people.door.sign_ups import Arrival
from chalicelib.models.photos.posts import Post
from chalicelib.models.safety.actions import ModerationAction
from chalicelib.models.safety.reports import Report
from chalicelib.models.safety.staff import ALL, STAFF, WatchedAccount, ids
from chalicelib.services.safety import decisions, members, reports, silencing
from chalicelib.services.safety.decisions import Decision
from chalicelib.services.safety.members import Sought
from chalicelib.services.safety.reports import Complaint
from infra.operate import act
from tests.kit.factories import make_account, make_post
from tests.kit.oauth import PASSWORD
from tests.kit.staff import make_staff

Out = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def _here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("LOCAL_CLOCK", raising=False)
    monkeypatch.setenv("USER", "mo")


def moderate(out: Out, *words: str) -> tuple[int, str]:
    code = act.main(["moderate", *words])
    told = out.readouterr()
    return code, told.out + told.err


def test_a_report_is_read_answered_and_found_in_the_log(capsys: Out):
    anna, ben = make_account("anna"), make_account("ben")
    post = make_post(anna, "Buy\x1b[2J my watches")
    complaint = Complaint("spam", "Watches!\x1b[2J", [post.id])
    report = reports.file(ben.id, anna.id, complaint).report

    code, told = moderate(capsys, "reports")
    assert (code, "\x1b" in told) == (0, False)
    assert all(one in told for one in (report.id, "@anna: spam", "by @ben: Watches!", post.id, "1 listed."))
    code, told = moderate(capsys, "report", report.id)
    assert (code, "\x1b" in told) == (0, False)
    assert "(there): Buy [2J my watches" in told
    assert f"photo {post.body['media'][0]['id']}: media/" in told

    assert moderate(capsys, "delete", post.id, "--because", "Spam", "--report", report.id) == (
        0,
        f"{post.id} is deleted.\n",
    )
    assert Post.find_all([post.id]) == {}
    assert moderate(capsys, "reports") == (0, "0 listed.\n")
    assert "(gone): Buy" in moderate(capsys, "report", report.id)[1]
    code, told = moderate(capsys, "log")
    assert all(one in told for one in ("mo  delete post  @anna", f"post {post.id}", f"(report {report.id})", "Spam"))
    assert moderate(capsys, "log", "@ben") == (0, "0 listed.\n")
    assert "closed" in moderate(capsys, "reports", "@anna")[1]


def test_an_account_is_silenced_by_its_handle_or_its_id_and_that_is_taken_back(capsys: Out):
    anna = make_account("anna")
    assert moderate(capsys, "silence", "@Anna", "--by", "jo") == (0, "@Anna is silenced.\n")
    code, told = moderate(capsys, "silence", anna.id)
    assert (code, "Nothing was done" in told) == (1, True)
    assert Account.find(anna.id).silenced_at
    assert moderate(capsys, "unsilence", anna.id)[0] == 0
    found = ModerationAction.of(anna.id, Page()).rows
    assert [(row.name, row.moderator) for row in found] == [("unsilence", "mo"), ("silence", "jo")]


@pytest.mark.parametrize(
    ("deed", "back", "mark", "said"),
    [
        ("disable", "enable", "disabled_at", "is shut out"),
        ("sensitive", "unsensitive", "sensitized_at", "is covered"),
        ("silence", "unsilence", "silenced_at", "is silenced"),
    ],
)
def test_what_the_api_does_to_an_account_is_done_here_too(deed: str, back: str, mark: str, said: str, capsys: Out):
    anna = make_account("anna", password=PASSWORD)
    report = reports.file(make_account().id, anna.id, Complaint()).report
    words = (deed, "@anna", "--because", "Spam", "--report", report.id)
    assert moderate(capsys, *words) == (0, f"@anna {said}.\n")
    assert (bool(getattr(Account.find(anna.id), mark)), bool(Report.find(report.id).action_taken_at)) == (True, True)
    code, told = moderate(capsys, deed, "@anna")
    assert (code, "Nothing was done" in told) == (1, True)
    assert moderate(capsys, back, "@anna")[0] == 0
    assert moderate(capsys, back, "@anna")[0] == 1
    assert getattr(Account.find(anna.id), mark) is None
    assert [row.name for row in ModerationAction.of(anna.id, Page()).rows] == [back, deed]


def test_an_account_is_warned_as_often_as_there_is_a_reason(capsys: Out):
    anna = make_account("anna")
    for reason in ("Spam", "Spam again"):
        assert moderate(capsys, "warn", "@anna", "--because", reason) == (0, "@anna is warned.\n")
    found = ModerationAction.of(anna.id, Page()).rows
    assert [(row.name, row.reason) for row in found] == [("warn", "Spam again"), ("warn", "Spam")]


def test_a_report_is_closed_with_nothing_else(capsys: Out):
    report = reports.file(make_account().id, make_account().id, Complaint()).report
    assert moderate(capsys, "close", report.id, "--because", "Harmless") == (0, f"{report.id} is closed.\n")
    assert moderate(capsys, "close", report.id)[0] == 1
    assert Report.find(report.id).action_taken_at


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["silence", "nobody"], "There is no such account"),
        (["delete", "1"], "There is no such account"),
        (["close", "1"], "There is no such account"),
        (["report", "x"], "There is no such account"),
        (["silence", "anna", "--because", "x" * 300], "at most 200 characters"),
        (["silence", "anna", "--by", ""], "names who took it"),
    ],
)
def test_what_cannot_be_done_is_said_in_a_sentence(words: list[str], said: str, capsys: Out):
    make_account("anna")
    code, told = moderate(capsys, *words)
    assert (code, said in told) == (1, True)
    assert ModerationAction.newest(Page()).rows == []


def test_a_long_list_says_where_it_goes_on(capsys: Out):
    anna = make_account("anna")
    ids = [reports.file(anna.id, make_account().id, Complaint()).report.id for _ in range(51)]
    code, told = moderate(capsys, "reports")
    assert (code, f"50 listed; more with --before {ids[1]}." in told) == (0, True)
    code, told = moderate(capsys, "reports", "--before", ids[1])
    assert (code, ids[0] in told, "1 listed." in told) == (0, True, True)


def test_the_first_admin_is_made_listed_and_unmade(capsys: Out):
    anna = make_account("anna")
    assert moderate(capsys, "promote", "@anna", "admin") == (0, "@anna is an admin.\n")
    assert moderate(capsys, "promote", "@anna", "admin")[0] == 1
    assert moderate(capsys, "staff") == (0, f"{anna.id}  @anna  admin\n")
    assert moderate(capsys, "demote", "@anna", "--by", "jo") == (0, "@anna is of the staff no more.\n")
    assert moderate(capsys, "staff") == (0, "")
    found = ModerationAction.of(anna.id, Page()).rows
    assert [(row.name, row.moderator) for row in found] == [("make user", "jo"), ("make admin", "mo")]


def test_accounts_and_reports_from_before_the_lists_are_put_into_them(capsys: Out):
    anna, ben, mo = make_account(), make_account(), make_staff()
    report = reports.file(anna.id, ben.id, Complaint()).report
    decisions.close_report(Decision("op", report_id=report.id))
    silencing.silence(ben.id, Decision("op"))
    # As they were before there were lists.
    for account in (anna, ben):
        Account(account.id).update([Account.everybody.remove()])
    WatchedAccount(ALL, ben.id).delete()
    WatchedAccount(STAFF, mo.id).delete()
    report.update([Report.open.remove()])

    def listed() -> list[list[str]]:
        everybody = members.listed(mo.id, Sought(), Page()).shown
        silenced = members.listed(mo.id, Sought(status="silenced"), Page()).shown
        return [
            [one.id for one in everybody],
            [one.id for one in silenced],
            [one.id for one in Report.closed(Page()).rows],
        ]

    assert listed() == [[mo.id], [], []]
    assert moderate(capsys, "enlist") == (0, "3 accounts and reports are listed that were not.\n")
    assert listed() == [[mo.id, ben.id, anna.id], [ben.id], [report.id]]
    assert ids() == [mo.id]
    assert moderate(capsys, "enlist")[1].startswith("0 ")


def test_whoever_waits_for_approval_is_listed_let_in_or_refused(capsys: Out):
    assert moderate(capsys, "pending") == (0, "0 listed.\n")
    anna, _ = (
        sign_ups.create(name, f"{name}@example.com", "-", {}, arrival=Arrival(waits=True, reason="Photos\x1b[2J!"))
        for name in ("anna", "ben")
    )
    code, told = moderate(capsys, "pending")
    assert (code, "\x1b" in told, told.splitlines()[-1]) == (0, False, "2 listed.")
    assert all(one in told for one in ("@anna", "anna@example.com", "@ben", "Photos [2J!"))
    assert moderate(capsys, "approve", "@anna") == (0, "@anna is let in.\n")
    code, told = moderate(capsys, "approve", "@anna")
    assert (code, "Nothing was done" in told) == (1, True)
    assert moderate(capsys, "reject", "@anna")[0] == 1
    assert moderate(capsys, "reject", "@ben", "--because", "Spam") == (0, "@ben is refused and deleted.\n")
    assert moderate(capsys, "reject", "@ben")[0] == 1
    assert moderate(capsys, "pending") == (0, "0 listed.\n")
    assert [account.id for account in Account.scan()] == [anna.id]
    assert Account.find(anna.id).closed is None
    assert [(row.name, row.reason) for row in ModerationAction.newest(Page()).rows] == [
        ("reject", "Spam"),
        ("approve", None),
    ]
