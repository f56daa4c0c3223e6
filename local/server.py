"""Serve a WSGI application with waitress, whose own error responses have the API's format too."""

import socket
from typing import Any

import waitress
from waitress.channel import HTTPChannel
from waitress.server import BaseWSGIServer
from waitress.task import ErrorTask

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
    """A connection that answers errors with PlainError."""

    error_task_class = PlainError


def make_server(front: Front, sockets: list[socket.socket]) -> Any:
    """Return a waitress server for the front."""
    BaseWSGIServer.channel_class = Channel
    return waitress.create_server(
        front,
        sockets=sockets,
        threads=16,
        connection_limit=500,
        max_request_body_size=LARGEST_READ,
        ident=None,
    )
