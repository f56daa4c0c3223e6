"""Parse the webhooks that Stripe sends, and verify their signatures.

The signature is verified by our own code, because importing Stripe's package takes too long for the webhook:
docs/decisions/2026-11-22-webhook-signature.md.
"""

import hmac
import json
import re
import time
from dataclasses import dataclass
from typing import Any

from chalicelib.errors import BadRequest, TooLarge
from chalicelib.gateways import secrets
from chalicelib.gateways.payments import keys

# The webhook endpoint must be registered with this version, which is that of the package in requirements.txt.
API_VERSION = "2026-10-28.endive"
LARGEST_BODY = 256 * 1024
TOLERANCE = 300

SIGNATURE = re.compile(r"[0-9a-f]{64}")
MOMENT = re.compile(r"[0-9]{1,12}")
EVENT_ID = re.compile(r"evt_[A-Za-z0-9_]{1,250}")


@dataclass(frozen=True)
class Event:
    """A Stripe event; `account` is the connected account that it happened on, or empty."""

    id: str
    type: str
    created: int
    livemode: bool
    account: str
    api_version: str
    object: dict[str, Any]
    previous: dict[str, Any]
    raw: dict[str, Any]

    @property
    def is_current(self) -> bool:
        """Tell whether `object` has the API version of this code."""
        return self.api_version == API_VERSION


def read_event(body: bytes, signature: str | None) -> Event:
    """Return the event in the body of a webhook.

    Raises TooLarge, and BadRequest for a body that was not signed with one of our secrets within five minutes, is no
    event, has another API version, or belongs to the other of test and live mode.
    """
    if len(body) > LARGEST_BODY:
        raise TooLarge
    _check(body, signature or "")
    try:
        raw = json.loads(body)
    except (ValueError, RecursionError):
        raise BadRequest from None
    event = event_of(raw)
    if not event.is_current:
        raise BadRequest(f"The webhook endpoint must have the API version {API_VERSION}")
    return event


def event_of(raw: Any) -> Event:
    """Return an event that was stored by us or listed by Stripe, without a signature.

    Raises BadRequest if it is no event, or of the other mode. A listed event has the API version that was the account's
    default at that time: if it is not `is_current`, retrieve its object instead of using it.
    """
    if not isinstance(raw, dict) or raw.get("object") != "event":
        raise BadRequest("This is not an event")
    data = _typed(raw, "data", dict)
    event = Event(
        id=_typed(raw, "id", str),
        type=_typed(raw, "type", str),
        created=_typed(raw, "created", int),
        livemode=_typed(raw, "livemode", bool),
        account=_typed(raw, "account", str, ""),
        api_version=_typed(raw, "api_version", str, ""),
        object=_typed(data, "object", dict),
        previous=_typed(data, "previous_attributes", dict, {}),
        raw=raw,
    )
    if not EVENT_ID.fullmatch(event.id):
        raise BadRequest("This is not an event")
    if event.livemode != is_live():
        raise BadRequest("The event belongs to the other of test and live mode")
    return event


def is_live() -> bool:
    """Tell whether our key is of live mode."""
    return keys.api_key().startswith(("sk_live_", "rk_live_"))


def _check(body: bytes, header: str) -> None:
    """Reject a body that was not signed with one of our secrets. Source: https://docs.stripe.com/webhooks#verify-manually."""
    moment, signatures = _parts(header)
    if abs(time.time() - int(moment)) > TOLERANCE:
        raise BadRequest("The signature is too old, or from the future")
    signed = moment.encode() + b"." + body
    # It may be signed with a secret that took the place of the one that we know.
    if not _is_signed(signed, signatures) and not (secrets.renew(keys.SECRET) and _is_signed(signed, signatures)):
        raise BadRequest("The signature is not valid")


def _is_signed(signed: bytes, signatures: list[str]) -> bool:
    expected = [hmac.new(secret.encode(), signed, "sha256").hexdigest() for secret in keys.webhook_secrets()]
    # Every pair is compared, so that the time taken reveals nothing.
    matches = [hmac.compare_digest(ours, theirs) for ours in expected for theirs in signatures]
    return any(matches)


def _parts(header: str) -> tuple[str, list[str]]:
    pairs = [part.partition("=") for part in header.split(",")]
    moments = [value for name, _, value in pairs if name == "t"]
    signatures = [value for name, _, value in pairs if name == "v1" and SIGNATURE.fullmatch(value)]
    if len(moments) != 1 or not MOMENT.fullmatch(moments[0]):
        raise BadRequest("The signature cannot be read")
    return moments[0], signatures


def _typed(raw: dict[str, Any], name: str, kind: type, missing: Any = None) -> Any:
    """Return a field of exactly this type: isinstance would accept True as an int."""
    value = raw.get(name)
    if value is None and missing is not None:
        return missing
    if type(value) is not kind:
        raise BadRequest("This is not an event")
    return value
