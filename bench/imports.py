"""Measure the CPU that imports take in this tree, beyond starting Python; first_answer.py measures the package."""

import os
import statistics
import subprocess
import sys

ROUNDS = 7
SHARED = "chalice, botocore.session, pynamodb.models, pynamodb.transactions"
LAMBDAS = {
    "the API, before it is asked for a route": "import app",
    "the API with its home page": "import app; app.app.prepare('/api/v1/timelines/home')",
    "the API with the webhook of Stripe": "import app; app.app.prepare('/webhooks/stripe')",
    "on_original_uploaded, with its imaging": "import chalicelib.services.photos.media, chalicelib.imaging.pipeline",
    "Chalice, botocore and pynamodb alone, for comparison": f"import {SHARED}",
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
