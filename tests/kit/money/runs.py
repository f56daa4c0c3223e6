"""Deliver the events of a scenario in some order, with one of them twice and one fault, until all are applied.

As Stripe does, an event is sent again until the response is 2xx; as SQS does, a message until it was processed.
"""

import itertools
import json
import os
import random
from collections.abc import Callable, Sequence
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
from chalicelib.services.money.audit.replay import replay
from chalicelib.services.money.payments import events, webhooks
from infra.tables import tables
from tests.conftest import REGION
from tests.kit.faults import KINDS, Killed, Plan, failing
from tests.kit.money.stripe_objects import signature
from tests.services.money.stories import Play

FAILURES = (RossgramError, ClientError, BotoCoreError, PynamoDBException, Killed)
TRIES = 8
# A number of writes that no run reaches.
NEVER = 10_000
# Up to this many events, every order is run with every fault; with more events, every order and duplicate with some of
# the faults, chosen at random. ALL=1 takes almost an hour on two cores.
MOST_EVENTS, SOME_FAULTS = (4, {5: 3}) if os.environ.get("ALL") == "1" else (3, {4: 12, 5: 1})


class Run(NamedTuple):
    """The order of a scenario's events, the event that is sent again at the end, and the fault and its place."""

    order: tuple[int, ...]
    again: int
    kind: str
    place: int


class Messages:
    """A queue in memory instead of SQS; sending is a write that may fail like others."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.event_ids: list[str] = []

    def send(self, name: str, *, delay: int = 0, **message: Any) -> None:
        """Store a message, unless the fault strikes."""
        del delay
        self.plan.strike("SendMessage", lambda: self._take(name, message))

    def _take(self, name: str, message: dict[str, Any]) -> None:
        if name == "payments":
            self.event_ids.append(message["event_id"])


class Player:
    """Runs a scenario repeatedly, each time with new rows and otherwise empty tables.

    `begin` writes the rows of a scenario and returns it; `kept` are tables that are not emptied between runs.
    """

    def __init__(self, begin: Callable[[], Play], kept: Sequence[type[Model]], patch: pytest.MonkeyPatch) -> None:
        self.begin, self.kept, self.patch = begin, kept, patch

    def play(self, run: Run) -> Plan:
        """Carry out one run and check its result; return its plan, which knows whether the fault struck."""
        empty(*self.kept)
        story, plan = self.begin(), Plan(run.kind, run.place)
        messages = Messages(plan)
        self.patch.setattr(queue, "send", messages.send)
        with failing(plan):
            for number in (*run.order, run.again):
                _deliver(story.events[number], messages)
        try:
            story.check()
            assert replay() == []
        except AssertionError as error:
            error.add_note(f"after {run}")
            raise
        return plan

    def play_some(self, name: str, runs: int) -> int:
        """Carry out random runs, with a name as the seed, and return in how many of them the fault struck."""
        number, writes = self._measure()
        chance, struck = random.Random(name), 0
        for _ in range(runs):
            order = tuple(chance.sample(range(number), number))
            run = Run(order, chance.randrange(number), chance.choice(KINDS), chance.randrange(writes))
            struck += self.play(run).has_struck
        return struck

    def play_all(self, name: str, share: int = 0, shares: int = 1) -> int:
        """Run every order with each event twice and each fault at each write, and return the number of runs.

        With more than MOST_EVENTS events, every order and duplicate is run with some of the faults, chosen at random.
        """
        number, writes = self._measure()
        rows = list(itertools.product(itertools.permutations(range(number)), range(number)))[share::shares]
        if number <= MOST_EVENTS:
            return sum(self.play_row(*row, kind) for row in rows for kind in KINDS)
        chance = random.Random(f"{name}{share}")
        for row in rows:
            for _ in range(SOME_FAULTS[number]):
                self.play(Run(*row, chance.choice(KINDS), chance.randrange(writes)))
        return len(rows) * SOME_FAULTS[number]

    def play_row(self, order: tuple[int, ...], again: int, kind: str) -> int:
        """Run one order with one duplicate and one kind of fault at every write; return the number of runs."""
        for place in itertools.count():
            if not self.play(Run(order, again, kind, place)).has_struck:
                return place + 1
        raise AssertionError

    def _measure(self) -> tuple[int, int]:
        """Return the number of a scenario's events, and the number of writes in a run without faults."""
        empty(*self.kept)
        number = len(self.begin().events)
        plan = self.play(Run(tuple(range(number)), 0, KINDS[0], NEVER))
        return number, plan.writes


def _deliver(told: dict[str, Any], messages: Messages) -> None:
    body = json.dumps(told).encode()
    _until_done(partial(webhooks.receive, body, signature(body)))
    while messages.event_ids:
        event_id = messages.event_ids[0]
        _until_done(partial(events.apply, event_id))
        messages.event_ids.remove(event_id)


def _until_done(work: Callable[[], None]) -> None:
    for _ in range(TRIES):
        try:
            work()
        except FAILURES:
            continue
        return
    raise AssertionError("it never ended well")


def empty(*kept: type[Model]) -> None:
    """Empty all tables except some: moto copies whole tables in each transaction, so large ones make it slow."""
    held = dynamodb_backends[DEFAULT_ACCOUNT_ID][REGION]
    for model in tables():
        if model not in kept:
            held.get_table(model.Meta.table_name).items.clear()
