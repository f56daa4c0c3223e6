"""Refuse in Stripe's shape.

StripeFailure
├── BadRequest        400, a request that cannot be carried out as it is
├── NotFound          404, resource_missing
├── Unauthorized      401, a wrong API key
├── Forbidden         403, an account that this key may not use
├── KeyReused         400, idempotency_error
└── CardFailure       402, the card said no; what the attempt wrote stays written
"""

from typing import Any, ClassVar


class StripeFailure(Exception):
    """Any answer but 200."""

    status = 400
    kind = "invalid_request_error"
    keeps_writes: ClassVar[bool] = False

    def __init__(self, message: str, code: str = "", param: str = "", **more: Any) -> None:
        """Say what is wrong, as Stripe would."""
        super().__init__(message)
        named = {"code": code, "param": param, **more}
        self.body = {"type": self.kind, "message": message} | {name: value for name, value in named.items() if value}


class BadRequest(StripeFailure):
    """The request cannot be carried out as it is."""


class NotFound(StripeFailure):
    """There is no such object."""

    status = 404


class Unauthorized(StripeFailure):
    """The API key is wrong."""

    status = 401


class Forbidden(StripeFailure):
    """The key may not act for this account."""

    status = 403


class KeyReused(StripeFailure):
    """An idempotency key came back with other parameters."""

    kind = "idempotency_error"


class CardFailure(StripeFailure):
    """The card said no."""

    status = 402
    kind = "card_error"
    keeps_writes = True


def missing(kind: str, given: str, param: str = "id") -> NotFound:
    """Return the refusal of an id that names nothing."""
    return NotFound(f"No such {kind}: '{given}'", "resource_missing", param)
