"""Make the clients of AWS and Stripe obey the deadline, whatever hangs: a connection, an answer, one that drips.

A time-out of botocore or requests is one of a single read, and their retries multiply it: four tries of 5 s at each of
several calls. Here each read and write of a socket waits no longer than what is left, no try begins that cannot end,
and what was tried in vain is Unavailable (503), for events too. What is not bounded is looking up a name.

botocore has no door for this, so three of its names are held on to: `_endpoint.http_session`, `_manager` and
`_pool_classes_by_scheme`. The versions are pinned, and a test asks a server that never answers.
"""

import socket
import ssl
from contextvars import ContextVar
from typing import Any

from botocore.exceptions import ConnectionError as NotConnected
from botocore.exceptions import HTTPClientError

from chalicelib import deadline
from chalicelib.errors import Unavailable

# A try gets half of what is left, so that another can follow one that met a dead connection; but no less than this.
LEAST_TRY = 1.0
# What AWS says when it is busy, and would say again: botocore has tried it often enough.
BUSY = {
    *(
        "ProvisionedThroughputExceededException",
        "RequestLimitExceeded",
        "ThrottlingException",
        "Throttling",
        "SlowDown",
    ),
}

# For one write, where nothing else is said: large originals go out through slow lines.
WRITE_SECONDS = 20.0

# When the try at hand ends.
_try_ends: ContextVar[float] = ContextVar("try_ends", default=deadline.NEVER)


def obey(client: Any, tries: int) -> None:
    """Make a client of AWS obey the deadline; `tries` are all that it makes. Doing it again changes nothing."""
    if getattr(client, "obeys_deadline", False):
        return
    client.obeys_deadline = True
    session = client._endpoint.http_session  # noqa: SLF001
    session._pool_classes_by_scheme = timed_pools(session._pool_classes_by_scheme)  # noqa: SLF001
    session._manager.pool_classes_by_scheme = session._pool_classes_by_scheme  # noqa: SLF001

    def end_late_tries(attempts: int, response: Any, caught_exception: Any, **_: Any) -> None:
        # botocore waits up to 1, 2, 4 seconds before its next tries.
        if attempts < tries and deadline.left() > 2 ** (attempts - 1):
            return
        is_out_of_reach = isinstance(caught_exception, (HTTPClientError, NotConnected))
        if is_out_of_reach or (response is not None and _is_busy(response)):
            raise Unavailable from caught_exception

    client.meta.events.register_first("before-send.*.*", _begin_try)
    client.meta.events.register_first("needs-retry.*.*", end_late_tries)


def _begin_try(**_: Any) -> None:
    deadline.check()
    try_for(max(deadline.left() / 2, LEAST_TRY))


def try_for(seconds: float) -> None:
    """Let what is asked from here on take no longer than this, and no longer than the deadline."""
    _try_ends.set(deadline.clock() + seconds)


def _is_busy(response: Any) -> bool:
    http, parsed = response
    return http.status_code >= 500 or parsed.get("Error", {}).get("Code") in BUSY


def timed_pools(pools: dict[str, Any]) -> dict[str, Any]:
    """Return urllib3's pools by scheme with connections that obey the deadline."""
    return {
        scheme: type(pool.__name__, (pool,), {"ConnectionCls": _timed(pool.ConnectionCls)})
        for scheme, pool in pools.items()
    }


def _timed(connection: Any) -> Any:
    class Timed(connection):  # type: ignore[misc]
        timeout: float | None

        def connect(self) -> None:
            self.timeout = _bounded(self.timeout)
            super().connect()
            # The socket was made deep in urllib3, or by TLS; one that is neither is a proxy's.
            if type(self.sock) in TIMED:
                self.sock.__class__ = TIMED[type(self.sock)]

    return Timed


def _bounded(seconds: float | None) -> float:
    """Return what is left of a time-out; raises TimeoutError where nothing is."""
    until = min(deadline.left(), _try_ends.get() - deadline.clock())
    if until <= 0:
        raise TimeoutError("The deadline of this request has passed")
    return until if seconds is None else min(seconds, until)


class _Bounded:
    """Reads and writes that wait no longer than what is left, each of them and all together."""

    __slots__ = ()

    def recv_into(self: Any, *args: Any) -> Any:
        self.settimeout(_bounded(self.gettimeout()))
        return super().recv_into(*args)  # type: ignore[misc]

    def send(self: Any, *args: Any) -> Any:
        self.settimeout(_bounded(WRITE_SECONDS))
        return super().send(*args)  # type: ignore[misc]

    def sendall(self: Any, *args: Any) -> Any:
        self.settimeout(_bounded(WRITE_SECONDS))
        return super().sendall(*args)  # type: ignore[misc]


class _Plain(_Bounded, socket.socket):
    __slots__ = ()


class _Tls(_Bounded, ssl.SSLSocket):
    __slots__ = ()


TIMED = {socket.socket: _Plain, ssl.SSLSocket: _Tls}
