"""The page on which passkeys are added, seen and removed."""

import json
from collections.abc import Sequence
from typing import Any

from chalicelib.models.people.door.passkeys import Passkey
from chalicelib.schemas.people.door import pages
from chalicelib.schemas.text import timestamp

ADD, SEE = "add", "see"
ACTS = {ADD: "Add a passkey", SEE: "See and remove passkeys"}
FORM = pages.TWO_FACTOR._replace(
    title="Passkeys",
    sentences=("A passkey signs you in by your finger, your face or the code of your device, without a password.",),
    action="/oauth/passkeys",
)
REMOVED = FORM._replace(
    sentences=("Choose which passkey is to sign in no more, and type your password again.",),
    choice="passkey",
    legend="Your passkeys",
    button="Remove it",
)


def draw_adding(options: dict[str, Any]) -> str:
    """Draw the page that has the browser make a passkey, and sends what it made."""
    return pages.draw_adding_passkey(json.dumps(options))


def draw_removing(found: Sequence[Passkey], username: str) -> str:
    """Draw the page that shows the passkeys of an account, and removes one."""
    choices = {one.id: f"{one.name}, {_use(one)}" for one in found}
    return REMOVED.draw(hidden={"act": SEE}, choices=choices, username=username)


def _use(passkey: Passkey) -> str:
    if not passkey.last_used_at:
        return "not used yet"
    return f"last used {timestamp(int(passkey.last_used_at))[:10]}"
