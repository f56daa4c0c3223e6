"""Run a story of Stripe's events in some order, with one of them twice and one fault, until Stripe gives up.

Stripe sends an event again until it is answered with 2xx; SQS brings a message again until it was worked off.
"""

import itertools
import json
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Any, NamedTuple

import pytest
from botocore.exceptions import BotoCoreError, ClientError
from moto.core import DEFAULT_ACCOUNT_ID
from moto.dynamodb.models import dynamodb_backends
from pynamodb.exceptions import PynamoDBException

from chalicelib.errors import RossgramError
from chalicelib.gateways import queue
from chalicelib.models.base import Model
from chalicelib.services.money import receiving, webhooks
from infra.tables import tables
from tests.conftest import REGION
from tests.faults import KINDS, Killed, Plan, failing
from tests.money import signature

FAILURES = (RossgramError, ClientError, BotoCoreError, PynamoDBException, Killed)
TRIES = 8
# More than any run writes.
MOST_WRITES = 60


class Run(NamedTuple):
    """Which order of a story's events, which of them comes again at the end, and which fault strikes where."""

    order: tuple[int, ...]
    again: int
    kind: str
    place: int


class Messages:
    """A queue in memory, in place of SQS; its sending is a write that may fail like others."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.event_ids: list[str] = []

    def send(self, name: str, *, delay: int = 0, **message: Any) -> None:
        """Take a message."""
        del delay
        self.plan.strike("SendMessage", lambda: self._take(name, message))

    def _take(self, name: str, message: dict[str, Any]) -> None:
        if name == "payments":
            self.event_ids.append(message["event_id"])


def every_run(number_of_events: int) -> Iterator[Run]:
    """Yield every order, each event twice, each kind of fault at every write; places past the end are not run."""
    for order in itertools.permutations(range(number_of_events)):
        for again in range(number_of_events):
            for kind in KINDS:
                yield from (Run(order, again, kind, place) for place in range(MOST_WRITES))


def play(run: Run, events: Sequence[dict[str, Any]], monkeypatch: pytest.MonkeyPatch) -> bool:
    """Play a run, and tell whether its fault struck."""
    plan = Plan(run.kind, run.place)
    messages = Messages(plan)
    monkeypatch.setattr(queue, "send", messages.send)
    with failing(plan):
        for number in (*run.order, run.again):
            body = json.dumps(events[number]).encode()
            _until_done(partial(receiving.receive, body, signature(body)))
            while messages.event_ids:
                event_id = messages.event_ids[0]
                _until_done(partial(webhooks.apply, event_id))
                messages.event_ids.remove(event_id)
    return plan.has_struck


def _until_done(work: Callable[[], None]) -> None:
    for _ in range(TRIES):
        try:
            work()
        except FAILURES:
            continue
        return
    raise AssertionError("it never ended well")


def empty(*kept: type[Model]) -> None:
    """Empty all tables but some: moto copies a table in each transaction, so full ones make it slow."""
    held = dynamodb_backends[DEFAULT_ACCOUNT_ID][REGION]
    for model in tables():
        if model not in kept:
            held.get_table(model.Meta.table_name).items.clear()
