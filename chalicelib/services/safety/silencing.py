"""Silence accounts: they go on as before, and only those who follow them are shown them."""

from chalicelib.models.people.accounts import Account
from chalicelib.models.safety import sanctions
from chalicelib.models.safety.actions import SILENCE, UNSILENCE
from chalicelib.services.safety import roles
from chalicelib.services.safety.decisions import Decision, records


def silence(account_id: str, decision: Decision) -> bool:
    """Keep an account out of public timelines, searches and suggestions; False where it is silenced already.

    It is told by mail why, and how to object.
    """
    return _set(account_id, decision, is_silenced=True)


def unsilence(account_id: str, decision: Decision) -> bool:
    """End the silence of an account, and tell it so; False where it is not silenced."""
    return _set(account_id, decision, is_silenced=False)


def _set(account_id: str, decision: Decision, *, is_silenced: bool) -> bool:
    Account.find(account_id)
    name, template = (SILENCE, "account_silenced") if is_silenced else (UNSILENCE, "account_unsilenced")
    told = records(name, account_id, decision, template)
    if not sanctions.set_silenced(account_id, told.writes, is_silenced=is_silenced):
        roles.expect_may_act(decision.moderator_id, account_id)
        return False
    told.announce()
    return True
