"""Name the errors of the API, with Stripe's types, codes and bodies.

StripeFailure
├── BadRequest        400, a request that cannot be carried out as it is
├── NotFound          404, resource_missing
├── Unauthorized      401, a wrong API key
├── Forbidden         403, an account that this key may not use
├── InvalidDiscount   400, a Coupon or Promotion Code that cannot be redeemed for this order
├── KeyInUse          409, idempotency_key_in_use
├── KeyReused         400, idempotency_error
└── CardFailure       402, a decline; what the attempt wrote is kept
"""

from typing import Any, ClassVar


class StripeFailure(Exception):
    """A response with an error body."""

    status = 400
    kind = "invalid_request_error"
    keeps_writes: ClassVar[bool] = False

    def __init__(self, message: str, code: str = "", param: str = "", **more: Any) -> None:
        """Build the error body; empty fields are left out."""
        super().__init__(message)
        named = {"code": code, "param": param, **more}
        self.body = {"type": self.kind, "message": message} | {name: value for name, value in named.items() if value}


class BadRequest(StripeFailure):
    """The request cannot be carried out as it is."""


class InvalidDiscount(BadRequest):
    """A Coupon or Promotion Code cannot be redeemed for this order."""


class NotFound(StripeFailure):
    """There is no such object."""

    status = 404


class Unauthorized(StripeFailure):
    """The API key is wrong."""

    status = 401


class Forbidden(StripeFailure):
    """The key may not act for this account."""

    status = 403


class KeyInUse(StripeFailure):
    """Another request with the same idempotency key is being carried out."""

    status = 409


class KeyReused(StripeFailure):
    """An idempotency key was used again with other parameters."""

    kind = "idempotency_error"


class CardFailure(StripeFailure):
    """A card was declined; the writes of the attempt are kept."""

    status = 402
    kind = "card_error"
    keeps_writes = True


def missing(kind: str, given: str, param: str = "id") -> NotFound:
    """Return resource_missing for an id."""
    return NotFound(f"No such {kind}: '{given}'", "resource_missing", param)
