"""A client that is slow keeps neither a connection of the local front nor anybody else waiting."""

import http.client
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from typing import Any, cast

import pytest

from local.answers import Answer
from local.front import Front
from local.server import make_server
from tests.kit.fronts import Origin

MOST = 600


class Prompt(Origin):
    """An app that answers at once."""

    def answer(self, *request: Any) -> Answer:
        """Answer yes."""
        super().answer(*request)
        return Answer(200, [("Content-Length", "3")], [b"yes"])


@pytest.fixture
def port() -> Iterator[int]:
    """Yield the port of a front that waits a second for a client."""
    listener = socket.create_server(("127.0.0.1", 0))
    server = make_server(Front(cast("Any", Prompt("app")), cast("Any", Origin("photos"))), [listener], patience=1)

    def run() -> None:
        # It ends by having its socket taken away.
        with suppress(OSError):
            server.run()

    threading.Thread(target=run, daemon=True).start()
    yield int(listener.getsockname()[1])
    server.close()


def test_a_client_that_never_ends_its_headers_is_let_go(port: int):
    slow = socket.create_connection(("127.0.0.1", port))
    slow.settimeout(0.05)
    slow.sendall(b"GET /health HTTP/1.1\r\n")
    for number in range(MOST):
        try:
            slow.sendall(b"X-Slow: %d\r\n" % number)
            if slow.recv(1) == b"":
                return
        except TimeoutError:
            time.sleep(0.1)
        except OSError:
            return
    pytest.fail("It is still there.")


def test_others_are_answered_meanwhile(port: int):
    slow = [socket.create_connection(("127.0.0.1", port)) for _ in range(50)]
    for one in slow:
        one.sendall(b"POST /api/v1/statuses HTTP/1.1\r\nContent-Length: 10\r\n\r\nx")
    asked = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    asked.request("GET", "/health")
    assert asked.getresponse().read() == b"yes"
    for one in slow:
        one.close()
