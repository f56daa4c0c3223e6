"""Make the clients of AWS, all from one session: its loader, its endpoints and its credentials are read once.

They are botocore's own: boto3 around them adds a fifth to what a cold start imports, and nothing that is called here.
"""

from functools import cache
from threading import RLock
from typing import Any

from botocore.config import Config
from botocore.session import Session

from chalicelib.deadline.sockets import obey

# Threads must not make two clients at once from one session.
making = RLock()


@cache
def session() -> Session:
    """Return botocore's session of this process."""
    return Session()


def client(service: str, tries: int, *, connect: float, read: float, **settings: Any) -> Any:
    """Return a client that obeys the deadline: `tries` in all, `connect` and `read` seconds for each."""
    waiting = Config(
        connect_timeout=connect,
        read_timeout=read,
        retries={"total_max_attempts": tries, "mode": "standard"},
        **settings,
    )
    with making:
        found = session().create_client(service, config=waiting)
    obey(found, tries)
    return found
