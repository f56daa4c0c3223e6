"""Strikes and appeals, as the account knows them that they are about: nobody of the staff is named.

Source: https://docs.joinmastodon.org/entities/AccountWarning/
"""

from typing import TYPE_CHECKING

from chalicelib.models.people.accounts import Account
from chalicelib.models.safety.actions import DELETE_POST, DISABLE, SENSITIVE, SILENCE, SUSPEND, WARN
from chalicelib.models.safety.appeals import Appeal
from chalicelib.models.safety.strikes import Strike, ends_at
from chalicelib.schemas.people.accounts import render_account
from chalicelib.schemas.text import timestamp

if TYPE_CHECKING:
    from chalicelib.schemas import entities

ACTIONS = {
    WARN: "none",
    DELETE_POST: "delete_statuses",
    SENSITIVE: "sensitive",
    DISABLE: "disable",
    SILENCE: "silence",
    SUSPEND: "suspend",
}


def render_strike(strike: Strike, account: Account) -> "entities.AccountWarning":
    """Return the AccountWarning entity of an act against an account."""
    action, appeal = strike.action, strike.appeal
    return {
        "id": strike.id,
        "action": ACTIONS[action.name],
        "text": action.reason or "",
        "status_ids": [action.post_id] if action.post_id else [],
        "target_account": render_account(account),
        "appeal": render_appeal(appeal) if appeal else None,
        "created_at": timestamp(action.taken_at),
        "rossgram": {
            "appeal_until": timestamp(ends_at(action)) if strike.may_appeal else None,
            "words": action.said,
            "answer": appeal.answer if appeal else None,
        },
    }


def render_appeal(appeal: Appeal) -> "entities.Appeal":
    """Return the Appeal entity."""
    return {"text": appeal.text, "state": appeal.state}
