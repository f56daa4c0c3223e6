"""Invoke a function as Lambda would: with a plain event, a context, and a limit on its time."""

import importlib
import itertools
import logging
import os
import time
import uuid
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any

from chalice.local import LambdaContext

log = logging.getLogger(__name__)

# The account of the local AWS.
ACCOUNT = "000000000000"
TIMEOUT_SECONDS = 60
MEMORY_MB = 1024
SECONDS = {"minute": 60.0, "minutes": 60.0, "hour": 3600.0, "hours": 3600.0, "day": 86400.0, "days": 86400.0}


class Invocations:
    """The calls that are running."""

    def __init__(self) -> None:
        """Begin with none."""
        self.running: dict[int, tuple[str, float]] = {}
        self._numbers = itertools.count()

    def call(self, function: Callable[[Any, Any], Any], event: Mapping[str, Any]) -> bool:
        """Call a function, and tell whether it returned."""
        number, name = next(self._numbers), str(getattr(function, "__name__", function))
        self.running[number] = (name, time.monotonic())
        try:
            function(event, LambdaContext(name, MEMORY_MB, TIMEOUT_SECONDS * 1000))
        except Exception:
            log.exception("%s failed", name)
            return False
        finally:
            del self.running[number]
        return True

    def end_if_overdue(self) -> None:
        """End this process when a call takes longer than Lambda would let it; the stack starts another."""
        for name, started in list(self.running.values()):
            if time.monotonic() - started > TIMEOUT_SECONDS:
                log.error("%s took longer than %s s; the worker ends", name, TIMEOUT_SECONDS)
                logging.shutdown()
                os._exit(1)


def find(handler: str) -> Callable[[Any, Any], Any]:
    """Return the function that Lambda would call under this name."""
    module, _, name = handler.rpartition(".")
    found: Callable[[Any, Any], Any] = getattr(importlib.import_module(module), name)
    return found


def as_event(queue: str, message: Mapping[str, Any]) -> dict[str, Any]:
    """Return the event that Lambda makes of an SQS message.

    Source: https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html
    """
    region = os.environ["AWS_DEFAULT_REGION"]
    record = {
        "messageId": message["MessageId"],
        "receiptHandle": message["ReceiptHandle"],
        "body": message["Body"],
        "attributes": message.get("Attributes", {}),
        "messageAttributes": message.get("MessageAttributes", {}),
        "md5OfBody": message.get("MD5OfBody", ""),
        "eventSource": "aws:sqs",
        "eventSourceARN": f"arn:aws:sqs:{region}:{ACCOUNT}:{queue}",
        "awsRegion": region,
    }
    return {"Records": [record]}


def as_tick() -> dict[str, Any]:
    """Return the event that EventBridge sends on a schedule."""
    return {
        "version": "0",
        "id": str(uuid.uuid4()),
        "detail-type": "Scheduled Event",
        "source": "aws.events",
        "account": ACCOUNT,
        "time": datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "region": os.environ["AWS_DEFAULT_REGION"],
        "resources": [],
        "detail": {},
    }


def seconds_of(expression: Any) -> float:
    """Return the seconds between two calls of a `rate(…)` schedule; another kind is refused."""
    text = expression if isinstance(expression, str) else expression.to_string()
    if not text.startswith("rate("):
        raise ValueError(f"The local stack knows no schedule but rate(…), not {text}")
    count, unit = text.removeprefix("rate(").removesuffix(")").split()
    return float(count) * SECONDS[unit]
