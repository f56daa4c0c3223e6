"""See what was reported, and act on it; each act is written to the log and told to whom it is about."""

import argparse
import os
import sys
from collections.abc import Callable
from typing import Any

from infra.operate import moderate_trends
from infra.operate import moderation_texts as texts

MOST = 50
# What is done to whom or what, and what it is called once it is done.
ACTS = {
    "approve": ("HANDLE", "let somebody in who waits for approval", "is let in"),
    "reject": ("HANDLE", "refuse somebody who waits for approval, and delete the account", "is refused and deleted"),
    "warn": ("HANDLE", "tell an account what is wrong, and do nothing else", "is warned"),
    "silence": ("HANDLE", "show an account to nobody but those who follow it", "is silenced"),
    "unsilence": ("HANDLE", "show a silenced account as before", "is shown as before"),
    "sensitive": ("HANDLE", "show all posts of an account as sensitive", "is covered"),
    "unsensitive": ("HANDLE", "show posts of an account as it says itself", "is not covered"),
    "disable": ("HANDLE", "sign an account out, and let nobody sign in to it", "is shut out"),
    "enable": ("HANDLE", "let an account's owner sign in again", "may sign in"),
    "suspend": ("HANDLE", "close an account to everybody, sign it out, and stop what it is paid for", "is suspended"),
    "unsuspend": ("HANDLE", "open a suspended account again", "is open again"),
    "delete": ("POST", "delete a post or a comment, with its photos, for its buyers too", "is deleted"),
    "close": ("REPORT", "close a report without doing anything else", "is closed"),
}
# What an account is once it has a role.
ROLES = {"admin": "an admin", "moderator": "a moderator", None: "of the staff no more"}


def add(commands: Any) -> None:
    """Tell argparse of the command and of what it can do."""
    command = commands.add_parser("moderate", help="see what was reported, and act on it")
    verbs = command.add_subparsers(required=True, metavar="WHAT")
    for name, run, help_text in (
        ("reports", _list_reports, "list the reports that are open; of one account all of them"),
        ("log", _list_log, "list what moderators did, to everybody or to one account"),
    ):
        made = verbs.add_parser(name, help=help_text)
        made.add_argument("account", nargs="?", default="", metavar="HANDLE")
        made.add_argument("--before", default="", metavar="ID", help="go on where a list of fifty ended")
        made.set_defaults(run=_in_words(run))
    waiting = verbs.add_parser("pending", help="list who waits for approval, with what they wrote")
    waiting.add_argument("--before", default="", metavar="ID", help="go on where a list of fifty ended")
    waiting.set_defaults(run=_in_words(_list_pending))
    shown = verbs.add_parser("report", help="show a report, with what the posts said")
    shown.add_argument("id", metavar="REPORT")
    shown.set_defaults(run=_in_words(_show))
    enlisted = verbs.add_parser("enlist", help="have older accounts and reports in the moderators' lists, once")
    enlisted.set_defaults(run=_in_words(_enlist))
    _add_roles(verbs)
    moderate_trends.add(verbs, _signed_in(), _in_words)
    for name, (about, help_text, _) in ACTS.items():
        _add_act(verbs.add_parser(name, help=help_text), name, about)


def _add_roles(verbs: Any) -> None:
    listed = verbs.add_parser("staff", help="list the moderators and admins")
    listed.set_defaults(run=_in_words(_list_staff))
    promoted = verbs.add_parser("promote", help="make an account a moderator or an admin, who act by the API")
    promoted.add_argument("subject", metavar="HANDLE")
    promoted.add_argument("role", choices=("moderator", "admin"))
    demoted = verbs.add_parser("demote", help="take an account's role away")
    demoted.add_argument("subject", metavar="HANDLE")
    demoted.set_defaults(role=None)
    for made in (promoted, demoted):
        made.add_argument("--by", default=_signed_in(), metavar="NAME", help="who decides")
        made.set_defaults(run=_in_words(_give_role))


def _signed_in() -> str:
    return os.environ.get("USER") or os.environ.get("LOGNAME") or ""


