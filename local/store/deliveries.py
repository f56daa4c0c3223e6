"""Put what buckets announce into queues where everything else changes them: in the event loop of the local AWS.

ministack delivers announcements from threads, and takes a message out of a queue by writing a new list of messages over
the old one: what a thread adds meanwhile is lost, and so is what it adds while the shape of the queues is saved.
"""

import asyncio
from contextvars import copy_context
from functools import partial
from typing import Any

from ministack.services import s3


def deliver_in(loop: asyncio.AbstractEventLoop) -> None:
    """Have announcements of buckets delivered in a loop, one after the other, from whichever thread they come."""
    deliver = s3._deliver_event_to_sqs  # noqa: SLF001

    def deliver_there(*announced: Any, **details: Any) -> None:
        # The account of the request is in its context.
        loop.call_soon_threadsafe(partial(deliver, *announced, **details), context=copy_context())

    s3._deliver_event_to_sqs = deliver_there  # noqa: SLF001
