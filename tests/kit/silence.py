"""HTTP servers that hang or respond slowly in different ways."""

import json
import socketserver
import ssl
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

# Seconds of delay: longer than any deadline in a test, but short enough for the test to end.
LATE = 5.0
OK: tuple[int, dict[str, Any]] = (200, {})


class Slow(socketserver.ThreadingTCPServer):
    """An HTTP server on loopback that gives the same response to all requests, with the delay of its `way`."""

    allow_reuse_address = daemon_threads = True

    def __init__(self, way: str, answer: tuple[int, dict[str, Any]] = OK, certificate: Path | None = None) -> None:
        super().__init__(("127.0.0.1", 0), _Connection)
        self.way, self.answer = way, answer
        self.asked = 0
        self.bodies: list[bytes] = []
        self.tls: ssl.SSLContext | None = None
        if certificate:
            self.tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            self.tls.load_cert_chain(certificate)

    @property
    def url(self) -> str:
        """Return the server's address."""
        return f"http{'s' if self.tls else ''}://127.0.0.1:{self.server_address[1]}"


class _Connection(socketserver.StreamRequestHandler):
    server: Slow

    def setup(self) -> None:
        if self.server.tls:
            self.request = self.server.tls.wrap_socket(self.request, server_side=True)
        super().setup()

    def handle(self) -> None:
        try:
            while self.rfile.readline():
                self.server.asked += 1
                self._answer()
        except OSError:
            # The client has closed the connection.
            return

    def _answer(self) -> None:
        length = 0
        while (line := self.rfile.readline().strip()) != b"":
            name, _, value = line.partition(b":")
            length = int(value) if name.lower() == b"content-length" else length
        self.server.bodies.append(self.rfile.read(length))
        status, content = self.server.answer
        body = json.dumps(content).encode()
        head = f"HTTP/1.1 {status} X\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n".encode()
        getattr(self, f"_{self.server.way}")(head, body)

    def _at_once(self, head: bytes, body: bytes) -> None:
        self.wfile.write(head + body)

    def _late(self, head: bytes, body: bytes) -> None:
        time.sleep(LATE)
        self.wfile.write(head + body)

    def _a_little_late(self, head: bytes, body: bytes) -> None:
        time.sleep(LATE / 20)
        self.wfile.write(head + body)

    def _dripping(self, head: bytes, body: bytes) -> None:
        """Send byte by byte, each shortly after the previous one."""
        whole = head + body
        for place in range(len(whole)):
            self.wfile.write(whole[place : place + 1])
            time.sleep(LATE / len(whole))

    def _dripping_body(self, head: bytes, body: bytes) -> None:
        self.wfile.write(head)
        self._dripping(b"", body)

    def _hanging_up(self, head: bytes, body: bytes) -> None:
        raise ConnectionAbortedError(len(head + body))


@contextmanager
def slow(way: str, answer: tuple[int, dict[str, Any]] = OK, certificate: Path | None = None) -> Iterator[Slow]:
    """Run a slow server inside the block."""
    server = Slow(way, answer, certificate)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
