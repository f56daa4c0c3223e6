"""Play a story of Stripe's events in some order, with one of them twice and one fault, until Stripe gives up.

Stripe sends an event again until it is answered with 2xx; SQS brings a message again until it was worked off.
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
# A place that no run's writes reach.
NEVER = 10_000
# Every fault is played in every order of at most so many events; of more events, every order and duplicate with some of
# the faults, each with others. ALL=1 takes the better part of an hour on two cores.
MOST_EVENTS, SOME_FAULTS = (4, {5: 3}) if os.environ.get("ALL") == "1" else (3, {4: 12, 5: 1})


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


class Player:
    """Plays a story again and again, each time with rows of its own and nothing else in the tables.

    `begin` writes the rows of a story and returns it; `kept` are tables whose rows stay from one run to the next.
    """

    def __init__(self, begin: Callable[[], Play], kept: Sequence[type[Model]], patch: pytest.MonkeyPatch) -> None:
        self.begin, self.kept, self.patch = begin, kept, patch

    def play(self, run: Run) -> Plan:
        """Play one run and check what it leaves behind; return its plan, which knows whether the fault struck."""
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
        """Play as many runs, chosen by a name, and return in how many of them the fault struck."""
        number, writes = self._measure()
        chance, struck = random.Random(name), 0
        for _ in range(runs):
            order = tuple(chance.sample(range(number), number))
            run = Run(order, chance.randrange(number), chance.choice(KINDS), chance.randrange(writes))
            struck += self.play(run).has_struck
        return struck

    def play_all(self, name: str, share: int = 0, shares: int = 1) -> int:
        """Play every order with each event twice and each fault at each write, and return how many runs there were.

        Of more than four events every order and duplicate is played with some of the faults, each time others.
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
        """Play one order with one duplicate and one kind of fault, at every write; return how many runs there were."""
        for place in itertools.count():
            if not self.play(Run(order, again, kind, place)).has_struck:
                return place + 1
        raise AssertionError

    def _measure(self) -> tuple[int, int]:
        """Return how many events a story has, and how many writes it takes where nothing goes wrong."""
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
    """Empty all tables but some: moto copies a table in each transaction, so full ones make it slow."""
    held = dynamodb_backends[DEFAULT_ACCOUNT_ID][REGION]
    for model in tables():
        if model not in kept:
            held.get_table(model.Meta.table_name).items.clear()
