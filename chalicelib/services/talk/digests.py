"""Mail an account what is new, where it chose so: at most one mail in three hours, of what it has not read by then.

The mail is added to the outbox when something happens, and written when its time has come, from what the account is
told at that moment. It names people by their handles and says what they did: no text that anybody wrote is in it.
"""

from collections import Counter
from collections.abc import Iterable

from chalicelib import config, locales
from chalicelib.gateways import mail as post
from chalicelib.models.base import now
from chalicelib.models.paging import Page
from chalicelib.models.people.accounts import Account, Credential
from chalicelib.models.people.reading.readings import Reading
from chalicelib.models.talk.inboxes import Inbox
from chalicelib.models.talk.mails import NEWS, Mail
from chalicelib.models.talk.notifications import MENTION
from chalicelib.services.people.door.links import NotWanted
from chalicelib.services.talk import mail_choices, notifications
from chalicelib.services.talk.mail_choices import COMMENTS, FOLLOWS, MENTIONS
from chalicelib.services.talk.notifications import Notice
from chalicelib.services.talk.told import FOLLOW, REQUEST

PERIOD_SECONDS = 3 * 3600
MOST_TOLD, MOST_LINES = 40, 10
KINDS = {FOLLOWS: (FOLLOW, REQUEST), MENTIONS: (MENTION,), COMMENTS: (MENTION,)}
# By the language of an account's letters: English, unless it is one of these.
ENGLISH = {
    "subject": "News for you at {instance}",
    FOLLOW: "@{handle} follows you.",
    REQUEST: "@{handle} asks to follow you.",
    MENTIONS: "@{handle} mentioned you.",
    COMMENTS: "@{handle} commented on what you wrote.",
    "more": "And {number} more.",
    "foot": "To see it: {address}\n\nYou get this mail because you chose to. To get no more of them: {link}",
}
RUSSIAN = {
    "subject": "Новое для вас на {instance}",
    FOLLOW: "@{handle} теперь читает вас.",
    REQUEST: "@{handle} просит разрешения читать вас.",
    MENTIONS: "@{handle} упоминает вас.",
    COMMENTS: "@{handle} комментирует вашу запись.",
    "more": "И ещё: {number}.",
    "foot": "Посмотреть: {address}\n\nЭто письмо пришло, потому что вы так выбрали. Чтобы больше не получать: {link}",
}
LANGUAGES: dict[str, dict[str, str]] = {locales.RUSSIAN: RUSSIAN}


def promise(account_id: str) -> None:
    """Add the mail of this period to the outbox, for an account that wishes mails; there is one at most."""
    if not Inbox.of(account_id).mailed:
        return
    # The accounts' periods end at different times, so that not all mails are due at once.
    own = int(account_id) % PERIOD_SECONDS
    number = (now() + own) // PERIOD_SECONDS
    due = (number + 1) * PERIOD_SECONDS - own
    Mail(f"{NEWS}:{account_id}:{number}", account_id=account_id, template=NEWS, fields={}, due_at=due).post()


def send(mail: Mail) -> None:
    """Send a mail of what is new. Raises NotWanted where there is nothing, or it is not wished any more."""
    account_id = str(mail.account_id)
    inbox, account, credential = Inbox.of(account_id), Account.find(account_id), Credential.find(account_id)
    if account.closed or not credential.confirmed_at:
        raise NotWanted("Nobody reads this address")
    notices = _news(inbox)
    if not notices:
        raise NotWanted("There is nothing that was not read")
    words = LANGUAGES.get(credential.language or "", ENGLISH)
    link = mail_choices.link(inbox)
    # https://www.rfc-editor.org/rfc/rfc8058: a mail program ends the mails by itself, by a POST without a sign-in.
    headers = {"List-Unsubscribe": f"<{link}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
    subject = words["subject"].format(instance=config.INSTANCE_TITLE)
    post.send(credential.email, subject, _text(words, account_id, notices, link), mail.id, headers)
    Inbox.note_mailed(account_id, notices[0].told.id)


def _news(inbox: Inbox) -> list[Notice]:
    """Return what an account wishes mails of and has neither read nor been mailed, the newest first."""
    wanted = inbox.mailed or set()
    kinds = list(dict.fromkeys(kind for name in sorted(wanted) for kind in KINDS.get(name, ())))
    if not kinds:
        return []
    marker = Reading.of(inbox.account_id).markers.get("notifications")
    since = max(inbox.mailed_to or "", marker["last_read_id"] if marker else "")
    found = notifications.page(inbox.account_id, kinds, Page(MOST_TOLD, since_id=since)).shown
    return [one for one in found if one.told.kind != MENTION or _of(one, inbox.account_id) in wanted]


def _of(notice: Notice, account_id: str) -> str:
    """Return whether a post answers what the account wrote, or mentions it elsewhere."""
    is_answer = notice.view is not None and notice.view.post.parent_author_id == account_id
    return COMMENTS if is_answer else MENTIONS


def _text(words: dict[str, str], account_id: str, notices: Iterable[Notice], link: str) -> str:
    """Return a line for each person and what they did, and how to get no more."""
    said = Counter(
        words[_of(one, account_id) if one.told.kind == MENTION else one.told.kind].format(handle=one.account.handle)
        for one in notices
    )
    lines = list(said)[:MOST_LINES]
    if len(said) > MOST_LINES:
        lines.append(words["more"].format(number=len(said) - MOST_LINES))
    return "\n".join(lines) + "\n\n" + words["foot"].format(address=f"{config.PUBLIC_URL}/", link=link) + "\n"
