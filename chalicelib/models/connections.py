"""Connect to DynamoDB by one client for all tables, within the deadline of the request that asks."""

from typing import Any

from pynamodb.connection import Connection, TableConnection

from chalicelib import config
from chalicelib.deadline import clients
from chalicelib.deadline.sockets import obey

# These hold for events, where pynamodb would wait for 30 s; a request has its deadline.
CONNECT_SECONDS, READ_SECONDS, RETRIES = 2, 5, 3
# Threads of the local server each hold one while they ask.
MOST_SOCKETS = 50


class _Connection(Connection):
    @property
    def session(self) -> Any:
        return clients.session()


def connection() -> Connection:
    """Return the connection that transactions and batches over several tables use."""
    # pynamodb makes the client here, and makes it anew while it has no credentials.
    with clients.making:
        obey(_connection.client, 1 + RETRIES)
    return _connection


def of_table(found: TableConnection) -> TableConnection:
    """Return a table's connection once it has the client of all tables.

    pynamodb would make one for each table: 40 ms of CPU, and a TLS handshake.
    """
    found.connection._client = connection().client  # noqa: SLF001 - pynamodb has no door for it
    return found


_connection = _Connection(
    connect_timeout_seconds=CONNECT_SECONDS,
    read_timeout_seconds=READ_SECONDS,
    max_retry_attempts=RETRIES,
    max_pool_connections=MOST_SOCKETS,
)

if config.HANDLER:
    # Whatever a function's memory, Lambda imports with the whole of a core.
    connection()
