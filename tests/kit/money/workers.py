"""Run two workers in turns: each stops before and after every call to Stripe and every write to AWS.

Only one of them runs at any time, so a schedule always gives the same run.
"""

import sys
import threading
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

import pytest
from botocore import client as aws

from chalicelib.gateways.payments import client as stripe
from tests.kit.killing import WRITES, Killed

# Seconds; longer than any worker needs from one stop to the next.
PATIENCE = 120
# How far the second worker comes before the first goes on: to its end, to the call that changes something, after it.
SECOND = {"before": "", "at": "before act", "after": "after act"}
# The calls to Stripe that change something.
ACTS = (".create", ".confirm", ".capture", ".cancel", ".update", ".expire", ".attach", ".delete")


class Turn(NamedTuple):
    """One turn of a worker: for a number of stops, until a named stop, or without either until its end."""

    worker: int
    stops: int | None = None
    until: str = ""
    is_killed: bool = False


class Worker:
    """A job in a thread of its own, which continues only when it is told to."""

    def __init__(self, job: Callable[[], None]) -> None:
        self.seen: list[str] = []
        self.error: BaseException | None = None
        self.is_killed = self.has_ended = False
        self._go, self._stopped = threading.Event(), threading.Event()
        self._job, self._thread = job, threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def is_this(self) -> bool:
        """Tell whether the caller runs in this worker's thread."""
        return threading.current_thread() is self._thread

    def stop_at(self, moment: str) -> None:
        """Wait for the next turn; raise Killed if the worker is to be killed here."""
        self.seen.append(moment)
        self._stopped.set()
        self._wait_for_turn()
        if self.is_killed:
            raise Killed(moment)

    def go_on(self) -> bool:
        """Run the worker to its next stop; return False if it has ended."""
        if self.has_ended:
            return False
        self._stopped.clear()
        self._go.set()
        assert self._stopped.wait(PATIENCE), f"it hangs after {self.seen[-3:]}"
        return not self.has_ended

    def _wait_for_turn(self) -> None:
        assert self._go.wait(PATIENCE)
        self._go.clear()

    def _run(self) -> None:
        try:
            self._wait_for_turn()
            self._job()
        except BaseException as error:  # noqa: BLE001 - the thread that plays the turns looks at it.
            self.error = error
        self.has_ended = True
        self._stopped.set()


class Stops:
    """Wraps every call to Stripe and every write to AWS, so that workers stop there."""

    def __init__(self) -> None:
        self.workers: list[Worker] = []
        # The functions of the gateway by which the workers have called Stripe.
        self.called: set[str] = set()

    def around(self, name: str, act: Callable[..., Any], *args: Any, **named: Any) -> Any:
        """Carry out a call between two stops of the worker that makes it."""
        worker = next((one for one in self.workers if one.is_this()), None)
        if worker is None:
            return act(*args, **named)
        worker.stop_at(f"before {name}")
        done = act(*args, **named)
        worker.stop_at(f"after {name}")
        return done

    def play(self, jobs: Sequence[Callable[[], None]], turns: Sequence[Turn]) -> list[Worker]:
        """Run jobs by a schedule of turns, and then each to its end in order; return the workers."""
        self.workers = [Worker(job) for job in jobs]
        for turn in (*turns, *(Turn(number) for number in range(len(jobs)))):
            _play(self.workers[turn.worker], turn)
        done, self.workers = self.workers, []
        return done


def _play(worker: Worker, turn: Turn) -> None:
    if turn.is_killed:
        worker.is_killed = True
    count = 0
    while turn.stops is None or count < turn.stops:
        if not worker.go_on():
            return
        count += 1
        if turn.until and is_stop(worker.seen[-1], turn.until):
            return


def is_stop(seen: str, wanted: str) -> bool:
    """Tell whether a stop has this name; `before act` and `after act` match all calls that change objects at Stripe."""
    side, _, name = wanted.partition(" ")
    return seen.startswith(side) and (seen.endswith(ACTS) if name == "act" else seen.endswith(name))


def asking() -> str:
    """Return the name of the function of the gateway that is calling Stripe."""
    frame = sys._getframe()
    while frame.f_back and frame.f_globals["__name__"] != stripe.__name__:
        frame = frame.f_back
    while frame.f_back and frame.f_globals["__name__"] == stripe.__name__:
        frame = frame.f_back
    return frame.f_code.co_name


def make_stops(monkeypatch: pytest.MonkeyPatch) -> Stops:
    """Return Stops that wrap all calls of this test."""
    stops = Stops()
    real_call, real_method = aws.BaseClient._make_api_call, stripe._method  # type: ignore[attr-defined]

    def call(self: Any, name: str, request: dict[str, Any]) -> Any:
        if name not in WRITES:
            return real_call(self, name, request)
        return stops.around(name, real_call, self, name, request)

    def method(name: str) -> Any:
        act = real_method(name)
        stops.called.add(asking())
        return lambda *args, **named: stops.around(name, act, *args, **named)

    monkeypatch.setattr(aws.BaseClient, "_make_api_call", call)
    monkeypatch.setattr(stripe, "_method", method)
    return stops
