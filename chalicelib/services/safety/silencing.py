"""Silence accounts, cover their posts, and shut their owners out: marks that a moderator sets and takes away.

Who is silenced goes on as before, and only those who follow are shown the account.
"""

from functools import partial

from chalicelib.errors import Unavailable
from chalicelib.models.base import wait_a_little
from chalicelib.models.money.payments.origins import Write
from chalicelib.models.people.accounts import Account, Credential
from chalicelib.models.people.door import credentials
from chalicelib.models.safety import sanctions
from chalicelib.models.safety.actions import DISABLE, ENABLE, SENSITIVE, SILENCE, UNSENSITIVE, UNSILENCE
from chalicelib.services.money.selling.lifecycle import stopping
from chalicelib.services.people.door import endings
from chalicelib.services.safety.decisions import Decision, records


def silence(account_id: str, decision: Decision) -> bool:
    """Keep an account out of public timelines, searches and suggestions; False where it is silenced already.

    It is told by mail why, and how to object; so with all that follows here.
    """
    return _set(account_id, decision, "silenced_at", SILENCE, "account_silenced", is_set=True)


def unsilence(account_id: str, decision: Decision) -> bool:
    """End the silence of an account, and tell it so; False where it is not silenced."""
    return _set(account_id, decision, "silenced_at", UNSILENCE, "account_unsilenced", is_set=False)


def cover(account_id: str, decision: Decision) -> bool:
    """Have all posts of an account told as sensitive, whatever it says of them; False where they are already."""
    return _set(account_id, decision, "sensitized_at", SENSITIVE, "account_covered", is_set=True)


def uncover(account_id: str, decision: Decision) -> bool:
    """Have posts of an account be as sensitive as it says again; False where they are already."""
    return _set(account_id, decision, "sensitized_at", UNSENSITIVE, "account_uncovered", is_set=False)


def disable(account_id: str, decision: Decision) -> bool:
    """Sign an account out everywhere and let nobody sign in to it; False where it is so. Others see it as before.

    What it subscribes to ends when what was paid ends: nobody pays for what they cannot come to.
    """
    for attempt in range(endings.RACES):
        endings.announce(account_id)
        stopping.announce(account_id, is_late=True)
        signing_out = partial(credentials.add_sign_out, credential=Credential.find(account_id))
        also = (signing_out, stopping.promise_of(account_id).promise)
        is_new = _set(account_id, decision, "disabled_at", DISABLE, "account_disabled", *also, is_set=True)
        if is_new or Account.find(account_id).disabled_at:
            break
        # Somebody signed out everywhere in between.
        wait_a_little(attempt)
    else:
        raise Unavailable
    # Also where it was so: a run before this one may have been cut here.
    endings.end_all(account_id)
    stopping.announce(account_id)
    return is_new


def enable(account_id: str, decision: Decision) -> bool:
    """Let an account's owner sign in again; False where they can."""
    return _set(account_id, decision, "disabled_at", ENABLE, "account_enabled", is_set=False)


def _set(account_id: str, decision: Decision, mark: str, name: str, template: str, *also: Write, is_set: bool) -> bool:
    Account.find(account_id)
    told = records(name, account_id, decision, template)
    if not sanctions.set_mark(account_id, mark, [*told.writes, *also], is_set=is_set):
        # It was so, whoever decides has lost their role, or the appeal was decided by somebody else.
        decision.expect_still(account_id)
        return False
    told.announce()
    return True
