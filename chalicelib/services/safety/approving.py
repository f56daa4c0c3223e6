"""Let those in who wait for approval, or refuse them: each with its row in the log and its mail, in one transaction."""

from collections.abc import Callable
from functools import partial

from chalicelib.errors import Forbidden, Unavailable
from chalicelib.models.base import wait_a_little
from chalicelib.models.money.payments.origins import Write, together
from chalicelib.models.people.accounts import Account, Credential
from chalicelib.models.people.closed import PENDING
from chalicelib.models.people.door import first_account, sign_ups
from chalicelib.models.safety.actions import APPROVE, REJECT
from chalicelib.models.talk.mails import Mail
from chalicelib.services.people.door import endings
from chalicelib.services.people.relationships import closed
from chalicelib.services.safety import members, roles
from chalicelib.services.safety.decisions import Decision, logged, records
from chalicelib.services.safety.members import Member
from chalicelib.services.talk import mails

RACES = 8
Deed = Callable[[str, Decision], bool]


def approve(account_id: str, decision: Decision) -> bool:
    """Let an account in, and tell its owner; False where it does not wait. Raises NotFound where it is gone."""
    Account.find(account_id)
    told = records(APPROVE, account_id, decision, "account_approved")
    waits: Write = partial(sign_ups.note_approval, account_id=account_id)
    may_still = partial(roles.expect_may_act, decision.moderator_id, account_id)
    if not closed.reopen(account_id, PENDING, together(*told.writes, waits), may_still):
        return False
    told.announce()
    first_account.note(account_id)
    return True


def reject(account_id: str, decision: Decision) -> bool:
    """Delete an account that waits, with its names, and tell its owner; False where it does not wait.

    Nothing of it stays but the row in the log, so the same person may sign up again. Each try asks whether whoever
    decides still may.
    """
    for attempt in range(RACES):
        account = Account.find(account_id)
        if account.closed != PENDING:
            return False
        credential = Credential.find(account_id)
        action, writes = logged(REJECT, account_id, decision)
        to, language, said = credential.email, credential.language, decision.in_words()
        mail = mails.compose(f"moderation:{action.id}", "account_rejected", to=to, language=language, **said)
        writes += [partial(Mail.add, mail=mail)] if decision.is_told else []
        endings.announce(account_id)
        if sign_ups.remove(account, credential, together(*writes)):
            endings.end_all(account_id)
            if decision.is_told:
                mails.announce(mail.id)
            return True
        wait_a_little(attempt)
    raise Unavailable


DEEDS: dict[str, Deed] = {"approve": approve, "reject": reject}


def decide(moderator_id: str, account_id: str, deed: str) -> Member:
    """Let an account in, or refuse it, for a moderator; and return it as it is by then, or was.

    Raises NotFound where it is gone, and Forbidden where it does not wait or this moderator may not act on it.
    """
    moderator = roles.expect_staff(moderator_id)
    roles.expect_may_act(moderator_id, account_id)
    before = members.find(moderator_id, account_id)
    if not DEEDS[deed](account_id, Decision(f"@{moderator.handle}", moderator_id=moderator_id)):
        raise Forbidden(roles.REFUSED, "This account does not wait for approval")
    return before if deed == "reject" else members.find(moderator_id, account_id)
