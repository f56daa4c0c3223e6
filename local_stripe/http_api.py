"""Process API requests: authentication, idempotency, routing, errors, headers."""

import base64
import binascii
import hmac
import json
import secrets
import time
from dataclasses import dataclass, field

from local_stripe import API_VERSION, faults, idempotency, params
from local_stripe.api import ROUTES
from local_stripe.errors import BadRequest, Forbidden, NotFound, StripeFailure, Unauthorized
from local_stripe.expanding import expand
from local_stripe.routes import Route
from local_stripe.state import State, visible
from local_stripe.store import Obj


@dataclass(frozen=True)
class Call:
    """One HTTP request to the API."""

    method: str
    path: str
    raw: str
    headers: dict[str, str]


@dataclass
class Answer:
    """One HTTP response; `fault` is how its delivery must fail."""

    status: int
    body: str
    headers: dict[str, str] = field(default_factory=dict)
    fault: faults.Fault | None = None


def answer(state: State, call: Call) -> Answer:
    """Carry out a call."""
    fault = faults.next_fault(state.store, call.method, call.path)
    if fault and fault.kind in {"500", "429"}:
        error = {"type": "rate_limit_error" if fault.kind == "429" else "api_error", "message": "This was asked for."}
        return Answer(int(fault.kind), json.dumps({"error": error}), _headers(call))
    try:
        check_key(state, call)
        account = call.headers.get("stripe-account", "")
        if account and state.look_up(account) is None:
            text = f"The provided key does not have access to account '{account}' (or that account does not exist)."
            raise Forbidden(text, "account_invalid")
        acting = state.acting_for(account)
        with idempotency.in_use(acting, _key(acting, call)):
            if fault and fault.kind == "slow":
                time.sleep(fault.seconds)
            with state.store.transaction():
                done = _once(acting, call)
    except StripeFailure as failure:
        done = Answer(failure.status, _failed(failure))
    done.headers = _headers(call) | done.headers
    done.fault = fault
    return done


def check_key(state: State, call: Call) -> None:
    """Refuse a call without the right API key."""
    kind, _, given = call.headers.get("authorization", "").partition(" ")
    if kind.lower() == "basic":
        try:
            given = base64.b64decode(given).decode().partition(":")[0]
        except (binascii.Error, UnicodeDecodeError):
            given = ""
    if not given:
        raise Unauthorized("You did not provide an API key.")
    if not hmac.compare_digest(given.encode(), state.settings.api_key.encode()):
        raise Unauthorized(f"Invalid API Key provided: {given[:7]}****", "api_key_invalid")


def _once(state: State, call: Call) -> Answer:
    """Carry out a call, or replay the stored response of its idempotency key."""
    key = _key(state, call)
    request = idempotency.fingerprint(call.path, call.raw)
    known = idempotency.stored(state, key, request) if key else None
    if known:
        return Answer(known[0], known[1], {"Idempotent-Replayed": "true"})
    route, parts = _route(call)
    given = params.read(call.raw, route.shape)
    done = _carry_out(state, route, given, parts)
    if key:
        idempotency.remember(state, key, request, done.status, done.body)
    return done


def _key(state: State, call: Call) -> str:
    """Return the idempotency key of a call, scoped to the account."""
    key = call.headers.get("idempotency-key", "") if call.method == "POST" else ""
    if len(key) > idempotency.LONGEST:
        raise BadRequest("The idempotency key is too long.", "", "idempotency_key")
    return f"{state.account} {key}" if key else ""


def _route(call: Call) -> tuple[Route, list[str]]:
    for route in ROUTES:
        parts = route.match(call.method, call.path)
        if parts is not None:
            return route, parts
    text = f"Unrecognized request URL ({call.method}: {call.path}). The local Stripe does not implement it."
    raise NotFound(text)


def _carry_out(state: State, route: Route, given: Obj, parts: list[str]) -> Answer:
    try:
        with state.store.attempt():
            done = expand(state, route.operation(state, given, *parts), given.get("expand", []))
    except StripeFailure as failure:
        return Answer(failure.status, _failed(failure))
    return Answer(200, json.dumps(visible(done)))


def _failed(failure: StripeFailure) -> str:
    return json.dumps({"error": visible(failure.body)})


def _headers(call: Call) -> dict[str, str]:
    version = call.headers.get("stripe-version") or API_VERSION
    found = {"Request-Id": f"req_{secrets.token_hex(7)}", "Stripe-Version": version}
    key = call.headers.get("idempotency-key")
    # Not every key that a caller can send is valid in a response header.
    return found | ({"Idempotency-Key": key} if key and key.isascii() and key.isprintable() else {})
