"""Send the mails that others promised."""

import logging

from chalicelib.errors import NotFound
from chalicelib.gateways import mail as post
from chalicelib.gateways import queue
from chalicelib.models.base import now
from chalicelib.models.people.accounts import Credential
from chalicelib.models.talk.mails import FAILED, MOST_ATTEMPTS, SENT, WAITING, Mail
from chalicelib.services.talk import letters

log = logging.getLogger(__name__)


def compose(mail_id: str, template: str, account_id: str = "", *, to: str = "", **fields: str | int) -> Mail:
    """Return a mail that is not written down yet, to an account or to an address.

    Raises ValueError where the letter is told something else than it needs (letters.fields_of).
    """
    letters.check(template, fields)
    if bool(account_id) == bool(to):
        raise ValueError("A mail goes to an account or to an address")
    return Mail(mail_id, account_id=account_id or None, to=to or None, template=template, fields=fields)


def announce(mail_id: str) -> None:
    """Let a mail that is written down be sent soon; what is not announced the sweeper finds."""
    queue.send("mails", mail_id=mail_id)


def announce_due(limit: int) -> int:
    """Announce the mails that should have been sent by now, and return how many there were."""
    due = Mail.due_ids(now(), limit)
    for mail_id in due:
        announce(mail_id)
    return len(due)


def deliver(mail_id: str) -> None:
    """Send a mail that waits, once: a second call finds that it was sent, or that another is sending it.

    A crash between SES's answer and the note of it, or an answer that is lost, sends it twice: SES cannot be asked
    whether it has a mail already.
    """
    try:
        mail = Mail.find(mail_id)
    except NotFound:
        log.warning("There is no mail %s", mail_id)
        return
    if mail.state != WAITING:
        mail.end(mail.state)
    elif mail.claim():
        _send(mail)


def _send(mail: Mail) -> None:
    try:
        letter = letters.write(mail.template, mail.fields)
        post.send(mail.to or Credential.find(mail.account_id or "").email, letter.subject, letter.text, mail.id)
    except (NotFound, post.Refused) as error:
        # An account that is gone, or an address that is none.
        mail.end(FAILED, str(error) or type(error).__name__)
    except Exception as error:
        if mail.attempts >= MOST_ATTEMPTS:
            mail.end(FAILED, str(error))
        raise
    else:
        mail.end(SENT)
