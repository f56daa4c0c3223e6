"""Play Lambda's side of the queues and schedules: poll, invoke, and delete what went well.

Which queue or schedule calls which function is read from the functions' own decorators, registered on an app that has
nothing else: as in Lambda, `app` is not imported here, so a function that needs it fails here too.
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

# A photo that takes long does not keep the next one waiting.
THREADS = 2
# Short enough that stopping waits for no poll: a message handed to a process that is gone stays hidden for minutes.
POLL_SECONDS = 2
FIRST_TICK = 20.0
# How soon the schedules run once the local Stripe's clock was moved.
LOOK_SECONDS = 0.5
STOP_SECONDS = 15.0


@dataclass(frozen=True)
class Source:
    """A function, and the queue that feeds it or the seconds between two calls."""

    function: Callable[[Any, Any], Any]
    queue: str = ""
    every: float = 0.0


def sources(*blueprints: Any) -> Iterator[Source]:
    """Yield what the decorators of the event handlers ask for."""
    app = Chalice(app_name="worker")
    for blueprint in blueprints:
        app.register_blueprint(blueprint)
    for found in app.event_sources:
        if isinstance(found, SQSEventConfig):
            yield Source(find(found.handler_string), queue=found.queue or found.queue_arn.rpartition(":")[2])
        elif isinstance(found, ScheduledEventConfig):
            yield Source(find(found.handler_string), every=seconds_of(found.schedule_expression))


class Worker:
    """Threads that poll the queues and watch the clock."""

    def __init__(self, found: list[Source], invocations: Invocations, shift: Callable[[], float] = lambda: 0.0) -> None:
        """Take what to call, what calls it, and what tells by how much the clock was moved."""
        self.found, self.invocations, self.shift = found, invocations, shift
        self.stopping = threading.Event()
        self.sqs = boto3.client("sqs", config=Config(connect_timeout=2, read_timeout=POLL_SECONDS + 10))
        self.threads: list[threading.Thread] = []

    def start(self) -> None:
        """Start a thread per schedule and two per queue, so that no queue waits for another."""
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
                # The local AWS may be busy or stopping; a message that was received comes back.
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
        """Delete a message whose function returned; another is seen again after the queue's visibility timeout."""
        if self.invocations.call(source.function, as_event(source.queue, message)):
            self.sqs.delete_message(QueueUrl=url, ReceiptHandle=message["ReceiptHandle"])

    def tick(self, source: Source) -> None:
        """Call the function on its schedule, soon after the start (a short session sees it too) and at every move."""
        due, shift = time.monotonic() + FIRST_TICK, self.shift()
        while not self.stopping.wait(LOOK_SECONDS):
            # A move during the call is seen after it.
            if self.shift() == shift and time.monotonic() < due:
                continue
            shift = self.shift()
            self.invocations.call(source.function, as_tick())
            due = time.monotonic() + source.every

    def stop(self) -> None:
        """Take no more messages, and wait for those being worked on."""
        self.stopping.set()
        deadline = time.monotonic() + STOP_SECONDS
        for thread in self.threads:
            thread.join(max(0.0, deadline - time.monotonic()))


def main() -> None:
    """Run as a child of the stack."""
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
