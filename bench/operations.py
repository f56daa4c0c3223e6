"""Count DynamoDB trips and units of each operation against the local AWS, and the CPU of a home page."""

import json
import os
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from bench.kept import KEPT
from bench.meter import Bill, metered

ROUNDS = 60
Row = tuple[str, str, str]
# The budget of each operation: trips, calls, read units, write units. Calls that are sent together are one trip.
# docs/architecture.md has the same table.
BUDGETS: dict[str, tuple[int, int, float, float]] = {
    # Half a unit of each read is the viewer's filters, and half a unit who is becoming private: they come with the
    # posts. Who blocks whom is a call beside them, of half a unit.
    # A viewer's interactions with the posts take one Query if the posts are close together, otherwise a key for each.
    # Each author is half a unit: six on most of these pages.
    "home page of 20, with the token": (3, 6, 17, 0),
    "home page of 20 over weeks": (2, 4, 23, 0),
    "home page of 20, ten accounts pulled": (3, 6, 21, 0),
    "token alone": (1, 1, 1, 0),
    "public page of 20": (3, 6, 16, 0),
    "profile page of 20": (2, 10, 27, 0),
    "profile page of 20, with reblogs": (2, 12, 28, 0),
    "one post": (2, 3, 3.5, 0),
    **KEPT,
    "conversation": (3, 4, 4, 0),
    "publish a post of one photo": (3, 4, 2, 11),
    "publish with an idempotency key": (4, 5, 3, 13),
    "deliver to 100 followers, 30 % active": (10, 11, 70.5, 34),
    # With the count that follows within seconds.
    "first like of a day, counted": (7, 8, 5, 5),
    "page of notifications": (3, 13, 10.5, 0),
    "like, counted": (6, 7, 5, 4),
    "take a like back, counted": (7, 8, 6, 4),
    "page of 20 of one's likes": (3, 5, 15.5, 0),
    "bookmark": (3, 4, 3.5, 7),
    "take a bookmark away": (4, 5, 4.5, 5),
    "page of 20 of one's bookmarks": (3, 5, 15.5, 0),
    # A post of its own with the promise to deliver it, the number on the post, and what its author is told.
    "pin a post": (4, 5, 5, 2),
    "turn comments off": (3, 3, 3, 3),
    "mute a conversation": (3, 4, 4, 1),
    "reblog": (7, 9, 9.5, 15),
    "take a reblog back": (9, 10, 9, 14),
    # Two posts and two authors for each, and a key for what the reader did with what is shown.
    "home page of 20 reblogs": (2, 5, 36.5, 0),
    "comment": (4, 5, 4.5, 9),
    # Whether the account became private meanwhile is read after it, for less than a condition would cost.
    "follow, counted": (10, 11, 7, 5),
    "unfollow, counted": (10, 10, 6, 6),
    "home page of a returning reader": (5, 8, 21.5, 4),
    "block an account": (4, 4, 3, 13),
    "page of 20 blocks": (2, 2, 10.5, 0),
    "delete a post": (2, 2, 1, 9),
    "index the words of a post": (9, 9, 3, 21),
    "search accounts": (2, 4, 42, 0),
    "search posts by two words": (3, 6, 16, 0),
    "search hashtags": (1, 1, 0.5, 0),
    "page of 20 of a hashtag": (3, 5, 15.5, 0),
}


def run() -> list[Row]:
    """Return the figures, measured on a local AWS of their own."""
    with local_aws():
        # The modules imported below read the address of the local AWS from the environment.
        from bench.keeping import Stage

        stage = Stage()
        rows = [_row(name, bill) for name, bill in bills(stage.operations())]
        trips, cpu = _home_cpu(stage.request_home)
        return [*rows, ("home page of 20: CPU, HTTP layer stubbed", f"{cpu:.2f} ms", ""), *trips]


def measure() -> tuple[dict[str, Bill], float]:
    """Return what each operation takes, and the CPU milliseconds of a home page."""
    with local_aws():
        from bench.keeping import Stage

        stage = Stage()
        return dict(bills(stage.operations())), _home_cpu(stage.request_home)[1]


def over_budget() -> list[str]:
    """Return the operations that exceed their budget or have none."""
    with local_aws():
        from bench.keeping import Stage

        taken = bills(Stage().operations())
        return [str(_row(name, bill)) for name, bill in taken if not _is_within(bill, BUDGETS.get(name, (0, 0, 0, 0)))]


def bills(operations: Iterable[tuple[str, Callable[[], object]]]) -> Iterator[tuple[str, Bill]]:
    """Do one operation after the other, and yield what each takes."""
    for name, act in operations:
        with metered() as bill:
            act()
        yield name, bill


def _is_within(bill: Bill, budget: tuple[int, int, float, float]) -> bool:
    return all(taken <= allowed for taken, allowed in zip(_taken(bill), budget, strict=True))


def _taken(bill: Bill) -> tuple[int, int, float, float]:
    return bill.trips, len(bill.calls), bill.read_units, bill.write_units


def _row(name: str, bill: Bill) -> Row:
    return name, _cost(*_taken(bill)), "<= " + _cost(*BUDGETS[name])


def _cost(trips: int, calls: int, read_units: float, write_units: float) -> str:
    return f"{trips} trips of {calls}, {read_units:g} RRU, {write_units:g} WRU"


@contextmanager
def local_aws() -> Iterator[None]:
    """Start an empty local AWS on loopback, create the resources there, and point this process at it."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    address = f"http://127.0.0.1:{port}"
    os.environ.update(
        AWS_ENDPOINT_URL=address,
        AWS_ACCESS_KEY_ID="test",
        AWS_SECRET_ACCESS_KEY="test",
        AWS_DEFAULT_REGION="us-east-1",
        PREFIX="rossgram-bench-",
        NEW_ACCOUNT_HOURS="0",  # Everybody has been here for long.
    )
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "GATEWAY_PORT": str(port), "BIND_HOST": "127.0.0.1", "TMPDIR": folder}
        environment.pop("AWS_ENDPOINT_URL")
        server = subprocess.Popen(
            [sys.executable, "-m", "ministack"], env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        try:
            _wait(f"{address}/_ministack/health")
            from local import resources

            resources.create(address)
            yield
        finally:
            server.terminate()
            server.wait(30)


def _wait(url: str) -> None:
    for _ in range(600):
        try:
            urllib.request.urlopen(url, timeout=1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise SystemExit("The local AWS did not start.")


def _home_cpu(request_home: Callable[[], Any]) -> tuple[list[Row], float]:
    """Return the CPU milliseconds of one home page with DynamoDB's responses replayed from memory."""
    from botocore import httpsession

    http: Any = httpsession.URLLib3Session
    real, taped = http.send, {}

    def tape(session: object, request: Any) -> Any:
        taped[_key(request)] = answer = real(session, request)
        # The body is read here, so that the response can be replayed.
        assert answer.content is not None
        return answer

    try:
        http.send = tape
        page = json.loads(request_home()["body"])
        # Where a minute or an hour ends meanwhile, a page asks what it did not ask before: that is taped, too.
        http.send = lambda session, request: taped.get(_key(request)) or tape(session, request)
        times = []
        for _ in range(ROUNDS):
            began = time.process_time()
            request_home()
            times.append((time.process_time() - began) * 1000)
    finally:
        http.send = real
    return [("home page of 20: posts in it", str(len(page)), "20")], statistics.median(times)


def _key(request: Any) -> tuple[str, bytes]:
    return request.headers["X-Amz-Target"], bytes(request.body)
