"""Decide appeals: approve one, which takes back what was done, or reject it; each with its rows in the log."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial

from chalicelib.errors import NotFound, Unavailable, Unprocessable
from chalicelib.models.base import GuardFailed, wait_a_little
from chalicelib.models.filling import Filled, fill
from chalicelib.models.money.payments.origins import write_all
from chalicelib.models.paging import Page, Turned
from chalicelib.models.people.closed import SUSPENDED
from chalicelib.models.safety.actions import (
    APPROVE_APPEAL,
    DISABLE,
    REJECT_APPEAL,
    SENSITIVE,
    SILENCE,
    SUSPEND,
    ModerationAction,
)
from chalicelib.models.safety.appeals import APPROVED, PENDING, REJECTED, Appeal
from chalicelib.models.safety.strikes import ENDED_BY, Strike
from chalicelib.services.safety import acting, decisions, members, roles
from chalicelib.services.safety.appeals import strikes
from chalicelib.services.safety.decisions import Decision
from chalicelib.services.safety.members import Member

RACES = 8
# So many later rows of an account's log are looked at, to tell whether what was done still stands.
MOST_LATER = 100
NAMES = {APPROVED: APPROVE_APPEAL, REJECTED: REJECT_APPEAL}
LETTERS = {APPROVED: "appeal_approved", REJECTED: "appeal_rejected"}
MARKS = {SILENCE: "silenced_at", SENSITIVE: "sensitized_at", DISABLE: "disabled_at"}
APPROVAL = "Your appeal was approved"


@dataclass(frozen=True)
class Filed:
    """An appeal as a moderator reads it: the act, and whom it was done to."""

    appeal: Appeal
    strike: Strike
    member: Member


def listed(moderator_id: str, state: str, page: Page) -> Filled[Filed]:
    """Return a page of the appeals of a state, the newest act first, without those of the moderator who asks.

    Raises Forbidden for whoever has no role.
    """
    roles.expect_staff(moderator_id)
    at_hand: dict[str, Appeal] = {}

    def read(page: Page) -> Turned[str]:
        turned = Appeal.in_state(state, page)
        at_hand.update({row.id: row for row in turned.rows})
        return Turned([row.id for row in turned.rows], turned.has_more)

    def show(ids: list[str]) -> list[tuple[str, Filed]]:
        rows = [at_hand[one] for one in ids if at_hand[one].account_id != moderator_id]
        return [(one.appeal.id, one) for one in _filed(rows)]

    return fill(read, show, page)


def _filed(rows: Sequence[Appeal]) -> list[Filed]:
    found = strikes.find_all([(row.account_id, row.id) for row in rows])
    people = members.find_all(sorted({row.account_id for row in rows}))
    return [Filed(row, found[row.id], people[row.account_id]) for row in rows if row.id in found]


def find(moderator_id: str, appeal_id: str) -> Filed:
    """Return an appeal, or raise NotFound, also for one of the moderator who asks. Raises Forbidden without a role."""
    roles.expect_staff(moderator_id)
    appeal = Appeal.find(appeal_id)
    if appeal.account_id == moderator_id:
        raise NotFound
    found = _filed([appeal])
    if not found:
        raise NotFound
    return found[0]


def approve(moderator_id: str, appeal_id: str, answer: str = "") -> Filed:
    """Approve an appeal, which takes back what was done where that still stands; a deleted post does not come back."""
    return _decide(moderator_id, appeal_id, APPROVED, answer)


def reject(moderator_id: str, appeal_id: str, answer: str = "") -> Filed:
    """Reject an appeal; what was done stays."""
    return _decide(moderator_id, appeal_id, REJECTED, answer)


def _decide(moderator_id: str, appeal_id: str, state: str, answer: str) -> Filed:
    """Write a decision in one transaction; one that was taken before is not taken again.

    Raises Unprocessable where somebody else has decided otherwise, and Forbidden where this moderator may not act on
    the account; that they still may is a condition of the transaction.
    """
    for attempt in range(RACES):
        filed = find(moderator_id, appeal_id)
        if filed.appeal.state == state:
            return filed
        expect_undecided(appeal_id, state)
        if _write(moderator_id, filed, state, answer):
            return find(moderator_id, appeal_id)
        wait_a_little(attempt)
    raise Unavailable


def expect_undecided(appeal_id: str, wished: str) -> None:
    """Raise Unprocessable where an appeal was decided in another way than is wished."""
    state = Appeal.find(appeal_id).state
    if state not in (PENDING, wished):
        raise Unprocessable(f"Validation failed: Somebody else has decided this: it was {state}")


def _write(moderator_id: str, filed: Filed, state: str, answer: str) -> bool:
    """Write a decision, and tell the account; False where somebody else was first, or took back what was done."""
    moderator = roles.expect_staff(moderator_id)
    appeal, name = filed.appeal, filed.strike.action.name
    by = f"@{moderator.handle}"
    decision = Decision(
        by,
        answer or (APPROVAL if state == APPROVED else ""),
        moderator_id=moderator_id,
        also=(partial(appeal.decide, state, by, answer),),
        still=partial(expect_undecided, appeal.id, state),
    )
    if state == APPROVED and ENDED_BY[name] and _stands(filed):
        return _take_back(appeal, ENDED_BY[name], decision)
    return _answer(appeal, state, name, decision)


def _take_back(appeal: Appeal, ended_by: str, decision: Decision) -> bool:
    """Take back what was done; the account is told of that, and the log has that it was for an appeal."""
    told = {"moderator": decision.moderator, "moderator_id": decision.moderator_id, "reason": decision.reason}
    row = ModerationAction.made(appeal.account_id, APPROVE_APPEAL, **told)
    return acting.UNDONE[ended_by](appeal.account_id, replace(decision, also=(*decision.also, row.add)))


def _answer(appeal: Appeal, state: str, name: str, decision: Decision) -> bool:
    """Write how an appeal is decided, and nothing else."""
    told = decisions.records(NAMES[state], appeal.account_id, decision, LETTERS[state], what=name)
    try:
        write_all(*told.writes)
    except GuardFailed:
        decision.expect_still(appeal.account_id)
        return False
    told.announce()
    return True


def _stands(filed: Filed) -> bool:
    """Tell whether what was done is so still, and was not taken back and done again since."""
    account, name = filed.member.account, filed.strike.action.name
    if account is None or not (account.closed == SUSPENDED if name == SUSPEND else getattr(account, MARKS[name])):
        return False
    later = ModerationAction.of(filed.appeal.account_id, Page(limit=MOST_LATER, since_id=filed.strike.id)).rows
    return all(row.name != ENDED_BY[name] for row in later)
