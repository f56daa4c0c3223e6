"""Connect to DynamoDB, within the deadline of the request that asks."""

from pynamodb.connection import Connection, TableConnection

from chalicelib.deadline.sockets import obey

# These hold for events, where pynamodb would wait for 30 s; a request has its deadline.
CONNECT_SECONDS, READ_SECONDS, RETRIES = 2, 5, 3


def connection() -> Connection:
    """Return the connection that transactions and batches over several tables use."""
    return obeying(_connection)


def of_table(found: TableConnection) -> TableConnection:
    """Return a table's connection once its client obeys the deadline."""
    obeying(found.connection)
    return found


def obeying(found: Connection) -> Connection:
    """Return a connection once its client obeys the deadline; pynamodb may have made a new one."""
    obey(found.client, 1 + RETRIES)
    return found


_connection = Connection(
    connect_timeout_seconds=CONNECT_SECONDS, read_timeout_seconds=READ_SECONDS, max_retry_attempts=RETRIES
)
