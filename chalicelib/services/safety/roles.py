"""Decide who may act on whom, and give and take roles."""

from functools import partial

from chalicelib.errors import Forbidden, NotFound, Unprocessable
from chalicelib.models.money.payments.origins import Write
from chalicelib.models.people.accounts import Account
from chalicelib.models.safety import staff
from chalicelib.models.safety.actions import ModerationAction
from chalicelib.models.safety.staff import ADMIN, MODERATOR

RANKS = {MODERATOR: 1, ADMIN: 2}
# As Mastodon says it; the description says why.
REFUSED = "This action is not allowed"


def rank(account: Account | None) -> int:
    """Return how far up in the staff an account acts: 0 for everybody else, and for whoever is closed or shut out."""
    return 0 if account is None or account.closed or account.disabled_at else _standing(account)


def _standing(account: Account | None) -> int:
    return 0 if account is None else RANKS.get(account.role or "", 0)


def refusal(actor: Account | None, target_id: str, target: Account | None) -> str:
    """Return why an account may not act on another, and nothing where it may. The one rule of who acts on whom.

    Nobody acts on themselves, and only who is further up acts on the staff: a moderator not on a moderator, and nobody
    but the operator, at the command line, on an admin. Whoever is suspended or shut out still has their role against
    others, who may not open the account again. A target that is gone is nobody's superior.
    """
    if not rank(actor):
        return "Your account is not one of the staff"
    if actor is not None and actor.id == target_id:
        return "Nobody acts on themselves: ask another of the staff"
    if _standing(target) >= rank(actor):
        return (
            "An admin is acted on at the command line" if _standing(target) > 1 else "Only an admin acts on a moderator"
        )
    return ""


def expect_staff(account_id: str) -> Account:
    """Return an account that moderates, or raise Forbidden."""
    account = _read(account_id)
    if account is None or not rank(account):
        raise Forbidden(REFUSED)
    return account


def expect_may_act(actor_id: str, target_id: str) -> list[Write]:
    """Raise Forbidden where an account may not act on another.

    Returns the condition that its transaction must have, which holds as long as the actor has their role. Without an
    account it is the operator who acts, on anybody.
    """
    if not actor_id:
        return []
    actor, target = _read(actor_id), _read(target_id)
    if why := refusal(actor, target_id, target):
        raise Forbidden(REFUSED, why)
    return [partial(staff.expect_role, actor_id, str(actor.role))] if actor else []


def give(account_id: str, role: str | None, by: str) -> bool:
    """Make an account a moderator, an admin, or neither; False where it is so already.

    Only the operator does, at the command line. What a token of before allows is asked at each use.
    """
    if not by:
        raise Unprocessable("A decision names who took it")
    account = Account.find(account_id)
    if role and account.closed:
        raise Unprocessable("An account that is closed has no role")
    action = ModerationAction.made(account_id, f"make {role or 'user'}", moderator=by)
    return staff.change_role(account_id, role, action.add, staff.watching(account_id))


def _read(account_id: str) -> Account | None:
    try:
        return Account.find(account_id)
    except NotFound:
        return None
