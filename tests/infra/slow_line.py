"""S3 behind a slow line that breaks: it takes so many bytes a second, and one connection is cut while it sends."""

import re
import socket
import struct
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Lock, Thread

PIECE = 16 * 1024
STARTED = "<InitiateMultipartUploadResult><UploadId>1</UploadId></InitiateMultipartUploadResult>"
COMPLETED = "<CompleteMultipartUploadResult><ETag>1</ETag></CompleteMultipartUploadResult>"


class SlowLine(ThreadingHTTPServer):
    """What arrives over the line, and how fast it may; the first connection to reach `cut_after` bytes is cut."""

    daemon_threads = True

    def __init__(self, bytes_a_second: int, cut_after: int) -> None:
        super().__init__(("127.0.0.1", 0), _Request)
        self.bytes_a_second, self.cut_after = bytes_a_second, cut_after
        self.cuts = 0
        self.parts: dict[int, bytes] = {}
        self._lock, self._free_at = Lock(), 0.0

    def server_bind(self) -> None:
        """Take little ahead, as a line does: else the system accepts everything at once."""
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4 * PIECE)
        super().server_bind()

    def carry(self, count: int) -> None:
        """Wait for as long as the line is busy with so many bytes, and with those before them."""
        with self._lock:
            self._free_at = max(self._free_at, time.monotonic()) + count / self.bytes_a_second
            free_at = self._free_at
        time.sleep(max(0.0, free_at - time.monotonic()))

    def breaks(self, arrived: int) -> bool:
        """Tell whether the line breaks now, which it does once."""
        with self._lock:
            is_now = arrived >= self.cut_after and not self.cuts
            self.cuts += is_now
            return is_now

    @property
    def arrived(self) -> bytes:
        """Return the file, put together from its parts."""
        return b"".join(self.parts[number] for number in sorted(self.parts))


class _Request(BaseHTTPRequestHandler):
    server: SlowLine
    protocol_version = "HTTP/1.1"

    def do_HEAD(self) -> None:
        self._answer(404)

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers.get("Content-Length") or 0))
        self._answer(200, STARTED if "uploads" in self.path else COMPLETED)

    def do_PUT(self) -> None:
        body, length = bytearray(), int(self.headers["Content-Length"])
        while len(body) < length:
            piece = self.rfile.read(min(PIECE, length - len(body)))
            body += piece
            self.server.carry(len(piece))
            if not piece or self.server.breaks(len(body)):
                self._cut()
                return
        part = re.search(r"partNumber=(\d+)", self.path)
        self.server.parts[int(part[1]) if part else 1] = bytes(body)
        self._answer(200)

    def _cut(self) -> None:
        """End the connection as a line does that is gone: with a reset, and without an answer."""
        self.close_connection = True
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.connection.close()

    def _answer(self, status: int, text: str = "") -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(len(text)))
        self.send_header("ETag", '"1"')
        self.end_headers()
        self.wfile.write(text.encode())

    def log_message(self, *_: object) -> None:
        """Log nothing."""


@contextmanager
def slow_line(bytes_a_second: int, cut_after: int) -> Iterator[SlowLine]:
    """Run a slow line to S3 for a block."""
    server = SlowLine(bytes_a_second, cut_after)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
