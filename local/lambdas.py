"""Invoke a function as Lambda does: with an event, a context, and a timeout."""

import importlib
import itertools
import json
import logging
import os
import time
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from chalice.local import LambdaContext

from chalicelib.models.base import moment, now
from local.settings import ROOT

log = logging.getLogger(__name__)

# The account id of the local AWS.
ACCOUNT = "000000000000"
CONFIG = ROOT / ".chalice" / "base.json"
SECONDS = {"minute": 60.0, "minutes": 60.0, "hour": 3600.0, "hours": 3600.0, "day": 86400.0, "days": 86400.0}


@dataclass(frozen=True)
class Limits:
    """A function's timeout and memory, by default those of Chalice."""

    seconds: int = 60
    megabytes: int = 128


class Invocations:
    """The invocations in progress."""

    def __init__(self, limits: Mapping[str, Limits]) -> None:
        self.limits = limits
        self.running: dict[int, tuple[str, float]] = {}
        self._numbers = itertools.count()

    def call(self, function: Callable[[Any, Any], Any], event: Mapping[str, Any]) -> bool:
        """Call a function, and tell whether it returned without an exception."""
        number, name = next(self._numbers), function_name(function)
        limits = self.limits.get(name, Limits())
        self.running[number] = (name, time.monotonic() + limits.seconds)
        try:
            function(event, LambdaContext(name, limits.megabytes, limits.seconds * 1000))
        except Exception:
            log.exception("%s failed", name)
            return False
        finally:
            del self.running[number]
        return True

    def end_if_overdue(self) -> None:
        """End this process if a call exceeds its function's timeout; the stack then starts a new one."""
        for name, ends in list(self.running.values()):
            if time.monotonic() > ends:
                log.error("%s took too long; the worker ends, as Lambda would end it", name)
                logging.shutdown()
                os._exit(1)


def read_limits() -> dict[str, Limits]:
    """Return each function's limits from .chalice/base.json."""
    found = json.loads(CONFIG.read_text()).get("lambda_functions", {})
    return {name: Limits(item["lambda_timeout"], item["lambda_memory_size"]) for name, item in found.items()}


def function_name(function: Callable[[Any, Any], Any]) -> str:
    """Return a function's name in .chalice/base.json."""
    return str(getattr(function, "__name__", "") or getattr(getattr(function, "func", None), "__name__", "function"))


def find(handler: str) -> Callable[[Any, Any], Any]:
    """Return the function that a handler string names."""
    module, _, name = handler.rpartition(".")
    found: Callable[[Any, Any], Any] = getattr(importlib.import_module(module), name)
    return found


def as_event(queue: str, message: Mapping[str, Any]) -> dict[str, Any]:
    """Return the event with which Lambda passes an SQS message to a function.

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
    """Return a scheduled event of EventBridge."""
    return {
        "version": "0",
        "id": str(uuid.uuid4()),
        "detail-type": "Scheduled Event",
        "source": "aws.events",
        "account": ACCOUNT,
        "time": moment(now()).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "region": os.environ["AWS_DEFAULT_REGION"],
        "resources": [],
        "detail": {},
    }


def seconds_of(expression: Any) -> float:
    """Return the seconds between two calls of a `rate(…)` schedule. Raises ValueError for other schedules."""
    text = expression if isinstance(expression, str) else expression.to_string()
    if not text.startswith("rate("):
        raise ValueError(f"The local stack knows no schedule but rate(…), not {text}")
    count, unit = text.removeprefix("rate(").removesuffix(")").split()
    return float(count) * SECONDS[unit]
