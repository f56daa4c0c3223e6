"""Appeal against what moderators did: once for each act, by whoever it was done to."""

from functools import partial

from chalicelib import config
from chalicelib.errors import NotFound, Unprocessable
from chalicelib.models.base import GuardFailed
from chalicelib.models.leaving import Leaving
from chalicelib.models.money.payments.origins import write_all
from chalicelib.models.people.accounts import Account
from chalicelib.models.people.door.mailed_tokens import APPEAL, MailedToken
from chalicelib.models.safety.appeals import Appeal
from chalicelib.models.safety.strikes import Strike
from chalicelib.models.talk.mails import Mail
from chalicelib.services.people.door.links import LinkSpent
from chalicelib.services.safety.appeals import strikes
from chalicelib.services.talk import mails

# As Mastodon has it.
LONGEST_TEXT = 2000


def file(account_id: str, strike_id: str, text: str) -> Strike:
    """Appeal against an act, of which the operator is told by mail; return the act with its appeal.

    Raises NotFound for what was not done to this account, LinkSpent where the account is being deleted, and
    Unprocessable for a text that is empty or too long, a second appeal, and one that comes too late.
    """
    strike = strikes.find(account_id, strike_id)
    # A browser counts a line's end as one character, and sends two.
    said = text.replace("\r\n", "\n").strip()
    if not said:
        raise Unprocessable("Validation failed: Text can't be blank")
    if len(said) > LONGEST_TEXT:
        raise Unprocessable(f"Validation failed: Text is too long (maximum is {LONGEST_TEXT} characters)")
    if strike.appeal:
        raise Unprocessable("Validation failed: You have appealed against this before")
    if not strike.may_appeal:
        raise Unprocessable("Validation failed: It is too late to appeal against this")
    appeal = Appeal(strike_id, account_id=account_id, text=said)
    told = {"what": strike.action.name, "link": f"{config.PUBLIC_URL}/moderation/appeals"}
    mail = mails.compose(f"appeal:{strike_id}", "appeal_filed", to=config.CONTACT_EMAIL, **told)
    stays = partial(Leaving.expect_none_begun, account_id=account_id)
    try:
        write_all(appeal.add, stays, partial(Mail.add, mail=mail))
    except GuardFailed as failed:
        if strikes.find(account_id, strike_id).appeal is None:
            raise LinkSpent from failed
        raise Unprocessable("Validation failed: You have appealed against this before") from failed
    mails.announce(mail.id)
    return Strike(strike.action, appeal)


def find_by_link(secret: str) -> Strike:
    """Return the act that a letter told of, by the link in it: whoever is shut out or suspended has no other way.

    Raises LinkSpent where the link is of no use.
    """
    try:
        token = MailedToken.valid(secret, APPEAL)
        # The log of what was done outlives the account.
        Account.find(token.account_id)
        return strikes.find(token.account_id, token.about or "")
    except NotFound as error:
        raise LinkSpent from error
