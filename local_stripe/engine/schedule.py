"""Run what the clock makes due: expiries, trial endings, renewals, retries."""

from local_stripe import idempotency
from local_stripe.engine import checkout_sessions, subscriptions
from local_stripe.state import State
from local_stripe.store import Obj


def run(state: State) -> None:
    """Run what is due now, earliest first."""
    with state.store.transaction():
        for _moment, one in sorted(_upcoming(state), key=lambda found: found[0]):
            if _moment <= state.now():
                _do(state, one)
        idempotency.prune(state)


def advance(state: State, seconds: float) -> None:
    """Move the clock, and run everything that becomes due at its own time."""
    with state.store.transaction():
        target = state.now() + seconds
        while True:
            ahead = [found for found in _upcoming(state) if found[0] <= target]
            if not ahead:
                break
            moment, one = min(ahead, key=lambda found: found[0])
            _move(state, moment - state.now())
            _do(state, one)
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
    return found


def _do(state: State, one: Obj) -> None:
    if one["object"] == "checkout.session":
        checkout_sessions.expire(state, one)
    else:
        subscriptions.advance(state, one)
