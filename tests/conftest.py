"""Run every test on moto, in this process, with empty tables."""

import os

os.environ.update(
    AWS_ACCESS_KEY_ID="test",
    AWS_SECRET_ACCESS_KEY="test",
    AWS_DEFAULT_REGION="us-east-1",
    ALLOW_PASSWORD_GRANT="1",
    PREFIX="rossgram-test-",
    STRIPE_API_KEY="sk_test_of_the_tests",
    STRIPE_WEBHOOK_SECRET="whsec_test,whsec_before",
    # Nothing listens there: what needs Stripe starts the local one.
    STRIPE_URL="http://127.0.0.1:1",
    # A busy machine answers late; what the deadline does is tested with deadlines of the tests' own.
    DEADLINE_SECONDS="60",
    STRIPE_DEADLINE_SECONDS="120",
    # A test writes faster than any person; what limits do is tested with limits of the tests' own.
    LIMITS_TIMES="1000",
    NEW_ACCOUNT_HOURS="0",
)
os.environ.pop("AWS_ENDPOINT_URL", None)

from infra import edge_keys, push_keys, sealing

os.environ.update(EDGE_PRIVATE_KEY=edge_keys.draw(), EDGE_KEY_ID="test", VAPID_PRIVATE_KEY=push_keys.draw())
os.environ.update(SEALING_KEYS=sealing.draw())

from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from threading import RLock
from typing import Any

import pytest
from moto import mock_aws
from moto.core.botocore_stubber import BotocoreStubber
from moto.core.model_instances import model_data

from chalicelib.models.base import now
from chalicelib.models.safety import limits
from local import resources
from tests.kit.events import empty_queues
from tests.kit.quicker import quicker
from tests.kit.rows import empty_tables
from tests.kit.sampling import sample
from tests.kit.shortcut import to_dynamodb

REGION = os.environ["AWS_DEFAULT_REGION"]


def pytest_addoption(parser: pytest.Parser) -> None:
    """Take how large a part of the tests is played, and which; xdist tells its workers."""
    parser.addoption("--sample", type=int, default=1, metavar="N", help="play one in N cases of each test function")
    parser.addoption("--seed", type=int, default=0, help="which cases are played of what is sampled")
    parser.addoption("--whole", action="store_true", help="play every case of the tests that are marked as sampled")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what is not in the sample."""
    asked = config.option
    shares: dict[int, list[str]] = {}
    for item in items:
        mark = None if asked.whole else item.get_closest_marker("sampled")
        shares.setdefault(max(asked.sample, mark.args[0] if mark else 1), []).append(item.nodeid)
    chosen = {one for share, ids in shares.items() for one in sample(ids, share, asked.seed)}
    config.hook.pytest_deselected(items=[item for item in items if item.nodeid not in chosen])
    items[:] = [item for item in items if item.nodeid in chosen]


@pytest.fixture(scope="session", autouse=True)
def aws() -> Iterator[None]:
    """Start moto and make the resources, once."""
    with mock_aws(), _one_request_at_a_time(), quicker():
        _forget_instances()
        resources.create()
        with to_dynamodb():
            yield


def _forget_instances() -> None:
    """Have moto keep no list of all that it ever made: a transaction copies whole tables, which came to gigabytes."""
    for models in model_data.values():
        for model in models.values():
            held: Any = model
            held.instances_tracked = deque(maxlen=0)


@contextmanager
def _one_request_at_a_time() -> Iterator[None]:
    """Let moto see one request after the other: its transactions copy whole tables, which fails when threads write."""
    real, lock = BotocoreStubber.__call__, RLock()

    def call(self: BotocoreStubber, *args: Any, **kwargs: Any) -> Any:
        with lock:
            return real(self, *args, **kwargs)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(BotocoreStubber, "__call__", call)
        yield


@pytest.fixture(autouse=True)
def _empty_tables(aws: None) -> Iterator[None]:
    """Empty what the test wrote."""
    yield
    empty_tables()
    empty_queues()


@pytest.fixture(autouse=True)
def _one_window(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a test begin with nothing counted, and no window of a limit end in the middle of it but by a turned clock.

    What a process counted of an estimate outlives the tables, and tests that stop the clock share their windows.
    """
    monkeypatch.setattr(limits, "_counts", {})
    began, real = now(), limits._end

    def end(seconds: int) -> int:
        return began + seconds if 0 <= now() - began < min(seconds, 200) else real(seconds)

    monkeypatch.setattr(limits, "_end", end)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say how many runs of money were played, and how many cells of the matrix, where some were."""
    reports = [report for found in terminalreporter.stats.values() for report in found]
    counts = [counted for report in reports for counted in getattr(report, "user_properties", ())]
    for noun, verb in (("runs", "played"), ("cells", "walked")):
        if found := [count for name, count in counts if name == noun]:
            terminalreporter.write_line(f"{noun} {verb}: {sum(found)}")
