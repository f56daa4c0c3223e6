"""Serve a WSGI application with waitress, whose own error responses have the API's format too."""

import socket
from typing import Any

import waitress
from waitress.channel import HTTPChannel
from waitress.server import BaseWSGIServer
from waitress.task import ErrorTask

from infra import edge
from local.answers import failure
from local.front import Front

# More than API Gateway's limit, so that a slightly larger body is read completely and its sender gets a 413.
LARGEST_READ = 64 * 1024 * 1024
DRAIN_SECONDS = 10.0


class PlainError(ErrorTask):  # type: ignore[misc]
    """waitress's own error responses, as the API's error entity."""

    def execute(self) -> None:
        """Write the response, and close the connection."""
        refused = self.request.error
        answer = failure(refused.code, refused.reason)
        self.status = answer.status_line
        self.response_headers.extend(answer.headers)
        self.set_close_on_finish()
        body = b"".join(answer.body)
        self.content_length = len(body)
        self.write(body)


class Channel(HTTPChannel):  # type: ignore[misc]
    """A connection that answers errors with PlainError, and ends where its client is slow to say what it asks for."""

    error_task_class = PlainError
    head_began = 0.0
    last_activity: float

    def received(self, data: bytes) -> bool:
        """Take what a client sent; one that sends a head byte by byte counts as idle since the first of them."""
        arrived: float = self.last_activity
        is_wanted = bool(super().received(data))
        is_amid_head = self.request is not None and not self.request.headers_finished
        self.head_began = (self.head_began or arrived) if is_amid_head else 0.0
        self.last_activity = self.head_began or arrived
        return is_wanted


def make_server(front: Front, sockets: list[socket.socket], patience: int = edge.ORIGIN_SECONDS) -> Any:
    """Return a waitress server for the front; `patience` is how many seconds it waits for a client."""
    BaseWSGIServer.channel_class = Channel
    return waitress.create_server(
        front,
        sockets=sockets,
        threads=16,
        connection_limit=500,
        channel_timeout=patience,
        cleanup_interval=max(1, patience // 6),
        max_request_body_size=LARGEST_READ,
        ident=None,
    )
