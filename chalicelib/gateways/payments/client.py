"""Speak to Stripe: one client, plain dicts out, and every failure as one of ours.

The package is imported when a call is made: it costs a Lambda a quarter of a second that most of them never need.
"""

import logging
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from decimal import Decimal
from functools import cache
from operator import attrgetter
from typing import Any

from chalicelib import config
from chalicelib.errors import NotFound, PaymentDeclined, PaymentRefused, PaymentsUnavailable, RossgramError
from chalicelib.gateways.payments import transport

Obj = dict[str, Any]

# For one try, where no request is answered: within one, transport.py sees to its deadline.
SECONDS = 8
RETRIES = 2
MOST = 100

log = logging.getLogger(__name__)


def ask(verb: str, *ids: str, params: Obj | None = None, key: str = "", account: str = "") -> Obj:
    """Carry out one call, such as `checkout.sessions.create`, and return what Stripe answers as a plain dict.

    `key` makes a write happen once within 24 hours: the same key must always come with the same params, and brings the
    same answer again, a decline too. `account` is the connected account to act for.
    """
    act, parts = _verb(verb), [_checked(object_id) for object_id in ids]
    with _failing_as_ours():
        return _object(act(*parts, given(params or {}), _options(key, account)))


def each(verb: str, *ids: str, params: Obj | None = None, account: str = "") -> Iterator[Obj]:
    """Yield everything that a `….list` call finds, newest first, a page at a time."""
    act, parts = _verb(verb), [_checked(object_id) for object_id in ids]
    with _failing_as_ours():
        found = act(*parts, {"limit": MOST} | given(params or {}), _options("", account))
        for one in found.auto_paging_iter():
            yield _object(one)


def given(params: Mapping[str, Any]) -> Obj:
    """Leave out what is None, on every level: Stripe takes an empty value for a wish to clear it."""
    kept = {name: value for name, value in params.items() if value is not None}
    return {name: given(value) if isinstance(value, Mapping) else value for name, value in kept.items()}


def plain(value: Any) -> Any:
    """Return an answer of the package as what JSON has: its objects are no dicts, and some numbers are Decimals."""
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
    """Forget the client, when the settings have changed."""
    _client.cache_clear()


@cache
def _client() -> Any:
    """Return the client of this process, untyped: what the package declares of parameters stays behind this door."""
    import stripe  # noqa: PLC0415

    addresses: Any = {"api": config.STRIPE_URL} if config.STRIPE_URL else {}
    return stripe.StripeClient(
        config.STRIPE_API_KEY,
        base_addresses=addresses,
        http_client=transport.make(SECONDS),
        max_network_retries=RETRIES,
    ).v1


def _verb(name: str) -> Any:
    if not config.STRIPE_API_KEY:
        raise PaymentsUnavailable
    return attrgetter(name)(_client())


def _options(key: str, account: str) -> Obj:
    return given({"idempotency_key": key or None, "stripe_account": account or None})


def _checked(object_id: str) -> str:
    """Refuse what is no id before it becomes a part of a path: an empty one would list instead of find."""
    if not re.fullmatch(r"[A-Za-z0-9_]{1,255}", object_id):
        raise NotFound
    return object_id


@contextmanager
def _failing_as_ours() -> Iterator[None]:
    import stripe  # noqa: PLC0415

    try:
        yield
    except stripe.StripeError as error:
        raise _translated(error) from error
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        # The package stumbles like this over an answer that is not Stripe's: a proxy's page, half a body.
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
        # So Stripe says that a connected account is not there, or has left us.
        return NotFound()
    # A wrong key, a lock, a limit, a lost connection: none of it is the caller's, and an operator reads of it here.
    log.error("Stripe: %s %s %s %s", type(error).__name__, error.http_status, code, error.request_id)
    return PaymentsUnavailable()


def _declined(message: str, code: str, body: Any) -> PaymentDeclined:
    said = body.get("error", {}) if isinstance(body, dict) else {}
    intent = said.get("payment_intent") or {}
    return PaymentDeclined(message, code, said.get("decline_code") or "", intent.get("id"))
