"""Passkeys as their owner sees them, and what browsers send of them."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from chalicelib.errors import Unprocessable
from chalicelib.models.people.door.passkeys import Passkey
from chalicelib.schemas.people.sign_in import SignInForm, Text
from chalicelib.schemas.text import timestamp
from chalicelib.services.people.door.webauthn import LONGEST_ANSWER

if TYPE_CHECKING:
    from chalicelib.schemas import entities

SCRIPT = (Path(__file__).parent / "passkeys.js").read_text(encoding="utf-8")
MALFORMED = "Validation failed: credential must be the JSON of a PublicKeyCredential"


class PasskeyForm(SignInForm):
    """What is to be done about passkeys: what a browser says of one, its name, or which is to be removed."""

    act: Text = ""
    name: Text = ""
    passkey: Text = ""
    credential: Any = None


def read_answer(given: Any) -> dict[str, Any]:
    """Return the answer of an authenticator, which apps send as an object and pages as text; or raise Unprocessable."""
    if isinstance(given, str) and len(given) <= LONGEST_ANSWER:
        try:
            given = json.loads(given)
        except (ValueError, RecursionError) as error:
            raise Unprocessable(MALFORMED) from error
    if not isinstance(given, dict):
        raise Unprocessable(MALFORMED)
    return given


def render_passkey(passkey: Passkey) -> "entities.Passkey":
    """Return a passkey: its name, since when it is there, and when it signed in last."""
    return {
        "id": passkey.id,
        "name": passkey.name,
        "credential_id": passkey.credential_id,
        "created_at": timestamp(int(passkey.created_at)),
        "last_used_at": timestamp(int(passkey.last_used_at)) if passkey.last_used_at else None,
    }
