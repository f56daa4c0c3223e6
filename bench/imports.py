"""Measure the CPU that each Lambda spends on imports, beyond starting Python."""

import os
import statistics
import subprocess
import sys

ROUNDS = 7
SHARED = "chalice, boto3, pynamodb.models, pynamodb.transactions"
LAMBDAS = {
    "the API (app.app)": "import app",
    "every event Lambda, before its work": "import chalicelib.handlers.events",
    "on_original_uploaded, with what it renders by": "import chalicelib.handlers.events, chalicelib.imaging",
    "Chalice and boto3 alone, for comparison": "import chalice, boto3",
    "Chalice, boto3 and pynamodb, which every request needs": f"import {SHARED}",
    "the webhook's path, with these": f"import {SHARED}, chalicelib.handlers.money.payments.webhooks",
}


def run() -> list[tuple[str, str, str]]:
    """Return CPU milliseconds of each import in a new process, from bytecode: the median of interleaved rounds."""
    found: dict[str, list[float]] = {name: [] for name in LAMBDAS}
    for _ in range(ROUNDS):
        for name, statement in LAMBDAS.items():
            found[name].append(_cpu(statement))
    return [(f"import CPU: {name}", f"{statistics.median(times):.0f} ms", "") for name, times in found.items()]


def _cpu(statement: str) -> float:
    program = f"import time; began = time.process_time(); {statement}; print(time.process_time() - began)"
    answer = subprocess.run(
        [sys.executable, "-c", program],
        env={**os.environ, "AWS_DEFAULT_REGION": "us-east-1"},
        capture_output=True,
        text=True,
        check=True,
    )
    return float(answer.stdout) * 1000
