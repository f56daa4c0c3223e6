"""Bind the public port before anything is started."""

import errno
import socket
import time

from local.problems import Problem

PATIENCE_SECONDS = 2.0


def take(port: int) -> list[socket.socket]:
    """Bind `localhost` for IPv4 and IPv6. Raises Problem if the port is in use.

    The sockets do not listen yet: the API process does that once it is ready, also after a restart.
    """
    deadline = time.monotonic() + PATIENCE_SECONDS
    while True:
        try:
            return _take(port)
        except Problem:
            # The API process of a killed run may hold the port for a moment.
            if time.monotonic() > deadline:
                raise
            time.sleep(0.1)


def _take(port: int) -> list[socket.socket]:
    taken = [_bind(socket.AF_INET, ("127.0.0.1", port))]
    try:
        taken.append(_bind(socket.AF_INET6, ("::1", port)))
    except OSError:
        # There is no IPv6 on this machine.
        return taken
    return taken


def _bind(family: socket.AddressFamily, address: tuple[str, int]) -> socket.socket:
    candidate = socket.socket(family, socket.SOCK_STREAM)
    candidate.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        candidate.bind(address)
    except OSError as error:
        candidate.close()
        if error.errno == errno.EADDRINUSE:
            raise Problem(f"Port {address[1]} is busy; stop what listens there, or choose another: {HINT}") from error
        if error.errno == errno.EACCES:
            raise Problem(f"Port {address[1]} is not for this user; choose one above 1023: {HINT}") from error
        raise
    return candidate


HINT = "make run PORT=8001"
