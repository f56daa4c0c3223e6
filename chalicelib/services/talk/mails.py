"""Compose mails, and announce those in the outbox."""

from chalicelib.gateways import queue
from chalicelib.models.base import now
from chalicelib.models.talk.mails import Mail
from chalicelib.services.talk import letters


def compose(
    mail_id: str, template: str, account_id: str = "", *, to: str = "", language: str | None = None, **fields: str | int
) -> Mail:
    """Return a mail that is not stored yet, to an account or to an address, which a language goes with.

    Raises ValueError unless the fields are exactly those of its template (letters.fields_of).
    """
    letters.check(template, fields)
    if bool(account_id) == bool(to):
        raise ValueError("A mail goes to an account or to an address")
    whom = account_id or None
    return Mail(mail_id, account_id=whom, to=to or None, language=language, template=template, fields=fields)


def announce(mail_id: str) -> None:
    """Queue a stored mail to be sent soon; the sweeper finds those that were not queued."""
    queue.send("mails", mail_id=mail_id)


def announce_due(limit: int) -> int:
    """Queue the mails that should have been sent by now, and return how many there were."""
    due = Mail.due_ids(now(), limit)
    for mail_id in due:
        announce(mail_id)
    return len(due)