def _add_act(made: argparse.ArgumentParser, name: str, about: str) -> None:
    made.add_argument("subject", metavar=about)
    made.add_argument("--because", default="", metavar="REASON", help="why, as the person concerned is told")
    made.add_argument("--by", default=_signed_in(), metavar="NAME", help="who decides; without it whoever is signed in")
    if name != "close":
        made.add_argument("--report", default="", metavar="ID", help="the report that this answers, and closes")
    made.set_defaults(run=_in_words(_act), act=name)


def _in_words(run: Callable[[argparse.Namespace], int]) -> Callable[[argparse.Namespace], int]:
    """Return a command that says in a sentence what is not there, or cannot be done, and returns 1 then."""

    def told(asked: argparse.Namespace) -> int:
        from chalicelib.errors import NotFound, Unavailable, Unprocessable

        try:
            return run(asked)
        except NotFound:
            print("There is no such account, post or report.", file=sys.stderr)
        except (Unavailable, Unprocessable) as error:
            print(f"{error}.".replace("..", "."), file=sys.stderr)
        return 1

    return told


def _account_id(named: str) -> str:
    from chalicelib.models.people.accounts import Account, Name

    name = named.strip().removeprefix("@").lower()
    return Account.find(name).id if name.isdigit() else Name.holder(f"@{name}")


def _list_reports(asked: argparse.Namespace) -> int:
    from chalicelib.models.paging import Page
    from chalicelib.models.safety.reports import Report

    page = Page(limit=MOST, max_id=asked.before)
    found = Report.of_target(_account_id(asked.account), page) if asked.account else Report.still_open(page)
    for report in found.rows:
        print(texts.of_report(report))
    print(texts.of_end(found))
    return 0


def _list_log(asked: argparse.Namespace) -> int:
    from chalicelib.models.paging import Page
    from chalicelib.models.safety.actions import ModerationAction

    page = Page(limit=MOST, max_id=asked.before)
    found = ModerationAction.of(_account_id(asked.account), page) if asked.account else ModerationAction.newest(page)
    for action in found.rows:
        print(texts.of_action(action))
    print(texts.of_end(found))
    return 0


def _list_pending(asked: argparse.Namespace) -> int:
    from chalicelib.models.paging import Page
    from chalicelib.services.safety import members

    found = members.waiting(Page(limit=MOST, max_id=asked.before))
    for member in found.shown:
        print(texts.of_pending(member))
    print(f"{len(found.shown)} listed{f'; more with --before {found.oldest}' if found.has_more else ''}.")
    return 0


def _show(asked: argparse.Namespace) -> int:
    from chalicelib.models.photos.posts import Post
    from chalicelib.models.safety.reports import Report

    report = Report.find(asked.id)
    there = Post.find_all(report.post_ids)
    print(texts.of_report(report))
    for post_id, said in report.words.items():
        print(texts.of_words(post_id, said, there.get(post_id)))
    return 0


def _enlist(_: argparse.Namespace) -> int:
    from chalicelib.models.safety import older

    print(f"{older.enlist()} accounts and reports are listed that were not.")
    return 0


def _list_staff(_: argparse.Namespace) -> int:
    from chalicelib.services.safety import members

    for account in members.staff():
        print(f"{account.id}  @{account.handle}  {account.role}")
    return 0


def _give_role(asked: argparse.Namespace) -> int:
    from chalicelib.services.safety import roles

    if roles.give(_account_id(asked.subject), asked.role, asked.by):
        print(f"{asked.subject} is {ROLES[asked.role]}.")
        return 0
    print(f"Nothing was done: {asked.subject} has that role already, or is closed.", file=sys.stderr)
    return 1


def _act(asked: argparse.Namespace) -> int:
    from chalicelib.services.safety import acting, approving, decisions, removal
    from chalicelib.services.safety.decisions import Decision

    is_report = asked.act == "close"
    decision = Decision(asked.by, asked.because.strip(), asked.subject if is_report else asked.report)
    if is_report:
        is_done = decisions.close_report(decision)
    elif asked.act == "delete":
        is_done = removal.remove(asked.subject, decision)
    else:
        deeds = acting.DEEDS | {"warn": acting.warn} | acting.UNDONE | approving.DEEDS
        is_done = deeds[asked.act](_account_id(asked.subject), decision)
    if is_done:
        print(f"{asked.subject} {ACTS[asked.act][2]}.")
        return 0
    print(f"Nothing was done: {asked.subject} {ACTS[asked.act][2]} already.", file=sys.stderr)
    return 1
