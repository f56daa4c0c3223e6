"""Answer calls to Stripe's API: authenticate, replay or carry out, and answer in Stripe's shape."""

import base64
import binascii
import hmac
import json
import secrets
from dataclasses import dataclass, field

from local_stripe import API_VERSION, faults, keys, params
from local_stripe.api import (
    accounts,
    catalog,
    checkout,
    customers,
    events,
    movements,
    payment_intents,
    setup_intents,
    subscriptions,
)
from local_stripe.errors import BadRequest, Forbidden, NotFound, StripeFailure, Unauthorized
from local_stripe.expanding import expand
from local_stripe.routes import Route
from local_stripe.store import Obj
from local_stripe.world import World, visible

ROUTES: tuple[Route, ...] = (
    *checkout.ROUTES,
    *payment_intents.ROUTES,
    *setup_intents.ROUTES,
    *movements.ROUTES,
    *customers.ROUTES,
    *accounts.ROUTES,
    *catalog.ROUTES,
    *subscriptions.ROUTES,
    *events.ROUTES,
)


@dataclass(frozen=True)
class Call:
    """One HTTP request, as far as the API cares."""

    method: str
    path: str
    raw: str
    headers: dict[str, str]


@dataclass
class Answer:
    """One HTTP answer; `fault` is what must go wrong with it."""

    status: int
    body: str
    headers: dict[str, str] = field(default_factory=dict)
    fault: faults.Fault | None = None


def answer(world: World, call: Call) -> Answer:
    """Carry out a call."""
    fault = faults.take(world.store, call.method, call.path)
    if fault and fault.kind in {"500", "429"}:
        error = {"type": "rate_limit_error" if fault.kind == "429" else "api_error", "message": "This was asked for."}
        return Answer(int(fault.kind), json.dumps({"error": error}), _headers(call))
    try:
        check_key(world, call)
        account = call.headers.get("stripe-account", "")
        if account and world.look_up(account) is None:
            text = f"The provided key does not have access to account '{account}' (or that account does not exist)."
            raise Forbidden(text, "account_invalid")
        with world.store.transaction():
            done = _once(world.acting_for(account), call)
    except StripeFailure as failure:
        done = Answer(failure.status, _failed(failure))
    done.headers = _headers(call) | done.headers
    done.fault = fault
    return done


def check_key(world: World, call: Call) -> None:
    """Refuse a call without the right API key."""
    kind, _, given = call.headers.get("authorization", "").partition(" ")
    if kind.lower() == "basic":
        try:
            given = base64.b64decode(given).decode().partition(":")[0]
        except (binascii.Error, UnicodeDecodeError):
            given = ""
    if not given:
        raise Unauthorized("You did not provide an API key.")
    if not hmac.compare_digest(given.encode(), world.settings.api_key.encode()):
        raise Unauthorized(f"Invalid API Key provided: {given[:7]}****", "api_key_invalid")


def _once(world: World, call: Call) -> Answer:
    """Carry out a call, unless its idempotency key has an answer already."""
    key = call.headers.get("idempotency-key", "") if call.method == "POST" else ""
    if len(key) > keys.LONGEST:
        raise BadRequest("The idempotency key is too long.", "", "idempotency_key")
    request = keys.fingerprint(call.path, call.raw)
    key = f"{world.account} {key}" if key else ""
    known = keys.stored(world, key, request) if key else None
    if known:
        return Answer(known[0], known[1], {"Idempotent-Replayed": "true"})
    route, parts = _route(call)
    given = params.read(call.raw, route.shape)
    done = _carry_out(world, route, given, parts)
    if key:
        keys.remember(world, key, request, done.status, done.body)
    return done


def _route(call: Call) -> tuple[Route, list[str]]:
    for route in ROUTES:
        parts = route.match(call.method, call.path)
        if parts is not None:
            return route, parts
    text = (
        f"Unrecognized request URL ({call.method}: {call.path}). It may exist at Stripe; the local Stripe has it not."
    )
    raise NotFound(text)


def _carry_out(world: World, route: Route, given: Obj, parts: list[str]) -> Answer:
    try:
        with world.store.attempt():
            done = expand(world, route.act(world, given, *parts), given.get("expand", []))
    except StripeFailure as failure:
        return Answer(failure.status, _failed(failure))
    return Answer(200, json.dumps(visible(done)))


def _failed(failure: StripeFailure) -> str:
    return json.dumps({"error": visible(failure.body)})


def _headers(call: Call) -> dict[str, str]:
    version = call.headers.get("stripe-version") or API_VERSION
    found = {"Request-Id": f"req_{secrets.token_hex(7)}", "Stripe-Version": version}
    key = call.headers.get("idempotency-key")
    # What a caller sent may not be able to stand in a header.
    return found | ({"Idempotency-Key": key} if key and key.isascii() and key.isprintable() else {})
