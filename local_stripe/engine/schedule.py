"""Run what is due by the clock: expiries, trial ends, renewals, retries, settlements."""

from collections.abc import Callable

from local_stripe import idempotency
from local_stripe.engine import checkout_sessions, invoices, payment_intents, refunds, subscriptions
from local_stripe.state import State
from local_stripe.store import Obj


def run(state: State) -> None:
    """Run what is due now, earliest first."""
    with state.store.transaction():
        for moment, one in sorted(_upcoming(state), key=lambda found: found[0]):
            if moment <= state.now():
                _run_one(state, one)
        idempotency.prune(state)


def advance(state: State, seconds: float) -> None:
    """Move the clock forward, and run everything that becomes due at its own time."""
    with state.store.transaction():
        target = state.now() + seconds
        while True:
            ahead = [found for found in _upcoming(state) if found[0] <= target]
            if not ahead:
                break
            moment, one = min(ahead, key=lambda found: found[0])
            _move(state, moment - state.now())
            _run_one(state, one)
        _move(state, target - state.now())
        idempotency.prune(state)


def _move(state: State, seconds: float) -> None:
    if seconds > 0:
        state.store.write_note("clock_offset", state.store.note("clock_offset", 0) + seconds)


def _upcoming(state: State) -> list[tuple[float, Obj]]:
    found: list[tuple[float, Obj]] = [(one["expires_at"], one) for one in state.find("checkout.session", status="open")]
    for subscription in state.find("subscription"):
        moment = subscriptions.due_at(subscription)
        if moment is not None:
            found.append((moment, subscription))
    return found + [(float(one["_due_at"]), one) for one in state.waiting()]


def _run_one(state: State, one: Obj) -> None:
    # An earlier operation may have changed it.
    OPERATIONS[one["object"]](state, state.get(one["object"], one["id"]))


def _run_intent(state: State, intent: Obj) -> None:
    """Settle a bank payment, or let an authorization expire."""
    if intent["status"] == "requires_capture":
        payment_intents.cancel(state, intent, "automatic")
    elif intent["status"] == "processing":
        succeeds = state.get("payment_method", intent["payment_method"])["_settles"]
        sessions = state.find("checkout.session", payment_intent=intent["id"])
        if sessions:
            checkout_sessions.settle(state, sessions[0], succeeds=succeeds)
        else:
            payment_intents.settle(state, intent, succeeds=succeeds)


def _run_refund(state: State, refund: Obj) -> None:
    refunds.settle(state, refund, refund["_outcome"])


OPERATIONS: dict[str, Callable[[State, Obj], object]] = {
    "checkout.session": checkout_sessions.expire,
    "invoice": invoices.advance,
    "payment_intent": _run_intent,
    "refund": _run_refund,
    "subscription": subscriptions.advance,
}
