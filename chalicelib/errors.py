"""Every failure that a caller can meet, with its HTTP status.

RossgramError
├── BadRequest            400
│   └── OAuthError        400, 401 (RFC 6749 names the error)
├── Unauthorized          401
├── Forbidden             403  a missing scope, and nothing else: some apps sign out on any 403
├── NotFound              404  also for what the caller may not see
├── TooLarge              413
├── Unprocessable         422
│   ├── MediaNotReady
│   ├── MediaFailed
│   └── NameTaken
├── TooManyRequests       429
└── Unavailable           503  the database is busy; the same request may be sent again

Some services draw leaves of their own, with more to say than these: a sign-up's wrong fields, a page instead of JSON.
"""

from collections.abc import Mapping
from typing import Any, ClassVar

from chalice.app import ChaliceUnhandledError


class RossgramError(ChaliceUnhandledError):  # type: ignore[misc]
    """A failure with a status and a message for the caller.

    Chalice lets this class of exception through to the middleware, which draws it in the API's dialect.
    """

    STATUS_CODE: ClassVar[int] = 500
    default_message: ClassVar[str] = "Something went wrong"

    def __init__(self, message: str = "", description: str = "", headers: Mapping[str, str] | None = None) -> None:
        """Take the message (`error`), a longer description (`error_description`) and extra headers."""
        self.message = message or self.default_message
        self.description = description
        self.headers = dict(headers or {})
        super().__init__(self.message)

    @property
    def status(self) -> int:
        """Return the HTTP status."""
        return self.STATUS_CODE

    def body(self) -> dict[str, Any]:
        """Return the error entity of the Mastodon API."""
        entity: dict[str, Any] = {"error": self.message}
        if self.description:
            entity["error_description"] = self.description
        return entity


class BadRequest(RossgramError):
    """The request cannot be read."""

    STATUS_CODE = 400
    default_message = "The request could not be read"


class OAuthError(BadRequest):
    """An OAuth 2 failure under its name in RFC 6749."""

    def __init__(self, error: str, description: str = "", status: int = 400) -> None:
        """Take the error's registered name, its description, and 401 where RFC 6749 asks for it."""
        super().__init__(error, description)
        self._status = status

    @property
    def status(self) -> int:
        """Return 400, or 401 for a client that did not prove who it is."""
        return self._status


class Unauthorized(RossgramError):
    """No token, or one that is not valid."""

    STATUS_CODE = 401
    default_message = "The access token is invalid"


class Forbidden(RossgramError):
    """A token without the scope that the operation needs."""

    STATUS_CODE = 403
    default_message = "This action is outside the authorized scopes"


class NotFound(RossgramError):
    """Nothing there, or nothing that this caller may see."""

    STATUS_CODE = 404
    default_message = "Record not found"


class TooLarge(RossgramError):
    """More bytes than are taken."""

    STATUS_CODE = 413
    default_message = "The request is too large"


class Unprocessable(RossgramError):
    """A request that was understood and cannot be carried out."""

    STATUS_CODE = 422
    default_message = "Validation failed"


class MediaNotReady(Unprocessable):
    """A photo that is still being processed."""

    default_message = "Cannot attach files that have not finished processing. Try again in a moment!"


class MediaFailed(Unprocessable):
    """A photo that could not be processed."""

    default_message = "The file could not be processed"


class NameTaken(Unprocessable):
    """A handle or an e-mail address that another account holds."""

    default_message = "Validation failed: Username has already been taken"


class TooManyRequests(RossgramError):
    """A limit was reached."""

    STATUS_CODE = 429
    default_message = "Too many requests"


class Unavailable(RossgramError):
    """The database did not take the write; nothing was changed."""

    STATUS_CODE = 503
    default_message = "The server is busy, try again in a moment"
