"""Say in lines of text what was reported, and what moderators did."""

from datetime import UTC, datetime
from typing import Any

DRAWN = 200


def of_report(report: Any) -> str:
    """Return a report in a few lines: what of whom, by whom and when, and whether it is closed."""
    closed = f"closed {_moment(report.action_taken_at)}" if report.action_taken_at else "open"
    what = ", ".join(filter(None, (report.category, report.kind, *(f"rule {one}" for one in report.rule_ids))))
    lines = [f"{report.id}  {_moment(report.created_at)}  {closed}  {_handle(report.target_id)}: {what}"]
    lines += [f"    by {_handle(report.account_id)}: {_line(report.comment or 'without a comment')}"]
    lines += [f"    posts {' '.join(report.post_ids)}"] if report.post_ids else []
    return "\n".join(lines)


def of_words(post_id: str, said: dict[str, Any], post: Any) -> str:
    """Return what a reported post said, and where its files lie if it is still there."""
    state = "gone" if post is None or post.removed_at else "withdrawn" if post.withdrawn_at else "there"
    words = _line(f"{said['spoiler']} {said['caption']}") or "no words"
    photos = post.body["media"] if post else []
    lines = [f"    {post_id} ({state}): {words}"]
    return "\n".join([*lines, *(f"        photo {photo['id']}: {post.lies_at(photo).folder}" for photo in photos)])


def of_action(action: Any) -> str:
    """Return a row of the log as a line."""
    about = " ".join(filter(None, (action.post_id and f"post {action.post_id}", _answers(action.report_id))))
    why = _line(action.reason or "without a reason")
    parts = (action.id, _moment(action.taken_at), action.moderator, action.name, _about(action.account_id), about, why)
    return "  ".join(filter(None, parts))


def _about(account_id: str) -> str:
    from chalicelib.models.safety.actions import ABOUT_NOBODY

    return "" if account_id == ABOUT_NOBODY else _handle(account_id)


def of_pending(member: Any) -> str:
    """Return an account that waits for approval as a line, with what was written."""
    account, credential = member.account, member.credential
    said = _line((credential.sign_up_reason if credential else "") or "without a reason")
    return f"@{account.handle}  {_moment(account.created_at)}  {_line(credential.email) if credential else ''}  {said}"


def _answers(report_id: str | None) -> str:
    return f"(report {report_id})" if report_id else ""


def of_end(found: Any) -> str:
    """Return how many there were, and where the list goes on."""
    more = f"; more with --before {found.rows[-1].id}" if found.has_more else ""
    return f"{len(found.rows)} listed{more}."


def _handle(account_id: str) -> str:
    from chalicelib.errors import NotFound
    from chalicelib.models.people.accounts import Account

    try:
        return f"@{Account.find(account_id).handle}"
    except NotFound:
        return f"account {account_id}, which is gone"


def _moment(at: float) -> str:
    return f"{datetime.fromtimestamp(int(at), UTC):%Y-%m-%d %H:%M}"


def _line(text: str) -> str:
    # A terminal obeys control characters, and people write what they like.
    shown = " ".join("".join(one if one.isprintable() else " " for one in text).split())
    return shown if len(shown) <= DRAWN else shown[: DRAWN - 1] + "…"
