"""Open the session that a code or a password pays for."""

from typing import Any

from chalicelib.models.people.oauth import AuthorizationCode
from chalicelib.models.people.sessions import Session
from chalicelib.services.people import sessions


def open_session(
    token: dict[str, Any], app_id: str, who: tuple[str, int], code: AuthorizationCode | None, at: str
) -> None:
    """Open the session of a token that an app is about to be given, and note from where and with what it was asked for.

    `who` is the account, and how often it had signed everything out when it showed who it is; `at` is the network
    address of an app that has no code. Raises GuardFailed where the code was used, or everything was signed out since.
    """
    account_id, version = who
    session = Session(
        token["refresh_token"].partition(".")[0],
        account_id=account_id,
        app_id=app_id,
        scopes=token["scope"],
        version=version,
        address=(code.address if code else at) or None,
        user_agent=code.user_agent if code else None,
    )
    session.open(sessions.keys_of(token), code, token.get("expires_in"))
