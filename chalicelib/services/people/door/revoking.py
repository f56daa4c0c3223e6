"""Take back tokens, as RFC 7009 has it."""

from chalicelib.errors import NotFound, OAuthError
from chalicelib.models.people.oauth import AccessToken
from chalicelib.models.people.sessions import Session
from chalicelib.services.people.sessions import NOBODY


class NotYourToken(OAuthError):
    """A token that another app was given."""

    def __init__(self) -> None:
        """Say it as Mastodon does."""
        super().__init__("unauthorized_client", "You are not authorized to revoke this token", 403)


def revoke(token: str, app_id: str) -> None:
    """End what an access or refresh token stands for. Nothing happens where the token is not known.

    Raises NotYourToken where it is another app's.
    """
    try:
        access = AccessToken.find(token)
    except NotFound:
        _revoke_refresh_token(token, app_id)
        return
    if access.app_id != app_id:
        raise NotYourToken
    if access.session_id:
        Session.end(access.session_id)
    else:
        access.delete()


def _revoke_refresh_token(token: str, app_id: str) -> None:
    try:
        session = Session.find(token.partition(".")[0] or NOBODY)
    except NotFound:
        return
    if not session.knows(token):
        return
    if session.app_id != app_id:
        raise NotYourToken
    Session.end(session.id)
