"""Call Stripe by one client: answers are plain dicts, and failures are our own errors.

The package is imported at the first call: the import takes a quarter of a second, which most Lambdas never need.
"""

import logging
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from decimal import Decimal
from functools import lru_cache
from operator import attrgetter
from typing import Any

from chalicelib import config
from chalicelib.errors import NotFound, PaymentDeclined, PaymentRefused, PaymentsUnavailable, RossgramError
from chalicelib.gateways import secrets
from chalicelib.gateways.payments import keys, transport

Obj = dict[str, Any]

# For one try, where no request is answered: within one, transport.py sees to its deadline.
TIMEOUT_SECONDS = 8
MAX_RETRIES = 2
PAGE_SIZE = 100

log = logging.getLogger(__name__)


def call(method: str, *ids: str, params: Obj | None = None, key: str = "", account: str = "") -> Obj:
    """Make one call, such as `checkout.sessions.create`, and return the answer as a plain dict.

    `key` makes a write happen once within 24 hours: the same key must always have the same params, and gets the same
    answer again, declines included. `account` is the connected account to act for.
    """
    act, parts = _method(method), [_checked_id(object_id) for object_id in ids]
    with _translating_errors():
        return _object(act(*parts, without_none(params or {}), _options(key, account)))


def list_all(method: str, *ids: str, params: Obj | None = None, account: str = "") -> Iterator[Obj]:
    """Yield everything that a `….list` call returns, newest first, page by page."""
    act, parts = _method(method), [_checked_id(object_id) for object_id in ids]
    with _translating_errors():
        found = act(*parts, {"limit": PAGE_SIZE} | without_none(params or {}), _options("", account))
        for one in found.auto_paging_iter():
            yield _object(one)


def without_none(params: Mapping[str, Any]) -> Obj:
    """Remove None on every level: Stripe would clear a field that is sent empty."""
    kept = {name: value for name, value in params.items() if value is not None}
    return {name: without_none(value) if isinstance(value, Mapping) else value for name, value in kept.items()}


def plain(value: Any) -> Any:
    """Convert an answer to JSON types: the package's objects are no dicts, and some numbers are Decimals."""
    if hasattr(value, "to_dict"):
        value = value.to_dict(recursive=False)
    if isinstance(value, Mapping):
        return {name: plain(one) for name, one in value.items()}
    if isinstance(value, list):
        return [plain(one) for one in value]
    return str(value) if isinstance(value, Decimal) else value


def _object(answer: Any) -> Obj:
    found = plain(answer)
    if not isinstance(found, dict):
        raise TypeError("Stripe's answer is no object")
    return found


def reset() -> None:
    """Discard the client, after the settings have changed."""
    _client.cache_clear()


@lru_cache(maxsize=1)
def _client(key: str) -> Any:
    """Return the client for a secret key, untyped: the package's parameter types are not used outside of here."""
    import stripe  # noqa: PLC0415

    addresses: Any = {"api": config.STRIPE_URL} if config.STRIPE_URL else {}
    return stripe.StripeClient(
        key,
        base_addresses=addresses,
        http_client=transport.make(TIMEOUT_SECONDS),
        max_network_retries=MAX_RETRIES,
    ).v1


def _method(name: str) -> Any:
    key = keys.api_key()
    if not key:
        raise PaymentsUnavailable
    return attrgetter(name)(_client(key))


def _options(key: str, account: str) -> Obj:
    return without_none({"idempotency_key": key or None, "stripe_account": account or None})


def _checked_id(object_id: str) -> str:
    """Refuse an invalid id before it becomes part of a path: an empty one would list instead of retrieve."""
    if not re.fullmatch(r"[A-Za-z0-9_]{1,255}", object_id):
        raise NotFound
    return object_id


@contextmanager
def _translating_errors() -> Iterator[None]:
    import stripe  # noqa: PLC0415

    try:
        yield
    except stripe.StripeError as error:
        raise _translated(error) from error
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        # The package raises these for an answer that is not Stripe's, such as a proxy's page or a truncated body.
        log.exception("Stripe's answer cannot be read")
        raise PaymentsUnavailable from error


def _translated(error: Any) -> RossgramError:
    """Return our failure for one of Stripe's. Source: https://docs.stripe.com/api/errors."""
    import stripe  # noqa: PLC0415

    message, code = error.user_message or "", error.code or ""
    if isinstance(error, stripe.CardError):
        return _declined(message, code, error.json_body)
    if isinstance(error, stripe.InvalidRequestError):
        is_missing = error.http_status == 404 and code == "resource_missing"
        return NotFound() if is_missing else PaymentRefused(message, code)
    if isinstance(error, stripe.IdempotencyError):
        return PaymentRefused(message, code or "idempotency_error")
    if isinstance(error, stripe.PermissionError) and code == "account_invalid":
        # Stripe's error for a connected account that does not exist or has disconnected.
        return NotFound()
    if isinstance(error, stripe.AuthenticationError):
        # Whoever tries again asks with the key that took its place.
        secrets.renew(keys.KEY)
    # A wrong key, a lock, a rate limit, a lost connection: not the caller's fault, and logged for the operator.
    log.error("Stripe: %s %s %s %s", type(error).__name__, error.http_status, code, error.request_id)
    return PaymentsUnavailable()


def _declined(message: str, code: str, body: Any) -> PaymentDeclined:
    said = body.get("error", {}) if isinstance(body, dict) else {}
    intent = said.get("payment_intent") or {}
    return PaymentDeclined(message, code, said.get("decline_code") or "", intent.get("id"))
