"""Every failure that a caller can meet, with its HTTP status.

RossgramError
├── BadRequest            400
│   └── OAuthError        400, 401 (RFC 6749 names the error)
├── Unauthorized          401
├── Forbidden             403  no scope, an address to confirm first, a way past the edge: some apps sign out on it
├── NotFound              404  also for what the caller may not see
├── MethodNotAllowed      405  `Allow` names the methods that the path has
├── TooLarge              413
├── Unprocessable         422
│   ├── MediaNotReady
│   ├── MediaFailed
│   ├── NameTaken
│   ├── PaymentDeclined         the bank said no, or wants its customer to say yes on a page
│   └── PaymentRefused          Stripe does not take what we asked
├── TooManyRequests       429
└── Unavailable           503  busy, or out of reach; the same request may be sent again, after Retry-After
    └── PaymentsUnavailable     Stripe is out of reach, busy, or does not know our key

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


class MethodNotAllowed(RossgramError):
    """A path that is there, with a method that it does not have."""

    STATUS_CODE = 405
    default_message = "Method not allowed"


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


class PaymentRefused(Unprocessable):
    """A request that Stripe does not carry out; `code` is Stripe's name for the reason, or empty."""

    default_message = "The payment service refused this"

    def __init__(self, message: str = "", code: str = "") -> None:
        """Take Stripe's message and its code."""
        super().__init__(message)
        self.code = code


class PaymentDeclined(Unprocessable):
    """A card that was not charged; the PaymentIntent stays, and may be tried again with a card or a person's consent.

    Source: https://docs.stripe.com/declines/codes
    """

    default_message = "The card was declined"

    def __init__(
        self, message: str = "", code: str = "", decline_code: str = "", payment_intent_id: str | None = None
    ) -> None:
        """Take Stripe's message, its code, the bank's code, and the PaymentIntent where there is one."""
        super().__init__(message)
        self.code, self.decline_code, self.payment_intent_id = code, decline_code, payment_intent_id

    @property
    def needs_authentication(self) -> bool:
        """Tell whether the same card would pay once its owner agrees on the bank's page."""
        return "authentication_required" in {self.code, self.decline_code}


class TooManyRequests(RossgramError):
    """A limit was reached."""

    STATUS_CODE = 429
    default_message = "Too many requests"


class Unavailable(RossgramError):
    """Something that we ask is busy, or gave no answer in time.

    As after a crash, a write may have been carried out whose answer was lost; the same request may be sent again.
    """

    STATUS_CODE = 503
    RETRY_AFTER_SECONDS: ClassVar[int] = 5
    default_message = "The server is busy, try again in a moment"

    def __init__(self, message: str = "", description: str = "", headers: Mapping[str, str] | None = None) -> None:
        """Take what any failure takes, and say when to try again."""
        super().__init__(message, description, {"Retry-After": str(self.RETRY_AFTER_SECONDS), **(headers or {})})


class PaymentsUnavailable(Unavailable):
    """Stripe gave no answer that says yes or no; the same request with the same key may be sent again."""

    default_message = "Payments are not available at the moment, try again later"
