"""Send the mails in the outbox, each in the language of whoever reads it."""

import logging

from chalicelib.errors import NotFound
from chalicelib.gateways import mail as post
from chalicelib.models.talk.mails import FAILED, MOST_ATTEMPTS, NEWS, SENT, WAITING, Mail
from chalicelib.services import news
from chalicelib.services.people.door import links
from chalicelib.services.talk import writing

log = logging.getLogger(__name__)


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
            written = links.address(mail)
            letter = writing.write(written.template, written.fields, written.language)
            post.send(written.to, letter.subject, letter.text, mail.id)
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
    # Imported here because most mails are no news, and need no timelines.
    from chalicelib.services.talk import digests  # noqa: PLC0415

    digests.send(mail)
