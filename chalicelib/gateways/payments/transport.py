"""Carry requests to Stripe, within the deadline of the request that asks."""

from typing import Any

from chalicelib import deadline
from chalicelib.deadline.sockets import LEAST_TRY, timed_pools, try_for
from chalicelib.errors import PaymentsUnavailable

# What a request keeps for itself after Stripe's answer, or its silence: it writes down what came of it.
KEPT_SECONDS = 1.0


def make(seconds: float) -> Any:
    """Return an HTTP client for Stripe's package whose tries take so long at most, and all of them what is left."""
    import requests  # noqa: PLC0415
    import stripe  # noqa: PLC0415

    class Transport(stripe.RequestsClient):
        def request(self, *asked: Any, **named: Any) -> Any:
            deadline.allow_stripe()
            left = deadline.left() - KEPT_SECONDS
            if left <= 0:
                raise PaymentsUnavailable
            if not hasattr(self._thread_local, "session"):
                self._thread_local.session = _session(requests)
            try_for(left)
            try:
                return super().request(*asked, **named)
            finally:
                try_for(deadline.NEVER)

        def _should_retry(self, *seen: Any) -> bool:
            wanted = super()._should_retry(*seen)
            # The package waits half a second before its second try, and one before its third.
            return wanted and deadline.left() - KEPT_SECONDS > 1 + LEAST_TRY

    return Transport(timeout=seconds)


def _session(requests: Any) -> Any:
    session = requests.Session()
    for adapter in session.adapters.values():
        adapter.poolmanager.pool_classes_by_scheme = timed_pools(adapter.poolmanager.pool_classes_by_scheme)
    return session
