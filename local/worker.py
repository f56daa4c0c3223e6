"""Stand in for Lambda's event sources: poll the queues, run the schedules, and delete messages that succeeded.

The queue or schedule of each function is read from its decorator, registered on an otherwise empty Chalice app: as in
Lambda, `app` is not imported here, so a function that needs it fails here too.
"""

import logging
import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import boto3
from botocore.config import Config
from chalice import Chalice
from chalice.app import ScheduledEventConfig, SQSEventConfig

from chalicelib.handlers import events
from local import clock, lifeline
from local.lambdas import Invocations, as_event, as_tick, find, read_limits, seconds_of

log = logging.getLogger(__name__)

# So that a slow photo does not delay the next one.
THREADS = 2
# Short, so that stopping can wait for a poll to end: a message sent to an ended process stays hidden for minutes.
POLL_SECONDS = 2
FIRST_TICK = 20.0
# How often to check whether the local Stripe's clock was moved.
LOOK_SECONDS = 0.5
STOP_SECONDS = 15.0


@dataclass(frozen=True)
class Source:
    """A function with its queue, or with the seconds between two calls."""

    function: Callable[[Any, Any], Any]
    queue: str = ""
    every: float = 0.0


def sources(*blueprints: Any) -> Iterator[Source]:
    """Yield the event sources that the decorators of the event handlers declare."""
    app = Chalice(app_name="worker")
    for blueprint in blueprints:
        app.register_blueprint(blueprint)
    for found in app.event_sources:
        if isinstance(found, SQSEventConfig):
            yield Source(find(found.handler_string), queue=found.queue or found.queue_arn.rpartition(":")[2])
        elif isinstance(found, ScheduledEventConfig):
            yield Source(find(found.handler_string), every=seconds_of(found.schedule_expression))


class Worker:
    """Threads that poll the queues and run the schedules."""

    def __init__(self, found: list[Source], invocations: Invocations, shift: Callable[[], float] = lambda: 0.0) -> None:
        """Prepare the worker; `shift` returns by how many seconds the clock was moved."""
        self.found, self.invocations, self.shift = found, invocations, shift
        self.stopping = threading.Event()
        self.sqs = boto3.client("sqs", config=Config(connect_timeout=2, read_timeout=POLL_SECONDS + 10))
        self.threads: list[threading.Thread] = []

    def start(self) -> None:
        """Start one thread per schedule and two per queue, so that no queue waits for another."""
        for source in self.found:
            target, count = (self.poll, THREADS) if source.queue else (self.tick, 1)
            self.threads += [threading.Thread(target=target, args=(source,), daemon=True) for _ in range(count)]
        for thread in self.threads:
            thread.start()

    def poll(self, source: Source) -> None:
        """Call the function with each message of a queue, one at a time."""
        url = ""
        while not self.stopping.is_set():
            try:
                url = url or self.sqs.get_queue_url(QueueName=source.queue)["QueueUrl"]
                for message in self._receive(url):
                    self._work(source, url, message)
            except Exception:
                # The local AWS may be busy or stopping; a received message becomes visible again.
                log.exception("Polling %s failed", source.queue)
                self.stopping.wait(1)

    def _receive(self, url: str) -> list[Any]:
        answer = self.sqs.receive_message(
            QueueUrl=url,
            MaxNumberOfMessages=1,
            WaitTimeSeconds=POLL_SECONDS,
            AttributeNames=["All"],
            MessageAttributeNames=["All"],
        )
        return list(answer.get("Messages", []))

    def _work(self, source: Source, url: str, message: Any) -> None:
        """Delete a message if its function succeeded; otherwise it is visible again after the visibility timeout."""
        if self.invocations.call(source.function, as_event(source.queue, message)):
            self.sqs.delete_message(QueueUrl=url, ReceiptHandle=message["ReceiptHandle"])

    def tick(self, source: Source) -> None:
        """Call the function on its schedule, soon after the start (for short sessions), and after each clock move."""
        due, shift = time.monotonic() + FIRST_TICK, self.shift()
        while not self.stopping.wait(LOOK_SECONDS):
            # A move during the call is noticed in the next round.
            if self.shift() == shift and time.monotonic() < due:
                continue
            shift = self.shift()
            self.invocations.call(source.function, as_tick())
            due = time.monotonic() + source.every

    def stop(self) -> None:
        """Stop polling, and wait for the messages in progress."""
        self.stopping.set()
        deadline = time.monotonic() + STOP_SECONDS
        for thread in self.threads:
            thread.join(max(0.0, deadline - time.monotonic()))


def main() -> None:
    """Run as a child process of the stack."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s %(message)s")
    lifeline.follow_parent()
    moved = clock.follow()
    wanted = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: threading.Thread(target=wanted.set).start())
    invocations = Invocations(read_limits())
    worker = Worker(list(sources(events.bp)), invocations, moved.shift if moved else lambda: 0.0)
    lifeline.wait_for_go()
    worker.start()
    lifeline.ready()
    while not wanted.wait(0.5):
        invocations.end_if_overdue()
    worker.stop()
    sys.stderr.flush()
    os._exit(0)


if __name__ == "__main__":
    main()
