"""Compose mails, and send those in the outbox."""

import logging

from chalicelib.errors import NotFound
from chalicelib.gateways import mail as post
from chalicelib.gateways import queue
from chalicelib.models.base import now
from chalicelib.models.talk.mails import FAILED, MOST_ATTEMPTS, NEWS, SENT, WAITING, Mail
from chalicelib.services import news
from chalicelib.services.people.door import links
from chalicelib.services.talk import letters

log = logging.getLogger(__name__)


def compose(mail_id: str, template: str, account_id: str = "", *, to: str = "", **fields: str | int) -> Mail:
    """Return a mail that is not stored yet, to an account or to an address.

    Raises ValueError unless the fields are exactly those of its template (letters.fields_of).
    """
    letters.check(template, fields)
    if bool(account_id) == bool(to):
        raise ValueError("A mail goes to an account or to an address")
    return Mail(mail_id, account_id=account_id or None, to=to or None, template=template, fields=fields)


def announce(mail_id: str) -> None:
    """Queue a stored mail to be sent soon; the sweeper finds those that were not queued."""
    queue.send("mails", mail_id=mail_id)


def announce_due(limit: int) -> int:
    """Queue the mails that should have been sent by now, and return how many there were."""
    due = Mail.due_ids(now(), limit)
    for mail_id in due:
        announce(mail_id)
    return len(due)


def deliver(mail_id: str) -> None:
    """Send a waiting mail, once: a second call finds that it was sent, or that another worker is sending it.

    A crash between SES's response and the write that marks the mail as sent, or a lost response, sends it twice: SES
    cannot be asked whether it has sent a mail already.
    """
    try:
        mail = Mail.find(mail_id)
    except NotFound:
        log.warning("There is no mail %s", mail_id)
        return
    if mail.state != WAITING:
        mail.end(mail.state)
    elif mail.claim():
        # What a mail says of a campaign or a purchase is told in the app too, by a row of the same transaction.
        if mail.template != NEWS:
            news.hint(mail.account_id)
        _send(mail)


def _send(mail: Mail) -> None:
    try:
        if mail.template == NEWS:
            _send_news(mail)
        else:
            to, template, fields = links.address(mail)
            letter = letters.write(template, fields)
            post.send(to, letter.subject, letter.text, mail.id)
    except (NotFound, links.NotWanted, post.Refused) as error:
        # The account was deleted or never was, the mail is of no use any more, or the address is invalid.
        mail.end(FAILED, str(error) or type(error).__name__)
    except Exception as error:
        if mail.attempts >= MOST_ATTEMPTS:
            mail.end(FAILED, str(error))
        raise
    else:
        mail.end(SENT)


def _send_news(mail: Mail) -> None:
    # Imported here because whoever adds a mail of money needs no timelines.
    from chalicelib.services.talk import digests  # noqa: PLC0415

    digests.send(mail)
