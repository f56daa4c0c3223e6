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
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from infra.bench.meter import Bill, metered

HOME_TRIPS, HOME_UNITS = 3, 12.0
ROUNDS = 60
Row = tuple[str, str, str]


def run() -> list[Row]:
    """Return the figures; the local AWS lives as long as the measuring."""
    with local_aws():
        # What is imported below reads the environment that names the local AWS.
        from infra.bench.stage import Stage

        stage = Stage()
        rows = [_row(name, _bill(act)) for name, act in stage.operations()]
        trips, cpu = _home_cpu(stage.request_home)
        return [*rows, ("home page of 20: CPU, HTTP layer stubbed", f"{cpu:.2f} ms", ""), *trips]


def _bill(act: Callable[[], object]) -> Bill:
    with metered() as bill:
        act()
    return bill


def _row(name: str, bill: Bill) -> Row:
    units = f"{bill.trips} trips, {bill.read_units:g} RRU, {bill.write_units:g} WRU"
    target = f"<= {HOME_TRIPS} trips, {HOME_UNITS:g} RRU" if name.startswith("home page") else ""
    return name, units, target


@contextmanager
def local_aws() -> Iterator[None]:
    """Start an empty local AWS on loopback, make the resources there, and point this process at it."""
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
    )
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "GATEWAY_PORT": str(port), "BIND_HOST": "127.0.0.1", "TMPDIR": folder}
        environment.pop("AWS_ENDPOINT_URL")
        server = subprocess.Popen(
            [sys.executable, "-m", "ministack"], env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        try:
            _wait(f"{address}/_ministack/health")
            from infra import resources

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
    """Return the CPU milliseconds of one home page when DynamoDB's answers are at hand."""
    from botocore import httpsession

    http: Any = httpsession.URLLib3Session
    real, taped = http.send, {}

    def tape(session: object, request: Any) -> Any:
        taped[_key(request)] = answer = real(session, request)
        # The body is read here, so that it can be handed out again.
        assert answer.content is not None
        return answer

    try:
        http.send = tape
        page = json.loads(request_home()["body"])
        http.send = lambda _, request: taped[_key(request)]
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
